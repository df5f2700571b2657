"""A ServiceEpisode or a LifeEvent of the national standard as records, one for each person it is about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from commonthread.feeds.drafting import draft_of
from commonthread.feeds.national.directory import Directory
from commonthread.feeds.national.node import IDENTIFIER, Faults, Node, numbers
from commonthread.feeds.national.vocabulary import Involvement, MeasurementType, MeasurementUnit
from commonthread.kernel.dates import start_of_day
from commonthread.records.catalogue.life_event import LifeEventType
from commonthread.records.catalogue.mental_health_contact import MentalHealthService, Progress
from commonthread.records.catalogue.service_episode import EpisodeType
from commonthread.records.record import Draft, Fault, MentionRole

EPISODE = (
    *("identifier", "type", "subjectPerson", "relatedProfessional", "relatedService", "timeInformation"),
    *("location", "finding"),
)
EVENT = EPISODE[:-1]
SUBJECT_PERSON = ("person", "involvement", "ref")
RELATED_PROFESSIONAL = ("professional", "involvement", "ref")
TIME = ("startDateTime", "endDateTime", "frequency")
FINDING = ("observation", "measurement", "text")
OBSERVATION = ("type", "startDate", "endDate")
MEASUREMENT = ("value", "unit", "type")

CLOSER_KINDS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "early-help": ("early_help_episode", {}),
    "cin-plan": ("child_in_need_plan", {}),
    "cp-plan": ("child_protection_plan", {}),
    "section-47": ("section_47_enquiry", {}),
    "child-looked-after": ("looked_after_episode", {}),
    "CAMHS-plan": (
        "mental_health_contact",
        {"service": MentalHealthService.CHILD, "progress": Progress.TREATMENT},
    ),
}
# The standard asks for a location where there may be none to tell.
NOT_RECORDED = "not recorded"
AUTHORS = (Involvement.AUTHOR, Involvement.PERFORMER, Involvement.RESPONSIBLE)


@dataclass(frozen=True)
class Span:
    begins: date | datetime
    ends: date | datetime | None


def episode_drafts(
    value: Any, faults: Faults, directory: Directory, today: date
) -> Iterator[Draft | tuple[Fault, ...]]:
    """A record for each subject: of a closer kind where the type has one, else a service episode."""
    node = Node(value, EPISODE, faults=faults)
    code = _type(node, {*EpisodeType, *CLOSER_KINDS})
    kind, detail = CLOSER_KINDS.get(code or "", ("service_episode", {}))
    service = directory.service_of(node)
    if kind == "service_episode":
        detail = {
            "episode_type": code or EpisodeType.OTHER,
            "service_name": service.name,
            "service_code": service.code,
            "organisation": service.organisation,
        }
    yield from _drafts(node, kind, {**detail, "summary": _findings(node)}, service.name, directory, today)


def event_drafts(
    value: Any, faults: Faults, directory: Directory, today: date
) -> Iterator[Draft | tuple[Fault, ...]]:
    """A life event for each subject."""
    node = Node(value, EVENT, faults=faults)
    code = _type(node, set(LifeEventType))
    service = directory.service_of(node)
    detail = {"event_type": code or LifeEventType.OTHER, "organisation": service.organisation or service.name}
    yield from _drafts(node, "life_event", detail, service.name, directory, today)


def _drafts(
    node: Node, kind: str, detail: dict[str, Any], team: str | None, directory: Directory, today: date
) -> Iterator[Draft | tuple[Fault, ...]]:
    identifiers = node.nodes("identifier", IDENTIFIER)
    key = identifiers[0].text("value") if identifiers else None
    span, subjects = _span(node), list(_subjects(node))
    missing = {"identifier": key, "timeInformation": span, "subjectPerson": subjects}
    if not (key and span and subjects):
        absent = (name for name, found in missing.items() if not found)
        yield tuple(Fault(column=name, message="is needed: without it there is no record") for name in absent)
        return
    for number, fields in enumerate(subjects, 1):
        yield draft_of(
            kind,
            key=key if number == 1 else f"{key}/{number}",
            begins=span.begins,
            ends=span.ends,
            detail=detail,
            mentions=({"role": MentionRole.SUBJECT, **fields},),
            today=today,
            names={
                "happened_from": "timeInformation.startDateTime",
                "happened_until": "timeInformation.endDateTime",
            },
            author=_author(node, team),
            place="; ".join(place for place in node.texts("location") if place != NOT_RECORDED) or None,
        )


def _type(node: Node, known: set[str]) -> str | None:
    codes = node.texts("type")
    unknown = [code for code in codes if code not in known]
    if unknown or not codes:
        node.faults.warn(node.at("type"), "is not a code of the standard: it is taken as another type")
    if len(codes) - len(unknown) > 1:
        node.faults.warn(node.at("type"), "has more than one code: the first is taken")
    return next((code for code in codes if code in known), None)


def _span(node: Node) -> Span | None:
    times = [
        (begins, time.moment("endDateTime"))
        for time in node.nodes("timeInformation", TIME)
        if (begins := time.moment("startDateTime"))
    ]
    if not times:
        return None
    ends = [end for _, end in times if end]
    last = max(ends, key=_instant) if len(ends) == len(times) else None
    return Span(min((begins for begins, _ in times), key=_instant), last)


def _instant(when: date | datetime) -> datetime:
    return when if isinstance(when, datetime) else start_of_day(when)


def _subjects(node: Node) -> Iterator[dict[str, str]]:
    for subject in node.nodes("subjectPerson", SUBJECT_PERSON):
        involvement = subject.text("involvement")
        if involvement not in (None, Involvement.SUBJECT):
            subject.faults.warn(subject.at("involvement"), "is not SBJ: only subjects are taken")
            continue
        fields = numbers(subject.nodes("person", IDENTIFIER) or subject.nodes("ref", IDENTIFIER))
        if fields:
            yield fields


def _author(node: Node, team: str | None) -> dict[str, str | None]:
    """The professional who did or wrote it; the rest of what is known of them stands in the directory."""
    found = [
        (professional.text("involvement"), reference.text("value"))
        for professional in node.nodes("relatedProfessional", RELATED_PROFESSIONAL)
        for reference in professional.nodes("professional", IDENTIFIER)
    ]
    for wanted in (*AUTHORS, None):
        for involvement, key in found:
            if key and (involvement == wanted or wanted is None):
                return {"key": key, "team": team}
    return {"team": team}


def _findings(node: Node) -> str | None:
    lines = []
    for finding in node.nodes("finding", FINDING):
        lines += finding.texts("text")
        for observation in finding.nodes("observation", OBSERVATION):
            begins, ends = observation.moment("startDate"), observation.moment("endDate")
            times = [f"from {begins:%d %B %Y}" if begins else "", f"until {ends:%d %B %Y}" if ends else ""]
            lines.append(
                " ".join(filter(None, [f"{observation.text('type') or 'Observation'},", *times])).strip(",")
            )
        for measurement in finding.nodes("measurement", MEASUREMENT):
            measured, unit = (
                measurement.code("type", MeasurementType),
                measurement.code("unit", MeasurementUnit),
            )
            amount = (
                f"{measurement.text('value') or ''} {unit.label if unit is MeasurementUnit.PER_CENT else ''}"
            )
            lines.append(f"{measured.label if measured else 'Measurement'}: {amount.strip()}")
    return "\n".join(lines) or None
