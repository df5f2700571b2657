"""One hospital tries the draft national standard: some of its emergency attendances go out as JSON-LD."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from commonthread.feeds.national.writing import Holder, write_national
from commonthread.kernel.dates import in_england, start_of_day
from commonthread.records.kind import kinds
from commonthread.records.record import Author, Draft, Mention
from commonthread.synthetic.agencies import by_code
from commonthread.synthetic.event import Event
from commonthread.synthetic.knowledge import Knowledge
from commonthread.synthetic.people import Person
from commonthread.synthetic.registry import Registry
from commonthread.synthetic.staff import authors, staff
from commonthread.synthetic.truth import Source, truth_row

NATIONAL = "national"
HOSPITAL = "health-sherbourne"
FILE = f"{HOSPITAL}/attendances.jsonld"
PEOPLE = 40


@dataclass
class Pilot:
    knowledge: Knowledge
    registry: Registry
    tell_truth: Callable[[dict[str, str]], None]
    people: dict[str, Draft] = field(default_factory=dict)
    attendances: list[Draft] = field(default_factory=list)

    def takes(self, event: Event) -> bool:
        pilot = event.agency == HOSPITAL and event.kind == "ae_attendance" and not event.story
        return pilot and len(self.people) < PEOPLE

    def take(self, chance: Random, event: Event) -> None:
        person, day = event.named[0].person, in_england(event.at).date()
        on_file = self.knowledge.numbered_file(chance, person, by_code()[HOSPITAL], day)
        number = on_file.fields["agency_person_id"]
        mention = Mention(role="subject", **{k: v for k, v in on_file.fields.items() if v is not None})
        key = self.registry.agency_number(f"{HOSPITAL} {event.kind}", "A")
        if number not in self.people:
            self.people[number] = self._draft("person_details", number, event, mention, {})
            self._tell("person_details", number, number, person, event)
        author = Author(key=chance.choice(authors(HOSPITAL, event.kind)))
        self.attendances.append(self._draft(event.kind, key, event, mention, event.detail, author))
        self._tell("life_event", key, number, person, event)

    def write(self, out: Path) -> None:
        agency = by_code()[HOSPITAL]
        holder = Holder(agency.code, agency.name, agency.kind, agency.duty_telephone)
        directory = (
            Author(key=s.key, name=s.name, role=s.role, phone=s.phone)
            for s in staff()
            if s.agency == HOSPITAL
        )
        path = out / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="\n") as file:
            write_national(
                (*self.people.values(), *self.attendances), holder=holder, out=file, authors=directory
            )

    def _draft(
        self, kind: str, key: str, event: Event, mention: Mention, detail: dict, author: Author | None = None
    ) -> Draft:
        details = kind == "person_details"
        return Draft(
            kind=kind,
            key=key,
            happened_from=start_of_day(in_england(event.at).date()) if details else event.at,
            happened_until=None if details else event.until,
            time_known=not details,
            detail=kinds()[kind].detail.model_validate({k: v for k, v in detail.items() if v is not None}),
            mentions=(mention,),
            author=author or Author(),
        )

    def _tell(self, kind: str, key: str, number: str, person: Person, event: Event) -> None:
        source = Source(HOSPITAL, FILE, NATIONAL, kind, key, "subject", 1, number)
        self.tell_truth(truth_row(source, person, in_england(event.at).date(), ()))
