"""What a professional tells a hub: read as it was sent, and written as a record of the hub's with them as its author."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import QueryDict
from django.utils.timezone import now

from commonthread.access.permissions import ROLES
from commonthread.access.scope import Scope
from commonthread.access.terms import AgencyKind
from commonthread.kernel.text import clean
from commonthread.pathways.telling import Contact, new_reference
from commonthread.pathways.terms import Sort
from commonthread.places.cited import DISTRICTS
from commonthread.places.postcodes import normal_postcode
from commonthread.places.store import gazetteer
from commonthread.records.catalogue.adult_safeguarding_concern import AdultAbuse, AdultSafeguardingConcern
from commonthread.records.catalogue.contact import Approach, ContactDetail
from commonthread.records.census_codes import ReferralSource
from commonthread.records.record import Author, Draft, Mention, MentionRole, Sensitivity
from commonthread.web.components.consent import CHOICES
from commonthread.web.components.search import births

LONGEST = {"seen": 8000, "worry": 2000, "family_said": 2000, "done": 2000}
AT_MOST, SHORT = 8, 200
ABOUT = {Sort.CHILD.value: "A child, or several", Sort.ADULT.value: "An adult with care and support needs"}
URGENT = {
    "now": "Somebody is in danger now: I have rung 999",
    "today": "It must be looked at today",
    "days": "It can wait for a working day",
}
SOURCE = {
    AgencyKind.POLICE: ReferralSource.POLICE,
    AgencyKind.SCHOOL: ReferralSource.SCHOOL,
    AgencyKind.HEALTH: ReferralSource.OTHER_HEALTH,
    AgencyKind.HOUSING: ReferralSource.HOUSING,
    AgencyKind.CHILDRENS_SERVICES: ReferralSource.OTHER_INTERNAL,
    AgencyKind.ADULT_CARE: ReferralSource.SOCIAL_CARE,
    AgencyKind.PROBATION: ReferralSource.OTHER_LEGAL,
    AgencyKind.YOUTH_JUSTICE: ReferralSource.OTHER_LEGAL,
}
OF_A_PERSON = ("given_name", "family_name", "born", "school")


@dataclass(frozen=True)
class Said:
    """As it was typed, by field; `abuse` are the kinds that were chosen. What is wrong stands beside its field."""

    typed: Mapping[str, str]
    abuse: tuple[str, ...]
    people: int
    wrong: Mapping[str, str]

    def get(self, name: str) -> str:
        return self.typed.get(name, "")


def unsent(kept: Mapping[str, str]) -> Said:
    return Said(
        kept, tuple(filter(None, kept.get("abuse", "").split(";"))), _people(kept.get("people", "")), {}
    )


def read(sent: QueryDict, on: date, *, whole: bool) -> Said:
    """`whole` says what is missing as well: while it is only kept, nothing is."""
    typed = {name: value.strip() for name, value in sent.items() if name not in ("csrfmiddlewaretoken", "do")}
    abuse = tuple(kind for kind in sent.getlist("abuse") if kind in set(AdultAbuse))
    typed["abuse"] = ";".join(abuse)
    said = Said(typed, abuse, _people(typed.get("people", "")), {})
    return Said(typed, abuse, said.people, dict(_wrong(said, on)) if whole else {})


def _people(given: str) -> int:
    return min(max(int(given), 1), AT_MOST) if given.isdigit() and len(given) < 3 else 1


def _wrong(said: Said, on: date) -> Iterator[tuple[str, str]]:
    if said.get("about") not in ABOUT:
        yield "about", "Choose whom it is about"
    if said.get("about") == Sort.ADULT and not said.abuse:
        yield "abuse", "Choose the kind of abuse or neglect"
    if said.get("postcode") and normal_postcode(said.get("postcode")) is None:
        yield "postcode", "Enter a whole postcode, or choose the district"
    elif district_of(said) is None:
        yield "district", "Choose the district, as the postcode does not tell it"
    if not any(said.get(f"{field}_{place}") for place in range(said.people) for field in OF_A_PERSON[:2]):
        yield "given_name_0", "Name at least one of them, or write what they are called"
    if not said.get("seen"):
        yield "seen", "Write what was seen or heard"
    if said.get("family") not in CHOICES:
        yield "family", "Choose what the family was told and said"
    if said.get("urgent") not in URGENT:
        yield "urgent", "Choose how urgent you think it is"
    for name, words in said.typed.items():
        if len(words) > LONGEST.get(name, SHORT):
            yield name, f"Use at most {LONGEST.get(name, SHORT):,} characters"
        try:
            clean(words)
        except ValueError as fault:
            yield name, f"What you wrote {fault}"
    for place in range(said.people):
        try:
            births(said.get(f"born_{place}"), on)
        except ValueError as fault:
            yield f"born_{place}", f"Birth date or age {fault}"


def district_of(said: Said) -> str | None:
    found = gazetteer(settings.PLACES).district_of(said.get("postcode"))
    chosen = said.get("district")
    return found.code if found else chosen if chosen in {known.code for known in DISTRICTS} else None


def written(said: Said, by: Scope, kind: AgencyKind, on: date) -> tuple[Contact, Draft]:
    about = Sort(said.get("about"))
    contact = Contact(
        "professional", new_reference(), about, district_of(said) or "", said.get("urgent") != "days", True
    )
    told, answer, _ = CHOICES[said.get("family")]
    parts = (
        ("Seen and heard", said.get("seen")),
        ("Worried that", said.get("worry")),
        ("The family", f"{'told' if told else 'not told'}, {answer}. {said.get('family_said')}"),
        ("Done so far", said.get("done")),
        ("How urgent they think it is", URGENT[said.get("urgent")]),
    )
    summary = "\n\n".join(f"{title}: {words}" for title, words in parts if words)
    detail = (
        AdultSafeguardingConcern(abuse=tuple(AdultAbuse(kind) for kind in said.abuse), summary=summary)
        if about is Sort.ADULT
        else ContactDetail(
            source=SOURCE.get(kind, ReferralSource.OTHER), approach=Approach.SERVICE, summary=summary
        )
    )
    draft = Draft(
        kind="adult_safeguarding_concern" if about is Sort.ADULT else "contact", key=contact.reference,
        happened_from=now(), detail=detail, mentions=tuple(_mentions(said, about, on)),
        author=Author(name=by.name, role=ROLES[by.role].label, team=by.agency_name),
        sensitivity=Sensitivity.SENSITIVE, place_postcode=said.get("postcode") or None,
    )  # fmt: skip
    return contact, draft


def _mentions(said: Said, about: Sort, on: date) -> Iterator[Mention]:
    others = MentionRole.SIBLING if about is Sort.CHILD else MentionRole.HOUSEHOLD_MEMBER
    for place in range(said.people):
        given = {field: said.get(f"{field}_{place}") or None for field in OF_A_PERSON}
        if not any(given.values()):
            continue
        meant = births(given.pop("born") or "", on)
        born = meant[len(meant) // 2]
        yield Mention(
            role=others if place else MentionRole.SUBJECT, address=said.get("address") or None,
            postcode=said.get("postcode") or None, **given, **born,
        )  # fmt: skip
