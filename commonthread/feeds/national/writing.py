"""Records written out in the draft national Person and Safeguarding Standards, as JSON-LD."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TextIO

from commonthread.access.terms import AgencyKind
from commonthread.feeds.national.happening import CLOSER_KINDS, NOT_RECORDED
from commonthread.feeds.national.node import NHS_NUMBER, UPN
from commonthread.feeds.national.relationships import code_of
from commonthread.feeds.national.vocabulary import (
    CensusEthnicGroup,
    EpisodeCode,
    EventCode,
    OrganisationType,
    ServiceType,
    StatedGender,
)
from commonthread.feeds.national.written_person import (
    address_of,
    birth_of,
    contact_of,
    filled,
    identifier,
    names_of,
)
from commonthread.kernel.dates import in_england
from commonthread.records.record import Author, Draft, Ethnicity, Mention, MentionRole, Sex

CONTEXT = [
    "https://socialcaredata.github.io/ontology/person/context.jsonld",
    "https://socialcaredata.github.io/ontology/safeguarding/context.jsonld",
]
SEXES = {Sex.MALE: "1", Sex.FEMALE: "2"}
GENDERS = {gender.label: gender.value for gender in StatedGender}
ETHNIC_GROUPS = {group.label: group.value for group in CensusEthnicGroup}
ORGANISATIONS = {
    AgencyKind.POLICE: OrganisationType.POLICE_FORCE,
    AgencyKind.CHILDRENS_SERVICES: OrganisationType.LOCAL_AUTHORITY,
    AgencyKind.ADULT_CARE: OrganisationType.LOCAL_AUTHORITY,
    AgencyKind.HEALTH: OrganisationType.NHS_TRUST,
}
SERVICES = {
    AgencyKind.CHILDRENS_SERVICES: ServiceType.SOCIAL_CARE,
    AgencyKind.ADULT_CARE: ServiceType.SOCIAL_CARE,
    AgencyKind.YOUTH_JUSTICE: ServiceType.YOUTH_OFFENDING,
}
EPISODES = {kind: code for code, (kind, _) in CLOSER_KINDS.items() if kind != "mental_health_contact"}
EVENTS = {
    "missing_report": EventCode.MISSING,
    "ae_attendance": EventCode.EMERGENCY,
    "referral": EventCode.REFERRAL,
    "public_protection_notice": EventCode.CONCERN,
    "school_welfare_concern": EventCode.CONCERN,
    "community_concern": EventCode.CONCERN,
    "adult_safeguarding_concern": EventCode.CONCERN,
}


@dataclass(frozen=True)
class Holder:
    """The agency whose records these are."""

    code: str
    name: str
    kind: AgencyKind
    phone: str | None = None


@dataclass
class Written:
    """How many of each type were written, and the kinds for which the standard has no place."""

    nodes: Counter[str] = field(default_factory=Counter)
    no_place: Counter[str] = field(default_factory=Counter)


def write_national(
    drafts: Iterable[Draft], *, holder: Holder, out: TextIO, authors: Iterable[Author] = ()
) -> Written:
    """Write one document. Memory holds one record and the names of the services met so far."""
    written = Written()
    out.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": [\n')
    for number, node in enumerate(_Writer(holder, written).nodes(drafts, authors)):
        out.write((",\n" if number else "") + json.dumps(node, ensure_ascii=False))
        written.nodes[node["@type"]] += 1
    out.write("\n]}\n")
    return written


class _Writer:
    def __init__(self, holder: Holder, written: Written) -> None:
        self.holder, self.written = holder, written
        self.services: set[str] = set()

    def nodes(self, drafts: Iterable[Draft], authors: Iterable[Author]) -> Iterator[dict[str, Any]]:
        yield self.organisation()
        for author in authors:
            if author.key:
                yield self.professional(author)
        for draft in drafts:
            yield from self.of(draft)

    def of(self, draft: Draft) -> Iterator[dict[str, Any]]:
        if draft.kind == "person_details":
            yield from self.people(draft)
            return
        episode, event = _episode_code(draft), _event_code(draft)
        if episode is None and event is None:
            self.written.no_place[draft.kind] += 1
            return
        yield from self.unnumbered(draft)
        service = self.service_name(draft)
        if service and service not in self.services:
            self.services.add(service)
            yield self.service(service)
        yield self.happening(draft, episode, event, service)

    def organisation(self) -> dict[str, Any]:
        kind = ORGANISATIONS.get(self.holder.kind)
        return {
            "@type": "Organisation",
            "identifier": [self.identifier(self.holder.code, "organisation")],
            "name": self.holder.name,
            "type": [kind] if kind else [],
            "contact": [self.contact(self.holder.phone)],
            "relatedService": [self.identifier(self.holder.name, "service")],
        }

    def service(self, name: str) -> dict[str, Any]:
        kind = SERVICES.get(self.holder.kind)
        return {
            "@type": "Service",
            "identifier": [self.identifier(name, "service")],
            "name": name,
            "type": [kind] if kind else [],
            "contact": [self.contact(self.holder.phone)],
            "relatedOrganisation": [self.identifier(self.holder.code, "organisation")],
        }

    def professional(self, author: Author) -> dict[str, Any]:
        *given, family = (author.name or NOT_RECORDED).split()
        return {
            "@type": "Professional",
            "identifier": [self.identifier(author.key, "professional")],
            "name": {"@type": "Name", "givenName": given, "familyName": [family]},
            "role": [author.role or NOT_RECORDED],
            "contact": self.contact(author.phone),
            "relatedOrganisation": [self.identifier(self.holder.code, "organisation")],
        }

    def people(self, draft: Draft) -> Iterator[dict[str, Any]]:
        subject = next(mention for mention in draft.mentions if mention.role is MentionRole.SUBJECT)
        related = []
        for ordinal, mention in enumerate(draft.mentions):
            if mention is subject:
                continue
            number = self.number_of(mention, draft, ordinal)
            code = code_of(mention.role, mention.relation)
            related.append(
                filled("PersonRelationship", identifier=number, relationship=[code] if code else [])
            )
            if not _numbers(mention):
                yield self.person(mention, [number])
        identifiers = self.numbers_of(subject) or [self.identifier(draft.key, "person")]
        yield {**self.person(subject, identifiers), **({"relatedPerson": related} if related else {})}

    def unnumbered(self, draft: Draft) -> Iterator[dict[str, Any]]:
        """The people of a record who have no number yet, so that it can refer to them."""
        for ordinal, mention in enumerate(draft.mentions):
            if mention.role is MentionRole.SUBJECT and not _numbers(mention):
                yield self.person(mention, [self.number_of(mention, draft, ordinal)])

    def person(self, mention: Mention, identifiers: list[dict[str, Any]]) -> dict[str, Any]:
        described = mention.ethnicity_source is Ethnicity.SELF_DESCRIBED
        worker = mention.allocated_worker
        return filled(
            "Person",
            identifier=identifiers,
            name=names_of(mention),
            dateOfBirth=birth_of(mention),
            isDeceased=True if mention.died_on else None,
            deceasedDate=filled("PartialDate", date=mention.died_on.isoformat()) if mention.died_on else None,
            address=address_of(mention),
            contact=contact_of(mention),
            genderCode=GENDERS.get(mention.gender or ""),
            sexCode=SEXES.get(mention.sex),
            ethnicityCode=ETHNIC_GROUPS.get(mention.ethnicity or "") if described else None,
            primaryContactProfessional=[self.identifier(worker, "professional")] if worker else None,
        )

    def happening(
        self, draft: Draft, episode: str | None, event: str | None, service: str | None
    ) -> dict[str, Any]:
        subjects = [
            {
                "@type": "SubjectPerson",
                "person": self.number_of(mention, draft, ordinal),
                "involvement": "SBJ",
            }
            for ordinal, mention in enumerate(draft.mentions)
            if mention.role is MentionRole.SUBJECT
        ]
        summary = getattr(draft.detail, "summary", None) if episode else None
        place = draft.place or (NOT_RECORDED if episode else None)
        return filled(
            "ServiceEpisode" if episode else "LifeEvent",
            identifier=[self.identifier(draft.key, "record")],
            type=[episode or event],
            subjectPerson=subjects,
            relatedProfessional=self.author(draft.author),
            relatedService=[self.identifier(service, "service")] if service else None,
            timeInformation=[
                filled(
                    "TimeInformation",
                    startDateTime=_when(draft.happened_from, draft.time_known),
                    endDateTime=draft.happened_until and _when(draft.happened_until, draft.time_known),
                )
            ],
            location=[place] if place else None,
            finding=[{"@type": "Finding", "text": [summary]}] if summary else None,
        )

    def author(self, author: Author) -> list[dict[str, Any]]:
        if not author.key:
            return []
        reference = self.identifier(author.key, "professional")
        return [{"@type": "RelatedProfessional", "professional": reference, "involvement": "AUT"}]

    def service_name(self, draft: Draft) -> str | None:
        named = getattr(draft.detail, "service_name", None) or draft.author.team
        return named or (self.holder.name if _episode_code(draft) else None)

    def numbers_of(self, mention: Mention) -> list[dict[str, Any]]:
        local = mention.agency_person_id
        found = [self.identifier(local, "person")] if local else []
        found += [identifier(mention.nhs_number, NHS_NUMBER)] if mention.nhs_number else []
        return found + ([identifier(mention.upn, UPN)] if mention.upn else [])

    def number_of(self, mention: Mention, draft: Draft, ordinal: int) -> dict[str, Any]:
        own = self.numbers_of(mention)
        return own[0] if own else self.identifier(f"{draft.kind}/{draft.key}/{ordinal + 1}", "person")

    def identifier(self, value: str, what: str) -> dict[str, Any]:
        return identifier(value, f"urn:commonthread:{self.holder.code}:{what}")

    def contact(self, phone: str | None) -> dict[str, Any]:
        return filled("Contact", name="Office", telephone=[phone] if phone else None)


def _numbers(mention: Mention) -> bool:
    return bool(mention.agency_person_id or mention.nhs_number or mention.upn)


def _episode_code(draft: Draft) -> str | None:
    if draft.kind == "mental_health_contact":
        detail = CLOSER_KINDS[EpisodeCode.MENTAL_HEALTH][1]
        fits = all(getattr(draft.detail, name) == value for name, value in detail.items())
        return EpisodeCode.MENTAL_HEALTH if fits else None
    stated = getattr(draft.detail, "episode_type", None)
    return EPISODES.get(draft.kind) or (stated if stated in set(EpisodeCode) else None)


def _event_code(draft: Draft) -> str | None:
    match draft.kind:
        case "school_exclusion":
            permanent = draft.detail.exclusion_type == "PERM"
            return EventCode.EXCLUSION if permanent else EventCode.SUSPENSION
        case "housing":
            return EventCode.HOMELESS if draft.detail.event == "homeless_duty" else None
    stated = getattr(draft.detail, "event_type", None)
    return EVENTS.get(draft.kind) or (stated if stated in set(EventCode) else None)


def _when(moment: datetime, time_known: bool) -> str:
    if time_known:
        return moment.isoformat().replace("+00:00", "Z")
    return in_england(moment).date().isoformat()
