"""CSV tables: what is taken, what is rejected, and what stops a whole file."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonthread.feeds.catalogue.extract import read
from commonthread.feeds.format import Admitted, Outcome, Reading, Reject, Sent, Unreadable

TODAY = date(2026, 11, 22)
HEADER = "key,happened_from,source,subject_1_given_name,subject_1_family_name,subject_1_born_on"
ROW = "R1,2026-03-14,6,Jo,Example,2015-04-01"


def sent(folder: Path, content: str | bytes, name: str = "referral.csv") -> Sent:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Sent(path, name)


def outcomes(file: Sent, kind: str | None = None) -> list[Outcome]:
    return list(read([file], Reading(received_on=TODAY, kind=kind)))


def rejects(file: Sent, kind: str | None = None) -> list[tuple[int, str | None, str]]:
    found = [outcome for outcome in outcomes(file, kind) if isinstance(outcome, Reject)]
    return [(reject.line, reason.column, reason.message) for reject in found for reason in reject.reasons]


def test_a_row_becomes_a_draft(tmp_path: Path) -> None:
    (admitted,) = outcomes(sent(tmp_path, f"{HEADER}\n{ROW}\n"))
    assert isinstance(admitted, Admitted)
    assert (admitted.line, admitted.draft.kind, admitted.draft.key) == (2, "referral", "R1")
    assert admitted.draft.mentions[0].family_name == "Example"


@pytest.mark.parametrize("written", ["2026-03-14", "14/03/2026", "14 Mar 2026"])
def test_dates_are_read_in_three_styles(written: str, tmp_path: Path) -> None:
    (admitted,) = outcomes(sent(tmp_path, f"{HEADER}\n{ROW.replace('2026-03-14', written)}\n"))
    assert isinstance(admitted, Admitted)
    assert admitted.draft.happened_from.date() == date(2026, 3, 14)
    assert not admitted.draft.time_known


def test_columns_in_another_order_and_a_byte_order_mark_make_no_difference(tmp_path: Path) -> None:
    plain = outcomes(sent(tmp_path, f"{HEADER}\n{ROW}\n"))
    turned = "\r\n".join(",".join(reversed(line.split(","))) for line in (HEADER, ROW))
    assert outcomes(sent(tmp_path, b"\xef\xbb\xbf" + turned.encode())) == plain


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("referral.csv", None, "referral"),
        ("Birmingham referral 2026-03.csv", None, "referral"),
        ("anything.csv", "referral", "referral"),
        ("contact.csv", "referral", "referral"),
    ],
)
def test_the_kind_comes_from_the_option_or_the_name_of_the_file(
    name: str, kind: str | None, expected: str, tmp_path: Path
) -> None:
    (admitted,) = outcomes(sent(tmp_path, f"{HEADER}\n{ROW}\n", name), kind)
    assert isinstance(admitted, Admitted)
    assert admitted.draft.kind == expected


def test_a_column_says_the_kind_row_by_row(tmp_path: Path) -> None:
    text = (
        f"kind,{HEADER},risk,scheme\n"
        f"referral,{ROW},,\n"
        "missing_report,M1,2026-03-15,,Jo,Example,2015-04-01,high,2017\n"
        f"referral,{ROW},high,\n"
        f"nonsense,{ROW},,\n"
        f"referral,{ROW}\n"
    )
    file = sent(tmp_path, text, "week.csv")
    taken = [(o.line, o.draft.kind) for o in outcomes(file) if isinstance(o, Admitted)]
    assert taken == [(2, "referral"), (3, "missing_report")]
    assert rejects(file) == [
        (4, "risk", "is not a column of a referral"),
        (5, "kind", "is not a kind of record"),
        (6, "(whole line)", "has 7 cells where the first line names 9 columns"),
    ]


def test_a_row_of_another_kind_than_the_one_named_is_rejected(tmp_path: Path) -> None:
    file = sent(tmp_path, f"kind,{HEADER}\nreferral,{ROW}\ncontact,{ROW}\n", "week.csv")
    assert [o.line for o in outcomes(file, "referral") if isinstance(o, Admitted)] == [2]
    assert rejects(file, "referral") == [(3, "kind", "is not referral, as which this was sent")]


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ("R1,31/02/2026,6,Jo,Example,", "happened_from", "is a date that the calendar does not have"),
        ("R1,2026-03-14,6,Jo,Example,2031-01-01", "subject_1_born_on", "is in the future"),
        ("R1,2026-03-14,77,Jo,Example,", "source", "is not one of"),
        ("R1,2026-03-14,6,Jo,Example", "(whole line)", "has 5 cells where the first line names 6 columns"),
        ('R1,2026-03-14,6,"Jo" x,Example,', "(whole line)", "has a quotation mark without its pair"),
        ("R1,2026-03-14,6,J\x07o,Example,", "subject_1_given_name", "a control character"),
        (",2026-03-14,6,Jo,Example,", "key", "is required"),
    ],
)
def test_a_wrong_row_is_rejected_with_its_column_and_the_others_go_in(
    row: str, column: str, message: str, tmp_path: Path
) -> None:
    file = sent(tmp_path, f"{HEADER}\n{row}\nR2{ROW[2:]}\n")
    ((line, found, said),) = rejects(file)
    assert (line, found) == (2, column)
    assert message in said
    assert [o.draft.key for o in outcomes(file) if isinstance(o, Admitted)] == ["R2"]


def test_identifiers_with_a_wrong_check_digit_name_their_column_and_never_the_number(tmp_path: Path) -> None:
    text = f"{HEADER},subject_1_nhs_number,subject_1_upn\n{ROW},9990000019,A123456789123\n"
    found = rejects(sent(tmp_path, text))
    assert [column for _, column, _ in found] == ["subject_1_nhs_number", "subject_1_upn"]
    assert not any("9990000019" in said or "A123" in said for _, _, said in found)


def test_a_corrected_reject_is_read_on_its_own(tmp_path: Path) -> None:
    (reject,) = outcomes(sent(tmp_path, f"{HEADER}\n{ROW.replace('2026-03-14', '31/02/2026')}\n"))
    assert isinstance(reject, Reject)
    again = sent(tmp_path, reject.raw.replace("31/02/2026", "28/02/2026"), "again.csv")
    (admitted,) = outcomes(again, reject.kind)
    assert isinstance(admitted, Admitted)
    assert admitted.draft.key == "R1"


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (HEADER.replace("happened_from,", ""), "happened_from is missing"),
        (HEADER + ",source", "source stands 2 times in the first line"),
        (HEADER + ",subject_1_surname", "subject_1_surname is not a column of a referral"),
        (
            HEADER.replace(",", ";"),
            "The columns seem to be divided by semicolons: save the table with commas",
        ),
        (HEADER.replace(",", "\t"), "divided by tabs"),
        ("a,b,c", "has no column name of a referral"),
        ('"key,happened_from', "a quotation mark without its pair"),
        ("\n\n", "holds nothing but empty lines"),
    ],
)
def test_a_first_line_that_is_not_in_order_stops_the_file(header: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        outcomes(sent(tmp_path, f"{header}\n{ROW}\n" if header.strip() else header))
    assert said in str(refused.value)


def test_a_fault_of_the_first_line_says_where_in_it(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        outcomes(sent(tmp_path, "key,happened_from,surname,source,subject_1_family_name\n"))
    assert (refused.value.line, refused.value.column) == (1, 19)


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("march.csv", None, "does not say of what kind its rows are"),
        ("referral_contact.csv", None, "could be contact or referral"),
        ("referral.csv", "nonsense", "'nonsense' is not a kind of record"),
    ],
)
def test_a_file_of_unknown_kind_is_not_guessed_at(
    name: str, kind: str | None, said: str, tmp_path: Path
) -> None:
    with pytest.raises(Unreadable, match=said):
        outcomes(sent(tmp_path, f"{HEADER}\n{ROW}\n", name), kind)


def test_a_wrong_encoding_far_into_the_file_is_known_before_the_first_row_is_given(tmp_path: Path) -> None:
    content = (
        f"{HEADER}\n".encode()
        + f"{ROW}\n".encode() * 20_000
        + "R2,2026-03-14,6,Zoë,Example,\n".encode("cp1252")
    )
    reading = read([sent(tmp_path, content)], Reading(received_on=TODAY))
    with pytest.raises(Unreadable, match="is not UTF-8") as refused:
        next(reading)
    assert (refused.value.line, refused.value.column) == (20_002, 19)


@given(content=st.binary(max_size=200) | st.text(alphabet=f'{HEADER}\n",R1').map(str.encode))
def test_any_bytes_give_outcomes_or_unreadable(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = sent(tmp_path_factory.mktemp("any"), f"{HEADER}\n".encode() + content)
    try:
        outcomes(file)
    except Unreadable as refused:
        assert refused.file == "referral.csv"
