"""Turns what happened into rows of an agency's own file, and notes the truth beside them."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from commonthread.kernel.dates import in_england
from commonthread.records.columns import write
from commonthread.records.kind import Kind, kinds
from commonthread.records.record import Author, Contact, Draft, Grading, Mention, Sensitivity
from commonthread.synthetic.agencies import Agency, by_code
from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.handwriting import in_style, with_stray_spaces
from commonthread.synthetic.knowledge import Knowledge, OnFile
from commonthread.synthetic.people import Person
from commonthread.synthetic.quality import REJECTED_ROWS, SLIPS
from commonthread.synthetic.registry import Registry
from commonthread.synthetic.rows import Rows
from commonthread.synthetic.spoiling import spoil
from commonthread.synthetic.staff import authors
from commonthread.synthetic.truth import Source, truth_row

EXTRACT = "extract"


@dataclass
class Scribe:
    registry: Registry
    rows: Rows
    tell_truth: Callable[[dict[str, str]], None]

    def __post_init__(self) -> None:
        self.knowledge = Knowledge(self.registry)

    def write(self, chance: Random, event: Event) -> None:
        """One event into its agency's file of that kind."""
        agency, kind = by_code()[event.agency], kinds()[event.kind]
        named = _with_room(kind, event.named)
        on_file = [self._known(chance, each, agency, event) for each in named]
        draft = self._draft(
            chance, event, agency, [_mention(n, f.fields) for n, f in zip(named, on_file, strict=True)]
        )
        cells = write(draft)
        in_style(kind, agency.kind, cells)
        with_stray_spaces(chance, cells, SLIPS[agency.kind].stray_spaces)
        spoilt = None if event.story or chance.random() >= REJECTED_ROWS else spoil(chance, cells)
        file = f"{agency.code}/{kind.name}.csv"
        self.rows.add(
            (agency.code, EXTRACT, kind.name, file), f"{draft.happened_from.isoformat()} {draft.key}", cells
        )
        self._tell(event, draft, named, on_file, file, spoilt)

    def _known(self, chance: Random, named: Named, agency: Agency, event: Event) -> OnFile:
        day = in_england(event.at).date()
        if event.story:
            return self.knowledge.plainly(named.person, agency, day)
        return self.knowledge.about(chance, named.person, agency, day, named.in_passing)

    def _draft(self, chance: Random, event: Event, agency: Agency, mentions: list[Mention]) -> Draft:
        kind = kinds()[event.kind]
        key = event.key or self.registry.agency_number(f"{agency.code} {kind.name}", kind.name[0].upper())
        author = event.author or chance.choice(authors(agency.code, kind.name))
        return Draft(
            kind=kind.name,
            key=key,
            happened_from=event.at,
            happened_until=event.until,
            time_known=event.time_known,
            detail=kind.detail.model_validate({k: v for k, v in event.detail.items() if v is not None}),
            mentions=tuple(mentions),
            author=Author(key=author),
            contact=Contact(**event.contact) if event.contact else None,
            grading=Grading(**event.grading) if event.grading else None,
            sensitivity=Sensitivity.SENSITIVE if event.sensitive else Sensitivity.ORDINARY,
            place=event.place,
            place_postcode=event.place_postcode,
        )

    def _tell(
        self,
        event: Event,
        draft: Draft,
        named: list[Named],
        on_file: list[OnFile],
        file: str,
        spoilt: str | None,
    ) -> None:
        places: dict[str, int] = {}
        day = in_england(event.at).date()
        for each, known in zip(named, on_file, strict=True):
            places[each.role] = place = places.get(each.role, 0) + 1
            number = (
                known.fields.get("agency_person_id", "")
                if each.facts.get("agency_person_id", "") is not None
                else ""
            )
            source = Source(event.agency, file, EXTRACT, draft.kind, draft.key, each.role, place, number)
            flags = (
                *known.slips,
                *((f"rejected {spoilt}",) if spoilt else ()),
                *((f"story {event.story}",) if event.story else ()),
            )
            self.tell_truth(truth_row(source, each.person, day, flags))


def _with_room(kind: Kind, named: list[Named]) -> list[Named]:
    """Each person once, and no more in a role than the kind has columns for."""
    kept: list[Named] = []
    people: set[Person] = set()
    counts: dict[str, int] = {}
    for each in named:
        counts[each.role] = counts.get(each.role, 0) + 1
        if each.person not in people and counts[each.role] <= kind.mentions.get(each.role, 0):
            people.add(each.person)
            kept.append(each)
        else:
            counts[each.role] -= 1
    return kept


def _mention(named: Named, known: dict[str, Any]) -> Mention:
    fields = known | named.facts
    relation = {"relation": named.relation} if named.relation else {}
    return Mention(
        role=named.role, **relation, **{name: value for name, value in fields.items() if value is not None}
    )
