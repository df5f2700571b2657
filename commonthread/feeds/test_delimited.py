"""How rows are told apart, also where quotation marks are wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonthread.feeds.delimited import Row, Torn, as_text, rows

TABLE = [
    ("plain rows", "a,b\nc,d\n", [(1, ["a", "b"]), (2, ["c", "d"])]),
    ("no line end at the end", "a,b\nc,d", [(1, ["a", "b"]), (2, ["c", "d"])]),
    ("empty lines", "a\n\nb\n", [(1, ["a"]), (3, ["b"])]),
    ("a comma in quotes", '"a,b",c\n', [(1, ["a,b", "c"])]),
    ("a doubled quote", '"say ""no""",c\n', [(1, ['say "no"', "c"])]),
    ("a cell over two lines", '"a\nb",c\nd,e\n', [(1, ["a\nb", "c"]), (3, ["d", "e"])]),
    ("a quote that never closes", 'a\n"b,c\nd\ne\n', [(1, ["a"]), (2, None), (3, ["d"]), (4, ["e"])]),
    ("a quote that closes too early", '"a"b,c\nd\n', [(1, None), (2, ["d"])]),
    ("the last line torn", 'a\n"b', [(1, ["a"]), (2, None)]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_rows_and_torn_lines(text: str, expected: list[tuple[int, list[str] | None]]) -> None:
    found = rows(text.splitlines(keepends=True))
    assert [(each.line, each.cells if isinstance(each, Row) else None) for each in found] == expected


def test_an_endless_quotation_costs_one_line_and_not_the_file() -> None:
    text = ["key,note\n", 'a,"never closed\n', *("b,c\n" for _ in range(50_000))]
    found = list(rows(text))
    assert [each.line for each in found if isinstance(each, Torn)] == [2]
    assert len(found) == 50_002


@given(
    st.lists(
        st.lists(st.text(st.characters(blacklist_characters="\0", codec="utf-8"), min_size=1), min_size=1)
    )
)
def test_what_is_written_is_read_again(table: list[list[str]]) -> None:
    lines = "".join(as_text(cells) for cells in table).split("\n")
    found = [each.cells for each in rows(line + "\n" for line in lines) if isinstance(each, Row)]
    assert found == table


@given(st.text(alphabet='a,"\n'))
def test_no_character_is_lost(text: str) -> None:
    found = list(rows(text.splitlines(keepends=True)))
    assert "".join(each.text for each in found).strip("\n").replace("\n", "") == text.replace("\n", "")
