"""The Children in Need census that a children's service sends to the department each year: nobody is named."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from lxml import etree

from commonthread.kernel.dates import in_england
from commonthread.synthetic.agencies import CODE_OF, LA_CODE_OF, Agency, by_code
from commonthread.synthetic.event import Event
from commonthread.synthetic.knowledge import Knowledge
from commonthread.synthetic.life.episode import Episode
from commonthread.synthetic.life.year import working_days_after
from commonthread.synthetic.people import Person
from commonthread.synthetic.rows import Rows
from commonthread.synthetic.truth import Source, truth_row

CIN_CENSUS = "cin-census"
# What the census tells, so that an extract need not tell it again.
KINDS = frozenset(
    {
        "referral",
        "assessment",
        "section_47_enquiry",
        "child_protection_conference",
        "child_protection_plan",
        "child_protection_review",
        "child_in_need_plan",
    }
)
DISABILITY_CODES = {
    "Learning disability": "LD",
    "Autism": "AUT",
    "Hearing impairment": "HEAR",
    "Mobility": "MOB",
    "Visual impairment": "VIS",
    "Speech": "COMM",
}


UNBORN, TOO_YOUNG, NOT_YET_KNOWN = "UN6", "UN1", "UN4"
HEADER = """<?xml version="1.0" encoding="utf-8"?>
<Message>
  <Header>
    <CollectionDetails>
      <Collection>CIN</Collection>
      <Year>{year}</Year>
      <ReferenceDate>{day}</ReferenceDate>
    </CollectionDetails>
    <Source>
      <SourceLevel>L</SourceLevel>
      <LEA>{lea}</LEA>
      <SoftwareCode>Invented case management</SoftwareCode>
      <Release>4.2</Release>
      <SerialNo>001</SerialNo>
      <DateTime>{year}-05-19T10:12:00</DateTime>
    </Source>
  </Header>
  <Children>
"""
FOOTER = "  </Children>\n</Message>\n"

Element = etree._Element


def reference_date(until: date) -> date:
    """The last 31 March on or before the end of the invented year."""
    this_year = date(until.year, 3, 31)
    return this_year if this_year <= until else date(until.year - 1, 3, 31)


@dataclass(frozen=True)
class CensusChild:
    """What the children's service has on file of a child, and the child's episodes of the census year."""

    person: Person
    number: str
    on_file: Mapping[str, Any]
    episodes: tuple[Episode, ...]

    def xml(self, day: date) -> str:
        child = etree.Element("Child")
        self._identifiers(_under(child, "ChildIdentifiers"), day)
        characteristics = _under(child, "ChildCharacteristics")
        _leaf(characteristics, "Ethnicity", self.person.ethnic_group.code)
        disabilities = _under(characteristics, "Disabilities")
        _leaf(disabilities, "Disability", DISABILITY_CODES.get(self.person.disability or "", "NONE"))
        for episode in self.episodes:
            _details(_under(child, "CINdetails"), episode, day)
        etree.indent(child, space="  ", level=2)
        return f"    {etree.tostring(child, encoding='unicode')}\n"

    def _identifiers(self, parent: Element, day: date) -> None:
        _leaf(parent, "LAchildID", self.number)
        person = self.person
        upn = self.on_file.get("upn")
        _leaf(parent, "UPN", upn)
        _leaf(parent, "FormerUPN", self.on_file.get("former_upn"))
        if not upn:
            unknown = (
                UNBORN if person.born_on > day else TOO_YOUNG if person.age_on(day) < 5 else NOT_YET_KNOWN
            )
            _leaf(parent, "UPNunknown", unknown)
        if person.born_on > day:
            _leaf(parent, "ExpectedPersonBirthDate", person.expected_on or person.born_on)
        else:
            _leaf(parent, "PersonBirthDate", self.on_file.get("born_on", person.born_on))
        _leaf(parent, "Sex", "U" if person.born_on > day else person.sex)

    def records(self, day: date) -> Iterator[tuple[str, str]]:
        """Kind and key of each record that a reader finds in the child, as the census reader keys them."""
        yield "person_details", self.number
        for episode in self.episodes:
            for kind, began in _dated(episode, day):
                yield kind, f"{self.number}/{kind.replace('_', '-')}/{began}"


@dataclass
class Returns:
    """Gathers a family's episodes of the census year, and sends each child once."""

    knowledge: Knowledge
    rows: Rows
    tell_truth: Callable[[dict[str, str]], None]
    day: date
    _episodes: dict[tuple[str, Person], list[Episode]] = field(default_factory=dict)

    def note(self, episode: Episode) -> None:
        if episode.referred <= self.day:
            self._episodes.setdefault((episode.agency, episode.child), []).append(episode)

    def tell(self, event: Event) -> bool:
        """Whether the census tells it, so that no extract need tell it again."""
        return event.kind in KINDS and in_england(event.at).date() <= self.day

    def send(self, chance: Random) -> None:
        for (agency, person), episodes in self._episodes.items():
            on_file = self.knowledge.numbered_file(chance, person, by_code()[agency], self.day)
            number = on_file.fields["agency_person_id"]
            child = CensusChild(
                person, number, on_file.fields, tuple(sorted(episodes, key=lambda e: e.referred))
            )
            file = f"{agency}/{CIN_CENSUS}-{self.day.year}.xml"
            self.rows.add((agency, CIN_CENSUS, "", file), number, {"xml": child.xml(self.day)})
            for kind, key in child.records(self.day):
                source = Source(agency, file, CIN_CENSUS, kind, key, "subject", 1, number)
                self.tell_truth(truth_row(source, person, self.day, ("nobody named",)))
        self._episodes.clear()


def file_text(agency: Agency, day: date, children: Iterable[str]) -> Iterator[str]:
    lea = next(la_code for name, la_code in LA_CODE_OF.items() if CODE_OF[name] == agency.district)
    yield HEADER.format(year=day.year, day=day, lea=lea)
    yield from children
    yield FOOTER


def _dated(e: Episode, day: date) -> Iterator[tuple[str, date]]:
    found = (
        ("referral", e.referred),
        ("assessment", e.assessed_from),
        ("section_47_enquiry", e.enquiry_from),
        ("child_protection_conference", e.conference),
        ("child_protection_plan", e.plan_from),
        ("child_protection_review", e.review),
        ("child_in_need_plan", e.in_need_from),
    )
    for kind, began in found:
        if began and began <= day:
            yield kind, began


def _details(parent: Element, e: Episode, day: date) -> None:
    def by(when: date | None) -> date | None:
        return when if when and when <= day else None

    _leaf(parent, "CINreferralDate", e.referred)
    _leaf(parent, "ReferralSource", e.source)
    _leaf(parent, "PrimaryNeedCode", e.need)
    _leaf(parent, "CINclosureDate", by(e.closed))
    _leaf(parent, "ReasonForClosure", e.closure if by(e.closed) else None)
    if by(e.assessed_from):
        assessment = _under(parent, "Assessments")
        _leaf(assessment, "AssessmentActualStartDate", e.assessed_from)
        _leaf(assessment, "AssessmentAuthorisationDate", by(e.assessed_until))
        if by(e.assessed_until):
            factors = _under(assessment, "FactorsIdentifiedAtAssessment")
            for factor in e.factors:
                _leaf(factors, "AssessmentFactors", factor)
    if by(e.in_need_from):
        plan = _under(parent, "CINPlanDates")
        _leaf(plan, "CINPlanStartDate", e.in_need_from)
        _leaf(plan, "CINPlanEndDate", by(e.in_need_until))
    if by(e.enquiry_from):
        enquiry = _under(parent, "Section47")
        _leaf(enquiry, "S47ActualStartDate", e.enquiry_from)
        _leaf(enquiry, "InitialCPCtarget", working_days_after(e.enquiry_from, 15))
        _leaf(enquiry, "DateOfInitialCPC", by(e.conference))
        over = not e.conference and bool(by(e.enquiry_until))
        _leaf(enquiry, "ICPCnotRequired", "true" if over else "false")
    _leaf(parent, "ReferralNFA", "true" if e.no_further_action else "false")
    if by(e.plan_from):
        plan = _under(parent, "ChildProtectionPlans")
        _leaf(plan, "CPPstartDate", e.plan_from)
        _leaf(plan, "InitialCategoryOfAbuse", e.category)
        _leaf(plan, "LatestCategoryOfAbuse", e.category)
        _leaf(plan, "NumberOfPreviousCPP", "0")
        if by(e.review):
            _leaf(_under(plan, "Reviews"), "CPPreviewDate", e.review)


def _under(parent: Element, name: str) -> Element:
    return etree.SubElement(parent, name)


def _leaf(parent: Element, name: str, value: str | date | None) -> None:
    if value is not None:
        etree.SubElement(parent, name).text = str(value)
