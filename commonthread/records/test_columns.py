"""Rows and forms: what goes in comes out, and what is wrong is told in plain words."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from commonthread.kernel.data_folder import data_folder
from commonthread.kernel.dates import start_of_day
from commonthread.records.cells import CellType, bounds, cell_type, codes, longest
from commonthread.records.columns import check_header, columns_by_name, read, reader, write
from commonthread.records.examples import example
from commonthread.records.kind import Kind, kinds
from commonthread.records.record import Author, Contact, Draft, Grading, Mention, StaffSafetyWarning

TODAY = date(2026, 11, 22)
SPECIAL = {
    "nhs_number": st.sampled_from(["9990000018", "9990000026"]),
    "upn": st.sampled_from(["Z000000026001", "X00000002600R"]),
    "former_upn": st.just("X00000002600R"),
    "school_urn": st.just("999001"),
}
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\u202a\u202b\u202c\u202d\u202e\ufeff\u2066\u2067\u2068\u2069"),
    min_size=1,
    max_size=20,
)  # fmt: skip
TEXTS = st.one_of(st.sampled_from(['"', ",;|", "two\nlines", "O'Brien-Smythe", "=1+1", "李"]), TEXT).filter(
    str.strip
)
DAYS = st.dates(date(1950, 1, 1), date(2026, 11, 1))
MOMENTS = st.integers(600_000_000, 1_790_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


def values(field: str, info: FieldInfo) -> st.SearchStrategy:
    if field in SPECIAL:
        return SPECIAL[field]
    least, greatest = bounds(info)
    choices = st.sampled_from(codes(info) or (None,))
    return {
        CellType.TEXT: TEXTS,
        CellType.LONG_TEXT: TEXTS,
        CellType.DATE: DAYS,
        CellType.MOMENT: MOMENTS,
        CellType.YES_NO: st.booleans(),
        CellType.WHOLE_NUMBER: st.integers(int(least or 0), int(greatest or 9)),
        CellType.NUMBER: st.integers(0, 4000).map(lambda quarters: quarters / 4),
        CellType.CHOICE: choices,
        CellType.CHOICES: st.lists(choices, min_size=1, max_size=longest(info) or 4, unique=True).map(tuple),
    }[cell_type(info)]


@st.composite
def some_of(draw, model, *, least=0, without=()):
    """Values for the required fields of a model and for some of the others."""
    fields = {field: info for field, info in model.model_fields.items() if field not in without}
    free = [field for field, info in fields.items() if not info.is_required()]
    chosen = draw(st.sets(st.sampled_from(free), min_size=least, max_size=6)) if free else set()
    return {
        field: draw(values(field, info))
        for field, info in fields.items()
        if info.is_required() or field in chosen
    }


@st.composite
def drafts(draw, kind: Kind) -> Draft:
    """A valid record of the kind, in the order in which columns stand."""
    people = []
    for role, room in kind.mentions.items():
        least = 1 if role is kind.about[0] else 0
        for _ in range(draw(st.integers(least, min(room, 2)))):
            given_of_person = draw(some_of(Mention, least=1, without=("role", "staff_safety_warning")))
            warning = draw(st.none() | some_of(StaffSafetyWarning))
            people.append({"role": role, "known_as": "K", "staff_safety_warning": warning, **given_of_person})
    begins = draw(MOMENTS)
    time_known = draw(st.booleans())
    detail = draw(some_of(kind.detail))
    grading = draw(some_of(Grading, without=("conditions",))) if kind.is_graded else None
    try:
        return Draft(
            kind=kind.name,
            key=draw(TEXTS),
            happened_from=begins if time_known else start_of_day(begins.date()),
            happened_until=draw(st.none() | st.just(begins + timedelta(days=3, minutes=7))),
            time_known=time_known,
            detail=kind.detail(**detail),
            mentions=tuple(Mention(**person) for person in people),
            author=Author(**draw(some_of(Author))),
            contact=Contact(by_whom="W", **draw(some_of(Contact, without=("by_whom",))))
            if kind.is_contact
            else None,
            grading=Grading(**grading) if grading else None,
            place=draw(st.none() | TEXTS),
        )
    except ValidationError:
        # Dates or numbers that do not go together: not a valid record.
        return example(kind.name)


@pytest.mark.parametrize("name", list(kinds()))
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_what_is_written_is_read_again(name, data):
    kind = kinds()[name]
    draft = data.draw(drafts(kind))
    cells = write(draft)
    assert read(kind, cells, today=TODAY) == draft
    assert write(read(kind, cells, today=TODAY)) == cells


ABSENCE = {
    "key": "A-1",
    "happened_from": "12/03/2026",
    "absence_code": "O",
    "sessions_missed": "6",
    "subject_1_family_name": "O'Brien-Smythe",
    "subject_1_born_on": "3 Sep 2017",
    "subject_1_nhs_number": "999 000 0018",
    "subject_1_upn": "z000000026001",
}


def absence(**cells):
    return read(kinds()["school_absence"], ABSENCE | cells, today=TODAY)


def faults(**cells):
    return {fault.column: fault.message for fault in absence(**cells)}


def test_a_row_is_read_as_a_person_would_read_it():
    draft = absence()
    assert (draft.happened_from, draft.time_known) == (datetime(2026, 3, 12, tzinfo=UTC), False)
    assert draft.mentions[0].born_on == date(2017, 9, 3)
    assert (draft.mentions[0].nhs_number, draft.mentions[0].upn) == ("9990000018", "Z000000026001")


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("absence_code", "o"),
        ("absence_code", "Absent without authority"),
        ("happened_from", "2026-03-12"),
        ("happened_from", " 12 March 2026 "),
        ("happened_until", "2026-03-12"),
    ],
)
def test_one_thing_may_be_written_in_several_ways(column, cell):
    assert isinstance(absence(**{column: cell}), Draft)


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("key", " ", "is required"),
        ("happened_from", "31/02/2026", "is a date that the calendar does not have"),
        ("happened_from", "12/03/26", "is not a date: write it as 2026-03-14, 14/03/2026 or 14 Mar 2026"),
        ("happened_from", "2026-11-24", "is in the future"),
        ("happened_until", "2026-03-11", "is before the beginning"),
        ("absence_code", "X", "is not one of the 14 codes that its page lists"),
        ("sessions_missed", "six", "is not a whole number"),
        ("sessions_missed", "0", "is less than 1"),
        ("sessions_possible", "4", "is less than the sessions missed"),
        ("contact_made", "perhaps", "is neither yes nor no"),
        ("subject_1_born_on", "2026-11-23", "is in the future; for an unborn child use expected_on"),
        ("subject_1_died_on", "2016-01-01", "is before the date of birth"),
        ("subject_1_nhs_number", "9990000019", "the check digit (the last) does not fit the NHS number"),
        (
            "subject_1_upn",
            "A000000026001",
            "the check letter (the first) does not fit the unique pupil number",
        ),
        ("subject_1_sex", "X", "is not one of F (Female), M (Male), U (Unknown)"),
        ("subject_1_known_as", "a\x00b", "contains a NUL character U+0000 at character 2"),
        ("subject_1_known_as", "n" * 201, "is longer than 200 characters"),
        ("subject_1_warning_text", "Dog", "is required"),
    ],
)
def test_a_fault_names_the_column_and_the_rule_and_never_the_value(column, cell, message):
    found = faults(**{column: cell})
    at = "subject_1_warning_author" if column.endswith("warning_text") else column
    assert found[at] == message
    assert len(cell) < 4 or all(cell not in text for text in found.values())


def test_all_faults_of_a_row_are_told_at_once():
    found = faults(
        happened_from="yesterday",
        absence_code="?",
        subject_1_born_on="2999-01-01",
        subject_1_upn="Q1",
        key="",
    )
    assert set(found) == {"happened_from", "absence_code", "subject_1_born_on", "subject_1_upn", "key"}


def test_every_string_that_breaks_programs_is_kept_as_a_name_or_refused_as_one_fault():
    if not (folder := data_folder()):
        pytest.skip("the folder of real input is absent: set COMMONTHREAD_DATA")
    for text in json.loads((folder / "text" / "blns.json").read_text("utf-8")):
        outcome = absence(subject_1_known_as=text)
        if isinstance(outcome, Draft):
            assert read(kinds()["school_absence"], write(outcome), today=TODAY) == outcome
        else:
            assert [fault.column for fault in outcome] == ["subject_1_known_as"]


def test_a_row_must_mention_somebody_whom_it_is_about():
    found = faults(subject_1_family_name="", subject_1_born_on="", subject_1_nhs_number="", subject_1_upn="")
    assert found == {"subject_1": "nobody is mentioned as subject"}


@pytest.mark.parametrize("cells", [("A-1",), ("A-1", "2026-03-12", "O", "6", "Ann", "more")])
def test_a_row_with_too_few_or_too_many_cells_is_told_with_both_numbers(cells):
    header = ("key", "happened_from", "absence_code", "sessions_missed", "subject_1_given_name")
    (fault,) = reader(kinds()["school_absence"], header, today=TODAY)(cells)
    assert fault.message == f"has {len(cells)} cells where the first line names 5 columns"


def header_faults(*headings):
    return {fault.column: fault.message for fault in check_header(kinds()["school_absence"], headings)}


GOOD = ("key", "happened_from", "absence_code", "sessions_missed", "subject_1_family_name")


def test_columns_may_stand_in_any_order_and_be_written_loosely():
    assert header_faults(*GOOD[::-1]) == {}
    assert (
        header_faults("Key", "Happened From", " absence-code", "SESSIONS_MISSED", "Subject 1 family name")
        == {}
    )


def test_an_unknown_column_is_named_with_what_was_perhaps_meant():
    found = header_faults(*GOOD, "subject_1_given_nam", "shoe_size")
    assert found["subject_1_given_nam"] == (
        "is not a column of a school absence; did you mean subject_1_given_name?"
    )
    assert found["shoe_size"] == "is not a column of a school absence"


def test_missing_and_doubled_columns_are_named():
    assert header_faults(*GOOD[1:], "happened_from") == {
        "key": "is missing",
        "happened_from": "stands 2 times in the first line",
    }
    assert list(header_faults(*GOOD[:4])) == ["subject_1_…"]


def test_a_file_without_column_names_shows_none_of_its_first_row():
    found = check_header(kinds()["school_absence"], ["A-1", "12/03/2026", "Ashdown", "9990000018"])
    assert [fault.column for fault in found] == ["(first line)"]
    mixed = check_header(kinds()["school_absence"], [*GOOD, "9990000018"])
    assert [fault.column for fault in mixed] == ["(column 6)"]


def test_a_reader_is_not_made_for_a_header_with_faults():
    with pytest.raises(ValueError, match="key is missing"):
        reader(kinds()["school_absence"], GOOD[1:], today=TODAY)


def test_writing_refuses_what_the_kind_has_no_room_for():
    parent = example("missing_report").mentions[1]
    with pytest.raises(ValueError, match="no room for parent number 3"):
        write(example("school_absence").model_copy(update={"mentions": (parent,) * 3}))
    with pytest.raises(ValueError, match="a contact"):
        write(example("school_absence").model_copy(update={"contact": Contact(seen_alone=True)}))


def test_an_autumn_night_has_two_half_past_ones_and_both_come_back():
    for hour in (0, 1):
        draft = example("police_incident").model_copy(
            update={"happened_from": datetime(2026, 10, 25, hour, 30, tzinfo=UTC)}
        )
        assert read(kinds()["police_incident"], write(draft), today=TODAY) == draft


def test_a_form_knows_what_to_ask():
    risk = columns_by_name(kinds()["missing_report"])["risk"]
    assert (risk.type, risk.label, risk.required) == (CellType.CHOICE, "Risk", False)
    assert [choice.label for choice in risk.choices][:2] == ["No apparent risk (absent)", "Very low risk"]
    born = columns_by_name(kinds()["missing_report"])["subject_1_born_on"]
    assert (born.type, born.role, born.place) == (CellType.DATE, "subject", 1)
