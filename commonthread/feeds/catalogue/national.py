"""The draft national Person and Safeguarding Standards, as JSON-LD."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError

from commonthread.feeds.documents import Document, documents
from commonthread.feeds.format import (
    Admitted,
    Format,
    Listed,
    Outcome,
    Reading,
    Reject,
    Remark,
    Sent,
    Unreadable,
)
from commonthread.feeds.national.directory import Directory
from commonthread.feeds.national.happening import episode_drafts, event_drafts
from commonthread.feeds.national.node import Faults, type_of
from commonthread.feeds.national.person import person_draft
from commonthread.records.faults import complaints
from commonthread.records.record import Author, Draft, Fault

# What stands alone only in the examples of the standard: it says nothing of anybody by itself.
PARTS = (
    *("Identifier", "Name", "Address", "Contact", "PersonRelationship", "PartialDate", "SubjectPerson"),
    *("RelatedProfessional", "TimeInformation", "Finding", "Observation", "Measurement", "Timing"),
)
NO_KIND = (
    *("Placement", "PlacementAvailability", "PlacementRequirements", "PlacementRecommendation"),
    *("RiskAssessment", "ActualPlacement", "QualityAssurance", "Request", "SharingPolicy"),
)

Found = Iterator[Draft | Author | tuple[Fault, ...]]


def read(files: Sequence[Sent], reading: Reading) -> Iterator[Outcome]:
    for sent in files:
        _survey(sent, reading)
    for sent in files:
        yield from _Reader(sent.name, reading.received_on).outcomes(documents(sent, reading.limits))


def _survey(sent: Sent, reading: Reading) -> None:
    """Read to the end once, so that a broken end is known before the first person is taken."""
    if not sum(1 for _ in documents(sent, reading.limits)):
        raise Unreadable(
            "holds nothing", advice="Send the file again; the export may have failed", file=sent.name
        )


@dataclass
class _Reader:
    file: str
    today: date
    directory: Directory = field(default_factory=Directory)

    def outcomes(self, found: Iterator[Document]) -> Iterator[Outcome]:
        for document in found:
            type_name = _type_name(document.value)
            if type_name in READERS:
                yield from self.taken(document, type_name)
            elif type_name in PARTS or type_name in NO_KIND:
                why = (
                    "says nothing of anybody by itself" if type_name in PARTS else "has no kind of record yet"
                )
                fault = Fault(column="@type", message=f"{type_name} {why}: it is read and not taken")
                yield Remark(document.line, fault, rows=1, file=self.file)
            else:
                said = "is missing" if type_name is None else "is not a type of the standard"
                yield self.rejected(document, (Fault(column="@type", message=said),))

    def taken(self, document: Document, type_name: str) -> Iterator[Outcome]:
        faults = Faults()
        results = list(READERS[type_name](self, document.value, faults))
        if faults.rejected:
            yield self.rejected(document, tuple(faults.rejected))
        for result in results:
            match result:
                case Draft():
                    yield Admitted(
                        document.line, result, lambda: document.text, tuple(faults.warned), self.file
                    )
                case Author():
                    yield Listed(document.line, result, file=self.file)
                    if faults.warned:
                        yield Remark(document.line, faults.warned[0], file=self.file)
                case _:
                    yield self.rejected(document, result)

    def rejected(self, document: Document, faults: tuple[Fault, ...]) -> Reject:
        return Reject(document.line, faults[0].column, faults, document.text, file=self.file)


def _type_name(value: Any) -> str | None:
    if isinstance(value, dict) and "@type" not in value and "repeat" in value:
        return "Timing"
    return type_of(value)


def _person(reader: _Reader, value: Any, faults: Faults) -> Found:
    yield person_draft(value, faults, reader.today)


def _listed(take: Callable[[Directory, Any, Faults], Author | tuple[Fault, ...]]) -> Callable[..., Found]:
    def listed(reader: _Reader, value: Any, faults: Faults) -> Found:
        try:
            yield take(reader.directory, value, faults)
        except ValidationError as refused:
            yield tuple(
                Fault(column=str(place[-1]), message=message) for place, message in complaints(refused)
            )

    return listed


def _episode(reader: _Reader, value: Any, faults: Faults) -> Found:
    yield from episode_drafts(value, faults, reader.directory, reader.today)


def _event(reader: _Reader, value: Any, faults: Faults) -> Found:
    yield from event_drafts(value, faults, reader.directory, reader.today)


READERS: dict[str, Callable[[_Reader, Any, Faults], Found]] = {
    "Person": _person,
    "Organisation": _listed(Directory.organisation),
    "Service": _listed(Directory.service),
    "Professional": _listed(Directory.professional),
    "ServiceEpisode": _episode,
    "LifeEvent": _event,
}

FORMAT = Format(
    name="national",
    label="National Person and Safeguarding Standards",
    explains="People, organisations, services, professionals, service episodes and life events as JSON-LD.",
    suffixes=(".json", ".jsonld"),
    read=read,
    many_files=True,
)
