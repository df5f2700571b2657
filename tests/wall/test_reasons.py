"""A case turns to another agency for a reason alone, and whoever is refused is told which there are."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.scope import NoReason
from commonthread.access.statements import rows
from commonthread.access.terms import AgencyKind, Category, Level, Purpose
from commonthread.notices.actions import ToAgency, send_notice
from commonthread.pathways.asked import may_turn_to
from commonthread.pathways.queries import case
from commonthread.pathways.requests import ask_for_more
from commonthread.pathways.tasks import add_task, follow_procedure

SOON = timedelta(days=1)


class Turning:
    def __init__(self, make) -> None:
        self.make, self.child = make, make.person()
        self.council, self.other = make.agency(AgencyKind.CHILDRENS_SERVICES), make.agency(AgencyKind.POLICE)
        self.worker = make.scope(self.council, Role.SOCIAL_WORKER)
        self.case = make.case(self.worker, self.child)

    def ask(self, to):
        with self.worker.transaction():
            ask_for_more(by=self.worker, case=self.case, person=self.child, holder=to, what="so", because="so", level=Level.SUMMARY,
                         until=(now() + SOON).date(), due_at=now() + SOON, category=Category.HEALTH)  # fmt: skip

    def task(self, to):
        with self.worker.transaction():
            add_task(by=self.worker, case=self.case, does="tell us", to_agency=to, due_at=now() + SOON, source="so", because="so")  # fmt: skip

    def notice(self, to, kind="for-attention"):
        with self.worker.transaction():
            send_notice(by=self.worker, case=self.case, to=ToAgency(to), kind=kind, words="so", answer_by=now() + SOON)  # fmt: skip

    def may(self) -> dict[str, str]:
        with self.worker.transaction():
            return may_turn_to(self.case)


@pytest.fixture
def turning(make):
    return Turning(make)


EVERY = ["ask", "task", "notice"]


@pytest.mark.parametrize("way", EVERY)
def test_without_a_reason_nobody_else_hears_of_it(turning, way):
    assert turning.other not in turning.may()
    with pytest.raises(NoReason, match="No agreement in force for the purpose, and no part in the case"):
        getattr(turning, way)(turning.other)


@pytest.mark.parametrize("way", EVERY)
def test_an_agreement_in_force_for_the_purpose_is_one_and_for_another_purpose_is_none(turning, make, way):
    terms = {
        "viewer": turning.other,
        "role": Role.HUB_OFFICER,
        "holder": turning.council,
        "category": Category.SOCIAL_CARE,
    }
    make.agreement(**terms, purpose=Purpose.MISSING_PERSON)
    with pytest.raises(NoReason):
        getattr(turning, way)(turning.other)
    make.agreement(**terms, purpose=Purpose.SAFEGUARDING_ENQUIRY)
    getattr(turning, way)(turning.other)
    assert turning.may()[turning.other]


def test_whoever_has_a_part_in_the_case_keeps_it_when_the_agreement_has_ended(turning, make):
    agreement = make.partners(turning.council, turning.other)
    turning.task(turning.other)
    make._owner("UPDATE access_edition SET ends_at = now() - interval '1 second' WHERE agreement_id = %s", agreement)  # fmt: skip
    assert turning.may() == {turning.other: "it has a part in the case"}
    for way in EVERY:
        getattr(turning, way)(turning.other)


def test_whoever_told_of_it_is_answered(turning, make):
    school = make.agency(AgencyKind.SCHOOL)
    record = make.record(turning.council, make.draft("case_note"))
    make._owner("INSERT INTO pathways_contact (record, case_id, route, reference, about, district, is_pressing, wants_answer, from_agency, answer) "
                "VALUES (%s, %s, 'professional', %s, 'child', 'E08000025', false, true, %s, '')", record, turning.case, make.mark, school)  # fmt: skip
    assert turning.may() == {school: "it told of what the case is about"}
    turning.notice(school, "referral-decision")


def test_a_school_is_told_where_the_procedure_says_so_and_of_nothing_else(turning, make):
    school = make.agency(AgencyKind.SCHOOL)
    with pytest.raises(NoReason):
        turning.notice(school, "school-notice")
    with turning.worker.transaction():
        follow_procedure(by=turning.worker, case=case(turning.case), pathway="domestic-abuse")
    turning.notice(school, "school-notice")
    for kind, to in (("for-attention", school), ("school-notice", turning.other)):
        with pytest.raises(NoReason):
            turning.notice(to, kind)


def test_nobody_but_who_works_on_the_case_is_told_to_whom_it_may_turn(turning, make):
    stranger = make.scope(turning.council, Role.SOCIAL_WORKER)
    with pytest.raises(Exception, match="Not held"), stranger.transaction():
        rows("SELECT * FROM pathways.may_turn_to(%s)", turning.case)


def test_partners_are_those_between_whom_something_flows(make):
    """The one short of a thousand schools is asked without its roles and categories; it must say what the flows say."""
    council, trust, school, stranger = (
        make.agency(kind)
        for kind in (
            AgencyKind.CHILDRENS_SERVICES,
            AgencyKind.HEALTH,
            AgencyKind.SCHOOL,
            AgencyKind.POLICE,
        )
    )
    for viewer, holder, purpose in (
        (council, trust, Purpose.SAFEGUARDING_ENQUIRY),
        (school, council, Purpose.SAFEGUARDING_ENQUIRY),
        (stranger, council, Purpose.MISSING_PERSON),
    ):
        make.agreement(
            viewer=viewer, role=Role.HUB_OFFICER, holder=holder, category=Category.HEALTH, purpose=purpose
        )
    for purpose in (Purpose.SAFEGUARDING_ENQUIRY, Purpose.MISSING_PERSON, Purpose.SECTION_47):
        for agency in (council, trust, school, stranger):
            (by_flows,) = make._owner(
                "SELECT coalesce(array_agg(DISTINCT CASE f.viewer WHEN %s THEN f.holder ELSE f.viewer END), '{}') "
                "FROM access.flows(NULL, NULL, %s, NULL) f WHERE %s IN (f.viewer, f.holder)",
                agency, purpose.value, agency,
            )  # fmt: skip
            (partners,) = make._owner("SELECT ARRAY(SELECT access.partners_of(%s, %s))", agency, purpose.value)  # fmt: skip
            assert set(partners) == set(by_flows)
    (of_council,) = make._owner("SELECT ARRAY(SELECT access.partners_of(%s, %s))", council, Purpose.SAFEGUARDING_ENQUIRY.value)  # fmt: skip
    assert set(of_council) == {trust, school}
