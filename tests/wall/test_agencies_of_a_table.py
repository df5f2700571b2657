"""An area's agencies are set up and changed from a table; a line that cannot be is said, kept, and keeps no other back."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.queries import agencies, public_numbers
from commonthread.access.terms import AgencyKind
from commonthread.serving.agencies import COLUMNS, NotATable, read, take_agencies
from tests.wall.test_first_posts import ask  # noqa: F401


@pytest.fixture
def line(make):
    """A line of a table about an agency of its own."""

    def line(**changes) -> dict[str, str]:
        given = {"code": f"council-{make.mark}", "name": "A council", "kind": AgencyKind.CHILDRENS_SERVICES.value,
                 "duty_telephone": "0121 496 0001"}  # fmt: skip
        return dict.fromkeys(COLUMNS, "") | given | changes

    return line


def changes(make, code: str) -> list[tuple]:
    return make._owner(
        "SELECT array_agg(data ->> 'what' ORDER BY number), array_agg(reason ORDER BY number) FROM ledger_event "
        "WHERE type = 'agency changed' AND agency = %s",
        code,
    )


def test_it_is_set_up_changed_and_left_as_it_is(make, ask, line):  # noqa: F811
    first, other = line(), line(public_telephone="0121 496 0002", public_hours="day and night")
    assert take_agencies(ask, [first], why="the area begins").new == (first["code"],)
    assert take_agencies(ask, [first], why="again").same == 1
    assert take_agencies(ask, [other], why="a number for the public").changed == (first["code"],)
    officer = make.scope(make.agency(), Role.HUB_OFFICER)
    with officer.transaction():
        assert agencies()[first["code"]].duty_telephone == "0121 496 0001"
    assert ("A council", "0121 496 0002", "day and night") in [
        (one.name, one.telephone, one.hours) for one in public_numbers()
    ]
    assert changes(make, first["code"]) == (
        ["set up", "changed"],
        ["the area begins", "a number for the public"],
    )


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"code": ""}, "code is empty"),
        ({"code": "A Council"}, "small letters"),
        ({"name": "x" * 121}, "more than 120"),
        ({"kind": "council"}, "no kind 'council'"),
        ({"district": "Birmingham"}, "no district 'Birmingham'"),
        ({"duty_telephone": ""}, "duty_telephone is empty"),
        ({"public_telephone": "ring us"}, "not a telephone number"),
    ],
)
def test_a_line_that_cannot_be_is_kept_and_the_rest_goes_on(make, ask, line, wrong, why):  # noqa: F811
    right = line(code=f"school-{make.mark}", kind=AgencyKind.SCHOOL.value)
    taken = take_agencies(ask, [line(**wrong), right], why="the area begins")
    assert taken.new == (right["code"],)
    ((row, because),) = taken.refused
    assert row == line(**wrong) and why in because


def test_what_stands_twice_and_a_kind_that_changes_are_not_taken(ask, line):  # noqa: F811
    taken = take_agencies(ask, [line(), line(name="Another")], why="the area begins")
    assert [because for _, because in taken.refused] == ["the code stands in the table before"]
    taken = take_agencies(ask, [line(kind=AgencyKind.SCHOOL.value)], why="a mistake")
    assert "its agreements rest" in taken.refused[0][1]


def test_a_table_is_read_by_the_names_of_its_columns(tmp_path):
    file = tmp_path / "agencies.csv"
    file.write_text(
        "\ufeffname,code,kind,duty_telephone\n A trust ,a-trust,health,0121 496 0001\n", encoding="utf-8"
    )
    ((row),) = read(file)
    assert (row["name"], row["code"], row["public_telephone"]) == ("A trust", "a-trust", "")


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("code,name,kind", "duty_telephone are missing"),
        ("code,name,kind,duty_telephone,colour", "no column colour"),
    ],
)
def test_a_table_with_other_columns_says_which(tmp_path, head, why):
    file = tmp_path / "agencies.csv"
    file.write_text(head + "\n", encoding="utf-8")
    with pytest.raises(NotATable, match=why):
        read(file)
