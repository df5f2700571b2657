"""An invented record of every kind: for tests, for the documentation and for forms.

Nobody in it is real: NHS numbers begin with 999, pupil numbers name local authority 000, which is in
use nowhere, telephone numbers are from the ranges kept for drama, and no postcode begins with ZZ.
"""

from datetime import UTC, date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic.fields import FieldInfo

from commonthread.records.cells import CellType, bounds, cell_type, codes
from commonthread.records.kind import Kind, kinds
from commonthread.records.record import (
    Author,
    Contact,
    Draft,
    Grading,
    Handling,
    InformationGrade,
    Mention,
    MentionRole,
    Relation,
    Seen,
    Sex,
    SourceGrade,
)

HAPPENED = datetime(2026, 3, 12, 16, 40, tzinfo=UTC)
ADDRESS = {"address": "14 Invented Row, Madeupton", "postcode": "ZZ1 1AA"}

CHILD = MappingProxyType(
    {
        "agency_person_id": "EX-1001",
        "given_name": "Oluwaseun",
        "family_name": "Ashdown-Okoro",
        "born_on": date(2017, 9, 3),
        "sex": Sex.FEMALE,
        "nhs_number": "9990000018",
        "upn": "Z000000026001",
        "school": "Lantern Primary School",
        **ADDRESS,
    }
)
ADULT = MappingProxyType(
    {
        "agency_person_id": "EX-1002",
        "given_name": "Maren",
        "family_name": "Ashdown",
        "born_on": date(1989, 1, 27),
        "phone": "07700 900123",
        "language": "English",
        **ADDRESS,
    }
)
YOUNG = {MentionRole.SUBJECT, MentionRole.CHILD, MentionRole.SIBLING}
GROWN_SUBJECTS = {"pregnancy_booking", "adult_safeguarding_concern", "probation_contact", "housing"}


@cache
def example(name: str) -> Draft:
    """A valid record of the kind of this name."""
    kind = kinds()[name]
    detail = {field: _value(info) for field, info in kind.detail.model_fields.items()}
    return Draft(
        kind=name,
        key=f"{name.upper().replace('_', '-')}-0001",
        happened_from=HAPPENED,
        detail=kind.detail.model_validate(detail | DETAILS.get(name, {})),
        mentions=_mentions(kind),
        author=Author(
            key="EX-77", name="Robin Fell", role="Safeguarding lead", team="Example team",
            phone="0121 496 0123", hours="Monday to Friday, 8:30 to 17:00",
        ),
        contact=Contact(seen=Seen.SEEN, seen_alone=True, spoken_to=True, by_whom="Robin Fell", language="English")
        if kind.is_contact
        else None,
        grading=Grading(
            source=SourceGrade.UNTESTED, information=InformationGrade.INDIRECT, handling=Handling.CONDITIONS,
            conditions="Ring the author before acting on this",
        )
        if kind.is_graded
        else None,
    )  # fmt: skip


# What the first code, the number in the middle and the same date everywhere would make absurd.
DETAILS: dict[str, dict[str, Any]] = {
    "missing_report": {
        "scheme": "later",
        "risk": "medium",
        "reported_at": datetime(2026, 3, 12, 18, 5, tzinfo=UTC),
        "returned_at": datetime(2026, 3, 13, 6, 20, tzinfo=UTC),
    },
    "school_absence": {"absence_code": "O", "sessions_missed": 6, "sessions_possible": 10},
    "school_enrolment": {"school_urn": "999001", "year_group": "4", "left_for": None},
    "school_exclusion": {"sessions": 4},
    "police_incident": {"children_in_household": 2, "risk": "medium"},
    "housing": {"children_in_household": 2},
    "charge": {"offence": "violence_with_injury", "counts": 1, "bail": "conditional"},
    "crime": {"offence": "violence_with_injury", "sexual_exploitation": None, "criminal_exploitation": None},
    "court_outcome": {"offence": "violence_with_injury"},
    "child_protection_conference": {"outcomes": ["plan"], "participation": "PN1"},
    "child_protection_review": {"participation": "PN1"},
    "assessment": {"factors": ["3B", "4B"], "outcomes": ["services"]},
    "contact": {"source": "2A", "urgency": "amber", "level": "child_in_need", "outcomes": ["new_referral"]},
    "section_47_enquiry": {"outcomes": ["conference"], "conference_not_required": False},
    "child_protection_plan": {"previous_plans": 0},
    "pregnancy_booking": {"weeks": 14},
    "was_not_brought": {"in_a_row": 2},
    "school_welfare_concern": {"earlier_concerns": 3},
    "looked_after_episode": {
        "legal_status": "V2",
        "placement": "U6",
        "distance_miles": 12.5,
        "ended_because": None,
    },
    "gp_registration": {"ended_because": None},
    "early_help_episode": {"ended_because": None},
    "referral": {
        "source": "2A",
        "outcomes": ["assessment"],
        "closed_on": None,
        "closure": None,
        "no_further_action": False,
    },
}


def _mentions(kind: Kind) -> tuple[Mention, ...]:
    first, *others = kind.mentions
    people = [_person(first, adult=kind.name in GROWN_SUBJECTS)]
    if MentionRole.PARENT in others:
        people.append(Mention(role=MentionRole.PARENT, relation=Relation.MOTHER, **ADULT))
    elif MentionRole.CHILD in others:
        people.append(_person(MentionRole.CHILD))
    return tuple(people)


def _person(role: MentionRole, *, adult: bool = False) -> Mention:
    return Mention(role=role, **(CHILD if role in YOUNG and not adult else ADULT))


def _value(info: FieldInfo) -> Any:
    least, greatest = bounds(info)
    return {
        CellType.TEXT: lambda: "EX-0042",
        CellType.LONG_TEXT: lambda: "Invented for this example. Nobody in it is real.",
        CellType.DATE: lambda: date(2026, 3, 20),
        CellType.MOMENT: lambda: HAPPENED,
        CellType.YES_NO: lambda: True,
        CellType.WHOLE_NUMBER: lambda: int(((least or 0) + (greatest or 10)) / 2),
        CellType.NUMBER: lambda: ((least or 0) + (greatest or 10)) / 2,
        CellType.CHOICE: lambda: codes(info)[0],
        CellType.CHOICES: lambda: codes(info)[:2],
    }[cell_type(info)]()
