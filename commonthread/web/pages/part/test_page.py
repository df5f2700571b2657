"""Who is who in a case: what is to be done with an adult at risk is of nobody else, and goes by what was said last."""

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.pathways.actions import add_people, open_case
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import finish_task, follow_procedure, tasks
from commonthread.pathways.terms import Sort
from tests.pages import text


class Home:
    def __init__(self, make, browser, pathway="adult-enquiry", sort=Sort.ADULT, other=None) -> None:
        self.make = make
        self.worker = make.scope(make.agency(AgencyKind.ADULT_CARE), Role.SOCIAL_WORKER)
        self.one, self.other = make.person(), make.person()
        with self.worker.transaction():
            self.case = open_case(by=self.worker, purpose=Purpose.SECTION_47, power="so", because="she fell twice",
                                  people={self.one: sort, self.other: other or sort})  # fmt: skip
            follow_procedure(by=self.worker, case=case(self.case), pathway=pathway)
        self.page, self.at = browser(self.worker.user), f"/cases/{self.case}/parts"

    def are(self, person, part) -> str:
        sent = {"person": person, "part": part, "reason": "she told the nurse"}
        return text(self.page.post(self.at, sent, follow=True))

    def puts_in(self, sort) -> int:
        late = self.make.person()
        with self.worker.transaction():
            add_people(
                by=self.worker, case=self.case, people={late: sort}, because="the mother named another"
            )
        return late

    def says(self, step: str, outcome: str, of: int | None = None) -> None:
        with self.worker.transaction():
            (task,) = [
                task for task in tasks(case(self.case))
                if task.step.name == step and not task.done_at and of in (None, task.person)
            ]  # fmt: skip
            finish_task(by=self.worker, case=case(self.case), number=task.number, outcome=outcome, words="so")

    @property
    def waits(self) -> set:
        with self.worker.transaction():
            return {(task.step.name, task.person) for task in tasks(case(self.case)) if not task.done_at}


@pytest.fixture
def home(make, browser):
    return Home(make, browser)


def test_nobody_is_the_adult_at_risk_until_somebody_says_so_and_then_that_one_alone(home):
    assert home.waits == {("safe-now", None)}
    assert "Nobody has said" in text(home.page.get(home.at))
    home.are(home.other, "suspect")
    assert home.waits == {("safe-now", None)}
    assert "she told the nurse" in home.are(home.one, "subject")
    assert home.waits == {("safe-now", home.one)}


def test_who_is_found_to_be_the_abuser_is_the_adult_at_risk_no_more(home):
    home.are(home.one, "subject")
    home.are(home.other, "subject")
    assert home.waits == {("safe-now", home.one), ("safe-now", home.other)}
    home.are(home.one, "suspect")
    assert home.waits == {("safe-now", home.other)}
    with home.worker.transaction():
        (task,) = [task for task in tasks(case(home.case)) if not task.done_at]
        finish_task(
            by=home.worker, case=case(home.case), number=task.number, outcome="safe, or made safe", words="so"
        )
    assert home.waits == {("wishes", home.other)}
    home.are(home.other, "carer")
    assert home.waits == {("wishes", None)}


def test_each_child_is_looked_after_until_it_is_said_which_it_is_about(make, browser):
    home = Home(make, browser, "home-education", Sort.CHILD)
    assert home.waits == {("tell", home.one), ("tell", home.other)}
    home.are(home.one, "subject")
    assert home.waits == {("tell", home.one)}
    home.are(home.one, "other")
    assert home.waits == {("tell", home.other)}


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"person": "1"}, "Choose of whom it is"),
        ({"part": "abuser"}, "Say what they are in the case"),
        ({"reason": ""}, "Nothing is recorded yet"),
    ],
)
def test_what_is_missing_is_said(home, sent, says):
    given = {"person": home.one, "part": "subject", "reason": "so"} | sent
    answer = home.page.post(home.at, given)
    assert answer.status_code == 422
    assert says in text(answer)


def test_for_a_missing_adult_no_council_is_asked_to_interview_a_child(make, browser):
    home = Home(make, browser, "missing")
    home.are(home.one, "subject")
    home.says("report", "found already")
    assert home.waits == {("prevention", home.one)}


def test_of_two_children_whoever_was_missing_is_interviewed(make, browser):
    home = Home(make, browser, "missing", Sort.CHILD)
    home.are(home.one, "subject")
    home.says("report", "found already")
    assert home.waits == {("prevention", home.one), ("return-interview", home.one)}


def test_of_two_who_are_missing_each_has_a_risk_a_review_and_an_interview_of_their_own(make, browser):
    home = Home(make, browser, "missing", Sort.CHILD)
    assert home.waits == {("report", home.one), ("report", home.other)}
    home.says("report", "missing", of=home.one)
    home.says("report", "found already", of=home.other)
    assert home.waits == {
        *((step, home.one) for step in ("review", "long", "unit")),
        *((step, home.other) for step in ("prevention", "return-interview")),
    }
    home.says("review", "found or returned", of=home.one)
    assert {("prevention", home.one), ("prevention", home.other)} < home.waits


def test_of_a_missing_child_in_a_case_with_a_parent_only_the_child_is_looked_for(make, browser):
    home = Home(make, browser, "missing", Sort.CHILD, other=Sort.ADULT)
    assert home.waits == {("report", home.one)}


def test_whoever_is_put_in_later_has_all_that_each_child_has(make, browser):
    home = Home(make, browser, "home-education", Sort.CHILD)
    late = home.puts_in(Sort.CHILD)
    assert home.waits == {("tell", home.one), ("tell", home.other), ("tell", late)}
    home.are(home.one, "subject")
    home.puts_in(Sort.CHILD)
    assert home.waits == {("tell", home.one)}
