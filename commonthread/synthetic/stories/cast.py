"""What a story is told with: people, homes, days before the end of the year, and records."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from random import Random
from typing import Any

from commonthread.kernel.dates import LONDON, start_of_day
from commonthread.synthetic.census import BY_LABEL
from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.ground import Ground, places, practice_for
from commonthread.synthetic.life.education import academic_year, school_year, year_group
from commonthread.synthetic.life.health import HOSPITAL_OF
from commonthread.synthetic.life.school_days import is_school_day, next_school_day, school_day
from commonthread.synthetic.names.cultures import CULTURES
from commonthread.synthetic.people import Address, Household, Person
from commonthread.synthetic.registry import Registry
from commonthread.synthetic.schools import StorySchool

FIRST_HOUSE = 130
LONGEST_SHIFT = 300


@dataclass(frozen=True, kw_only=True)
class Story:
    """`shows` says what only the joined records let one see.

    What lies `turns` or more days back is moved back together, until `school_days` are days of school.
    """

    code: str
    title: str
    shows: str
    tell: Callable[["Cast"], Iterator[Event]]
    order: int
    turns: int = 0
    school_days: tuple[int, ...] = ()


@dataclass
class Cast:
    story: Story
    until: date
    registry: Registry
    ground: Ground
    chance: Random
    people: dict[str, Person] = field(default_factory=dict)
    households: dict[str, Household] = field(default_factory=dict)
    events: int = 0

    def home(self, label: str, near: StorySchool, number: int = 0) -> Household:
        """A house of its own in the neighbourhood of a school; `number` tells several homes apart."""
        codes = [code for code, where in places().postcodes[near.district] if where == near.neighbourhood]
        postcode = codes[number % len(codes)]
        address = Address(
            line=f"{FIRST_HOUSE + 2 * number + self.story.order * 10} {self.ground.street_name(postcode)}",
            postcode=postcode,
            district=near.district,
            neighbourhood=places().neighbourhoods[near.neighbourhood].name,
            uprn=f"97{self.story.order:04d}{number:06d}",
        )
        return self._household(label, address)

    def refuge(self, label: str, district: str) -> Household:
        return self._household(label, self.ground.communal("refuge", district))

    def person(
        self,
        label: str,
        given: str,
        family: str,
        sex: str,
        years: float,
        home: Household,
        *,
        group: str = "White British",
        culture: str = "British",
        middle: str | None = None,
        mother: Person | None = None,
        father: Person | None = None,
    ) -> Person:
        """Somebody `years` old at the end; a birth still to come has negative years."""
        born_on = self.until - timedelta(days=round(years * 365.25))
        person = Person(
            number=self.registry.next_person(),
            sex=sex,
            born_on=born_on,
            culture=CULTURES[culture],
            ethnic_group=BY_LABEL[group],
            given_name=given,
            family_name=family,
            middle_names=middle,
            expected_on=born_on if years < 1 else None,
            mother=mother,
            father=father,
        )
        if born_on <= self.until:
            self.registry.give_nhs_number(person, self.chance, always=True)
            self.registry.give_upn(person, self.chance, self.until)
        home.members.append(person)
        person.homes.append((home.homes[0][0], home))
        person.practice = practice_for(home)[0]
        self.people[label] = person
        return person

    def moves(self, ago: int, home: Household, *people: Person) -> None:
        for person in people:
            person.homes.append((self.day(ago), home))
            home.members.append(person)

    def day(self, ago: int) -> date:
        shift = self._shift if ago >= self.story.turns else 0
        return self.until - timedelta(days=ago + shift)

    def working_day(self, ago: int) -> date:
        day = self.day(ago)
        while day.weekday() > 4 or (day.month, day.day) > (12, 23) or (day.month, day.day) == (1, 1):
            day -= timedelta(days=1)
        return day

    def at(self, ago: int, hour: int, minute: int = 0, *, any_day: bool = False) -> datetime:
        """So many days before the end: on a working day unless told otherwise."""
        return datetime.combine(
            self.day(ago) if any_day else self.working_day(ago), time(hour, minute), LONDON
        )

    def at_school(self, ago: int, hour: int, minute: int = 0) -> datetime:
        """So many days before the end, or on the last school day before."""
        return datetime.combine(school_day(self.day(ago)), time(hour, minute), LONDON)

    @cached_property
    def _shift(self) -> int:
        fitting = (
            shift
            for shift in range(LONGEST_SHIFT)
            if all(is_school_day(self.until - timedelta(days=ago + shift)) for ago in self.story.school_days)
        )
        return next(fitting, 0)

    def record(
        self,
        kind: str,
        agency: str,
        at: datetime,
        *named: Named | Person,
        detail: dict[str, Any],
        **more: Any,
    ) -> Event:
        self.events += 1
        people = [each if isinstance(each, Named) else Named(each) for each in named]
        key = f"{kind[0].upper()}{self.story.order}{self.events:03d}"
        return Event(kind, agency, at, people, detail, key=key, story=self.story.code, **more)

    def registered(self, *people: Person, ago: int = 700) -> Iterator[Event]:
        """With a practice near home: how the health service knows them."""
        for person in people:
            began = max(self.day(ago), person.born_on + timedelta(days=9))
            name, code = practice_for(person.household_on(began))
            detail = {"registration": "full", "practice_code": code}
            agency = f"{HOSPITAL_OF[person.household_on(began).district]}-gp"
            named = Named(person, facts={"practice": name})
            yield self.record(
                "gp_registration", agency, start_of_day(began), named, detail=detail, time_known=False
            )

    def enrolled(self, child: Person, school: StorySchool, parent: Person, since: int | None = None) -> Event:
        """On the roll since the September in which the child's phase began, or since so many days ago."""
        child.school = school.name
        first = academic_year(child.born_on) + (12 if school_year(child, self.until) >= 7 else 5)
        began = next_school_day(self.day(since)) if since else date(first, 9, 3)
        detail = {"school_urn": school.urn, "enrolment": "C", "year_group": year_group(child, self.until)}
        relation = "mother" if parent is child.mother else "father" if parent is child.father else None
        named = (Named(child, facts={"school": school.name}), Named(parent, "parent", relation))
        return self.record(
            "school_enrolment", school.agency, start_of_day(began), *named, detail=detail, time_known=False
        )

    def _household(self, label: str, address: Address) -> Household:
        household = Household(self.registry.next_household(), [(self.until - timedelta(days=1200), address)])
        self.households[label] = household
        return household


def first_name_only(person: Person, role: str, relation: str | None = None) -> Named:
    """Somebody of whom an agency knows nothing but what he is called."""
    known = (
        "agency_person_id",
        "family_name",
        "middle_names",
        "born_on",
        "nhs_number",
        "upn",
        "address",
        "postcode",
        "school",
        "practice",
        "sex",
    )
    return Named(person, role, relation, facts=dict.fromkeys(known))


def from_outside(
    person: Person, role: str, relation: str | None = None, *, family_name: bool = True
) -> Named:
    """As a neighbour or a call handler knows somebody: by name, without number or birth date."""
    unknown = ["agency_person_id", "middle_names", "born_on", "nhs_number", "upn", "school", "practice"]
    if not family_name:
        unknown.append("family_name")
    return Named(person, role, relation, facts=dict.fromkeys(unknown))
