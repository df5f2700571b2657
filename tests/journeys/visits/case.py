"""Pages about a case and what it asks of agencies."""

from collections.abc import Callable
from datetime import timedelta

from django.utils.timezone import localdate, now

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import AgencyKind, Category, Level, Purpose
from commonthread.pathways.disagreements import answer_disagreement, raise_disagreement
from commonthread.pathways.investigation import Line, write_plan
from commonthread.pathways.queries import case_ledger
from commonthread.pathways.requests import answer_request, ask_for_more
from commonthread.pathways.sampling import draw_sample
from commonthread.pathways.supervision import look_after, supervise
from commonthread.records.actions import open_person
from tests.discussing import Discussion
from tests.investigating import Investigation
from tests.journeys.visits.going import CHILD, Visit
from tests.making import Making


def a_case(make: Making, address: str = "/cases/{case}") -> Visit:
    """A case of the visitor's about a child whom their own agency and a school know, with a colleague to give it to."""
    agency, school = make.agency(AgencyKind.CHILDRENS_SERVICES), make.agency(AgencyKind.SCHOOL)
    child, father = make.person(), make.person()
    make.record(agency, make.draft("home_visit", CHILD), persons=(child,))
    make.record(school, make.draft("school_welfare_concern", CHILD), persons=(child, father))
    for purpose, level in ((Purpose.SAFEGUARDING_ENQUIRY, Level.SUMMARY), (Purpose.SECTION_47, Level.FULL)):
        make.agreement(
            viewer=agency,
            role=Role.HUB_OFFICER,
            holder=school,
            category=Category.EDUCATION,
            purpose=purpose,
            level=level,
        )
    make.user(agency, Role.SOCIAL_WORKER)
    scope = make.scope(agency, Role.HUB_OFFICER)
    with scope.transaction():
        open_person(by=scope, person=child, purpose=Purpose.SAFEGUARDING_ENQUIRY, because="a neighbour rang")
    case = make.case(scope, child, father)
    return Visit(scope.user, address.format(case=case, child=child))


def a_request(make: Making, address: str, *, ours: bool = False) -> Visit:
    """Requests that a case put to a school: one that waits, one overdue, one refused. `ours` is at the school."""
    going = a_case(make, "/cases/{case}")
    case = int(going.address.split("/")[2])
    asker = open_scope(going.user)
    (child, school) = make._owner(
        "SELECT p.person, a.agency FROM pathways_caseperson p JOIN records_about a ON a.person = p.person AND a.category = 'education' "
        "WHERE p.case_id = %s ORDER BY p.id LIMIT 1", case,
    )  # fmt: skip
    (record,) = make._owner(
        "SELECT record FROM records_about WHERE person = %s AND agency = %s", child, school
    )
    lead = make.scope(school, Role.SCHOOL_LEAD)
    wanted = {"by": asker, "case": case, "person": child, "holder": school, "because": "she misses lessons", "level": Level.FULL,
              "until": localdate() + timedelta(days=30), "due_at": now() + timedelta(days=2)}  # fmt: skip
    with asker.transaction():
        ask_for_more(**wanted, what="how often she was away", category=Category.EDUCATION)
        late = ask_for_more(**wanted, what="what the concern was", records=[record])
        refused = ask_for_more(**wanted, what="her brothers’ attendance", category=Category.EDUCATION)
    make._owner("UPDATE pathways_request SET due_at = now() - interval '2 days' WHERE number = %s", late)
    with lead.transaction():
        answer_request(by=lead, number=refused, because="Ask their own school")
    where = address.format(case=case, child=child, school=school, late=late, refused=refused, record=record)
    return Visit(lead.user if ours else asker.user, where)


def a_supervised_case(make: Making, address: str) -> Visit:
    """With a direction, and in a sample of the visitor's team."""
    police = make.agency()
    team = make.team(police)
    scope = make.scope(police, Role.POLICE_SUPERVISOR, team=team)
    number = make.case(
        make.scope(police, Role.INVESTIGATOR, team=team), make.person(), purpose=Purpose.SECTION_47
    )
    with scope.transaction():
        look_after(by=scope, case=number, because="her team’s")
    case_ledger(scope, number)
    with scope.transaction():
        supervise(by=scope, case=number, direction="See her alone this week, and say what she says",
                  next_at=now() + timedelta(days=7))  # fmt: skip
        sample = draw_sample(by=scope, wanted=3)
    return Visit(scope.user, address.format(case=number, sample=sample))


def an_investigation(make: Making, address: str) -> Visit:
    """With a plan of two editions, a victim who was told, and a mother who is not accounted for."""
    going = Investigation(make)
    scope = going.investigator
    make.record(going.force, make.draft("police_incident", CHILD), persons=(going.girl,))
    with scope.transaction():
        for edition in (0, 1):
            write_plan(by=scope, case=going.case, aims="Who was there that night, and who heard it", because="The school rang", known=edition,
                       lines=[Line("Ask the ward who brought her", None, now() + timedelta(days=2))])  # fmt: skip
    going.says("plan", "written")
    going.everybody_has_a_part()
    going.told(going.girl, "the result")
    going.result(going.man)
    going.accounted(going.girl)
    return Visit(scope.user, address.format(case=going.case))


def a_disagreement(make: Making, address: str) -> Visit:
    """Answered by the council, as the police who raised it."""
    discussion = Discussion(make)
    discussion.ask(discussion.police)
    police, council = discussion.sergeant, discussion.worker
    with police.transaction():
        number = raise_disagreement(by=police, case=discussion.case, decision="That there is no section 47 enquiry",
                                    why="Two bruises in three weeks", wanted="A joint enquiry today")  # fmt: skip
    with council.transaction():
        answer_disagreement(by=council, number=number, answer="We meet again at four")
    return Visit(police.user, address.format(number=number))


VISITS: dict[str, Callable[[Making], Visit]] = {
    "case": a_case,
    "cases": lambda make: a_case(make, "/cases"),
    "close_case": lambda make: a_case(make, "/cases/{case}/close"),
    "add_task": lambda make: a_case(make, "/cases/{case}/tasks/add"),
    "part": lambda make: a_supervised_case(make, "/cases/{case}/parts"),
    "supervision": lambda make: a_supervised_case(make, "/cases/{case}/supervision"),
    "investigation": lambda make: an_investigation(make, "/cases/{case}/investigation?do=told"),
    "sample": lambda make: a_supervised_case(make, "/samples/{sample}?case={case}"),
    "supervision_due": lambda make: a_supervised_case(make, "/work/supervision?which=all"),
    "samples": lambda make: a_supervised_case(make, "/samples"),
    "disagreements": lambda make: a_disagreement(make, "/disagreements"),
    "disagreement": lambda make: a_disagreement(make, "/disagreements/{number}"),
    "disagreement_raise": lambda make: a_disagreement(make, "/disagreements/raise"),
    "allocate": lambda make: a_case(make, "/cases/{case}/allocate"),
    "consent": lambda make: a_case(make, "/cases/{case}/consent"),
    "known": lambda make: a_case(make, "/people/{child}/known"),
    "ask_for_more": lambda make: a_request(make, "/cases/{case}/ask?person={child}&record={record}"),
    "my_requests": lambda make: a_request(make, "/requests"),
    "requests_to_us": lambda make: a_request(make, "/requests/ours", ours=True),
    "answer_request": lambda make: a_request(make, "/requests/ours/{late}", ours=True),
    "pathway_page": lambda make: Visit(None, "/pathways/section-47"),
}
