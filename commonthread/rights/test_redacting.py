"""What somebody is given of a record about themselves tells of nobody else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonthread.records.examples import example
from commonthread.records.kind import kinds
from commonthread.records.queries import Content, Known
from commonthread.records.record import Mention, MentionRole, Relation
from commonthread.rights.redacting import REMOVED, given_to

ODALYS = Mention(
    role=MentionRole.SUBJECT, given_name="Odalys", family_name="Quenby", born_on=date(2017, 3, 14)
)
MOTHER = Mention(role=MentionRole.PARENT, relation=Relation.MOTHER, given_name="Perpetua", family_name="Quenby",
                 known_as="Pet", phone="07700 900123", address="14 Larkspur Row", postcode="B98 7CV")  # fmt: skip
NEIGHBOUR = Mention(
    role=MentionRole.REFERRER, given_name="Wilfreda", family_name="Oakapple", email="w@example.org"
)


def content(kind="case_note", *others, **detail):
    draft = example(kind)
    known = tuple(Known(n, n, mention) for n, mention in enumerate((ODALYS, *others), start=1))
    changed = draft.detail.model_copy(update=detail)
    draft = draft.model_copy(
        update={"detail": changed, "mentions": (ODALYS, *others), "place": "14 Larkspur Row"}
    )
    return Content(7, "", draft, known)


def said(given):
    return " ".join(value for _, value in (*given.facts, *given.about_you)) + " ".join(given.others)


@pytest.mark.parametrize(
    ("written", "given_out"),
    [
        ("Perpetua opened the door.", f"{REMOVED} opened the door."),
        ("perpetua’s sister, PERPETUA", f"{REMOVED} sister, {REMOVED}"),
        ("Pet was petulant about the carpet", f"{REMOVED} was petulant about the carpet"),
        ("Odalys Quenby was seen alone", "Odalys Quenby was seen alone"),
        ("ring 07700900123 or 07700 900 123", f"ring {REMOVED} or {REMOVED}"),
        ("lives at 14  Larkspur Row, B987CV", f"lives at {REMOVED}, {REMOVED}"),
    ],
)
def test_names_and_numbers_of_others_are_taken_out_of_what_was_written(written, given_out):
    given = given_to(1, content("case_note", MOTHER, summary=written))
    assert given_out in dict(given.facts).values()


def test_others_are_their_role_and_whoever_told_is_not_in_it():
    given = given_to(1, content("case_note", MOTHER, NEIGHBOUR, summary="Wilfreda Oakapple rang"))
    assert given.others == ("Parent, mother",)
    assert "Wilfreda" not in said(given)
    assert "Oakapple" not in said(given)


@pytest.mark.parametrize("kind", ["contact", "referral", "community_concern"])
def test_who_told_is_not_given_even_as_a_kind_of_person(kind):
    draft = example(kind)
    told = next(
        getattr(draft.detail, name) for name in ("source", "concern_from") if hasattr(draft.detail, name)
    )
    assert told.label not in said(given_to(1, content(kind)))


def test_what_a_person_marked_is_taken_out_and_free_text_is_named_for_their_eye():
    given = given_to(
        1, content("case_note", summary="The lady at number nine heard it"), ["lady at number nine"]
    )
    assert f"The {REMOVED} heard it" in dict(given.facts).values()
    assert given.to_look_at


def test_staff_safety_warnings_are_never_given():
    from commonthread.records.record import StaffSafetyWarning

    warning = StaffSafetyWarning(
        text="Large dog", author="A. Worker", review_on=date(2027, 1, 1), expires_on=date(2027, 6, 1)
    )
    changed = content()
    known = (Known(1, 1, ODALYS.model_copy(update={"staff_safety_warning": warning})),)
    given = given_to(1, Content(7, "", changed.draft, known))
    assert "dog" not in said(given)


@given(st.sampled_from(sorted(kinds())))
def test_no_kind_gives_away_a_mother_s_name_telephone_or_address(kind):
    told = said(given_to(1, content(kind, MOTHER, NEIGHBOUR)))
    for secret in ("Perpetua", "07700", "Larkspur", "Wilfreda", "Oakapple"):
        assert secret not in told
