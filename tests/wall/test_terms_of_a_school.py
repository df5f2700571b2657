"""Cases about a child of a school count by the days of that school; whoever may not know that it knows the child counts as though
it did not."""

from datetime import datetime, time, timedelta

import pytest
from django.utils.timezone import localdate, now

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Category, Level, Purpose
from commonthread.kernel.bank_holidays import ENGLAND
from commonthread.kernel.dates import LONDON
from commonthread.pathways.queries import case
from commonthread.pathways.schools import set_school_year
from commonthread.pathways.task_clock import clock_of
from commonthread.pathways.tasks import follow_procedure, tasks
from commonthread.places.cited import DISTRICTS

GIVEN = {"authority": "the governors", "because": "as every year"}
A_DAY = timedelta(hours=24)


def agency_of(make, kind: AgencyKind = AgencyKind.POLICE) -> str:
    """Of a district that has entered no terms: those of the demo's first may stand already."""
    code = make.agency(kind)
    make._owner("UPDATE access_agency SET district = %s WHERE code = %s", DISTRICTS[6].code, code)
    return code


class AtSchool:
    """A child on the roll of one school that is open on every weekday of the year, from half past seven."""

    def __init__(self, make) -> None:
        self.make, self.child, self.code = make, make.person(), agency_of(make, AgencyKind.SCHOOL)
        self.lead = make.scope(self.code, Role.SCHOOL_LEAD)
        this = localdate().year - (localdate().month < 9)
        for year in (this, this + 1):
            self.writes(f"term 1 Sep {year} to 31 Aug {year + 1}\nopens 07:30", year)
        self.record = self.enrolled(self.code)

    def enrolled(self, school: str, **changes) -> int:
        draft = self.make.draft("school_enrolment", **{"happened_until": None} | changes)
        return self.make.record(school, draft, persons=(self.child,))

    def writes(self, words: str, year: int) -> None:
        with self.lead.transaction():
            set_school_year(by=self.lead, school=self.code, year=year, words=words, **GIVEN)
        self.make._owner(
            "UPDATE pathways_setting SET holds_from = holds_from - 1 WHERE school = %s", self.code
        )

    def told_within(self, officer) -> timedelta:
        """Between the report and the time by which the school is told, for whoever opens the case."""
        number = self.make.case(officer, self.child)
        with officer.transaction():
            follow_procedure(by=officer, case=case(number), pathway="domestic-abuse")
            (task,) = [task for task in tasks(case(number)) if task.step.name == "school"]
        return task.due_at - task.counts_from


@pytest.fixture
def at_school(make):
    return AtSchool(make)


@pytest.fixture
def officer(make):
    return make.scope(agency_of(make), Role.HUB_OFFICER)


def opens_next(at: time = time(7, 30)) -> timedelta:
    day = localdate()
    while True:
        opens = datetime.combine(day, at, LONDON)
        if opens > now() and day.weekday() < 5 and not ENGLAND.on(day):
            return opens - now()
        day += timedelta(days=1)


def near(one: timedelta, other: timedelta) -> bool:
    return abs(one - other) < timedelta(minutes=2)


def test_a_case_about_a_child_counts_by_the_days_of_their_own_school(at_school, officer):
    assert near(at_school.told_within(officer), opens_next())


def test_its_clock_counts_again_as_it_was_counted(make, at_school, officer):
    number = make.case(officer, at_school.child)
    with officer.transaction():
        follow_procedure(by=officer, case=case(number), pathway="domestic-abuse")
        (task,) = [task for task in tasks(case(number)) if task.step.name == "school"]
        held = clock_of(task)
    assert (held.due.at, held.by_own_school) == (task.due_at, True)


def test_what_it_sets_today_holds_from_tomorrow(make, at_school, officer):
    make._owner("UPDATE pathways_setting SET holds_from = holds_from + 2 WHERE school = %s", at_school.code)
    assert at_school.told_within(officer) == A_DAY


def test_of_two_schools_that_which_opens_first_counts(make, at_school, officer):
    second = AtSchool(make)
    make._owner(
        "UPDATE pathways_setting SET words = replace(words, '07:30', '23:30') WHERE school = %s", second.code
    )
    at_school.enrolled(second.code)
    assert near(at_school.told_within(officer), min(opens_next(), opens_next(time(23, 30))))


@pytest.mark.parametrize("how", ["left", "no agreement", "restricted"])
def test_where_the_school_does_not_know_them_or_may_not_say_so_it_is_as_though_nobody_did(
    make, at_school, officer, how
):
    if how == "left":
        make._owner(
            "UPDATE records_record SET happened_until = now() - interval '1 day' WHERE number = %s",
            at_school.record,
        )
    elif how == "no agreement":
        officer = make.scope(agency_of(make, AgencyKind.CHILDRENS_SERVICES), Role.SOCIAL_WORKER)
    else:
        team = make.team(officer.agency)
        make._owner(
            "INSERT INTO access_restriction (person, team, why, by, review_on) VALUES (%s, %s, 'so', %s, %s)",
            at_school.child, team, officer.user, localdate() + timedelta(days=90),
        )  # fmt: skip
    assert at_school.told_within(officer) == A_DAY


def test_an_agreement_lets_it_be_counted_for_a_role_that_searches_nobody(make, at_school):
    council = agency_of(make, AgencyKind.CHILDRENS_SERVICES)
    worker = make.scope(council, Role.SOCIAL_WORKER)
    make.agreement(viewer=council, role=Role.SOCIAL_WORKER, holder=at_school.code, category=Category.EDUCATION,
                   purpose=Purpose.SAFEGUARDING_ENQUIRY, level=Level.RING)  # fmt: skip
    make.record(council, make.draft("case_note"), persons=(at_school.child,))
    assert near(at_school.told_within(worker), opens_next())


def test_that_it_was_asked_stands_on_the_ledger(make, at_school, officer):
    at_school.told_within(officer)
    (asked,) = make._owner(
        "SELECT count(*) FROM ledger_event WHERE type = 'existence asked' AND actor = %s AND subject = %s", officer.user, at_school.child
    )  # fmt: skip
    assert asked >= 1
