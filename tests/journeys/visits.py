"""How to come to each page that needs somebody or something to be there first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.timezone import localdate, now

from commonthread.access.actions import PostWanted, TeamWanted, add_person, add_team, keep_entry, move_person
from commonthread.access.invitations import invite
from commonthread.access.permissions import ROLES, Permission, Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import AgencyKind, Category, Discipline, Level, Purpose
from commonthread.identity.actions import never_bridge
from commonthread.identity.conflicts import declare, put
from commonthread.identity.restricting import restrict
from commonthread.notices.actions import ToAddress, ToAgency, acknowledge
from commonthread.notices.addresses import Channel, mark_own_safe, revoke
from commonthread.notices.minutes import send_minutes
from commonthread.notices.queries import read_notice
from commonthread.notices.templates import write_edition
from commonthread.pathways.actions import add_people, break_glass
from commonthread.pathways.area import About
from commonthread.pathways.asked import asked_tasks
from commonthread.pathways.community import keep_contact, quarters, tell_contact
from commonthread.pathways.disagreements import answer_disagreement, raise_disagreement
from commonthread.pathways.handover import offer_task
from commonthread.pathways.investigation import Line, write_plan
from commonthread.pathways.meetings import (
    THRESHOLDS,
    AttendeeSort,
    Invited,
    LineSort,
    Part,
    Written,
    ask_to_meeting,
    call_meeting,
    keep_line,
    mark_came,
    take_pen,
    write_line,
)
from commonthread.pathways.meetings_reading import open_meeting
from commonthread.pathways.minutes import minutes_of
from commonthread.pathways.minutes_given import Way, approve_minutes, give_minutes
from commonthread.pathways.queries import case as case_named
from commonthread.pathways.queries import case_ledger
from commonthread.pathways.requests import answer_request, ask_for_more
from commonthread.pathways.sampling import draw_sample
from commonthread.pathways.settings import set_value
from commonthread.pathways.supervision import supervise
from commonthread.pathways.tasks import follow_procedure, tasks
from commonthread.pathways.telling import tell_us
from commonthread.pathways.terms import Sort
from commonthread.records.actions import open_person
from commonthread.records.queries import read
from commonthread.records.record import Mention, MentionRole
from commonthread.records.sealing import Instead, hold, seal
from commonthread.rights.actions import agree, hold_record, open_request, propose, propose_erasure
from commonthread.rights.terms import Request, Verdict
from commonthread.web.page import Open, Page
from commonthread.web.telling.drafting import told
from tests.agreeing import Agreeing
from tests.calling import system
from tests.coming_in import account
from tests.delivering import ROW, Sender
from tests.discussing import Discussion
from tests.hub import Hub
from tests.investigating import Investigation
from tests.making import Making
from tests.noticing import mark, send

CHILD = Mention(role=MentionRole.SUBJECT, given_name="Odalys", family_name="Quenby")


@dataclass(frozen=True)
class Visit:
    """Whose browser, and which address."""

    user: int | None
    address: str


def a_record(make: Making, path: str = "") -> Visit:
    """A record of the visitor's own agency with a correction, opened for a purpose."""
    agency, child = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    draft = make.draft("home_visit")
    make.record(agency, draft, persons=(child,))
    corrected = draft.model_copy(update={"place": "At the school gate"})
    number = make.record(agency, corrected, persons=(child,), sequence=2)
    user = make.user(agency, Role.SOCIAL_WORKER)
    scope = open_scope(user)
    with scope.transaction():
        open_person(by=scope, person=child, purpose=Purpose.OWN_WORK, because="allocated to me")
    return Visit(user, f"/records/{number}{path}")


def entered(make: Making) -> Visit:
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    number = make.record(agency, make.draft("home_visit"))
    return Visit(make.user(agency, Role.SOCIAL_WORKER), f"/entered/{number}")


def of_a_child(make: Making, page: str, address: str = "/people/{child}{page}") -> Visit:
    """As somebody who has said why they look at a child of a few records."""
    agency, child = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    for kind in ("home_visit", "case_note", "contact"):
        make.record(agency, make.draft(kind, CHILD), persons=(child,))
    user = make.user(agency, Role.HUB_OFFICER)
    scope = open_scope(user)
    with scope.transaction():
        open_person(by=scope, person=child, purpose=Purpose.OWN_WORK, because="Call 1182")
    return Visit(user, address.format(child=child, page=page))


def a_delivery(make: Making, address: str) -> Visit:
    """One of the visitor's own agency, with something to put right."""
    with TemporaryDirectory() as folder:
        sender = Sender(make, Path(folder))
        receipt = sender.deliver(ROW, ROW.wrong("V2"), ROW.wrong("V3"))
    first, _ = sender.rejects(receipt)
    return Visit(sender.officer, address.format(delivery=receipt.delivery, reject=first.number))


def to_take_out(make: Making) -> Visit:
    going = of_a_child(make, "/why")
    child = int(going.address.split("/")[2])
    (mention,) = make._owner("SELECT min(number) FROM content.mention WHERE person = %s", child)
    return Visit(going.user, f"{going.address}/{mention}/unlink")


def a_pair(make: Making) -> Visit:
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    records = [
        make.record(agency, make.draft("case_note", CHILD), persons=(make.person(),)) for _ in range(2)
    ]
    (pair,) = make._owner(
        "INSERT INTO identity_pair (first, second, model, weight, decision, reason) "
        "SELECT min(number), max(number), '2026-11', 2, '', '' FROM content.mention WHERE record = ANY (%s) RETURNING number",
        records,
    )  # fmt: skip
    return Visit(make.user(agency, Role.RECORDS_OFFICER), f"/review/{pair}")


def two_held_apart(make: Making) -> Visit:
    user = make.user(make.agency(), Role.PROTECTED_IDENTITIES)
    scope = open_scope(user)
    first, second = (make._owner("SELECT identity.new_person()")[0] for _ in range(2))
    with scope.transaction():
        never_bridge(by=scope, first=first, second=second, ground="gender recognition")
    return Visit(user, "/held-apart")


def an_agreement(make: Making, path: str = "", *, drafted: bool = False) -> Visit:
    agreeing = Agreeing(make)
    number = agreeing.in_force()
    if drafted:
        number = agreeing.drafted(number, title="Another title", change="A yearly review.")
    return Visit(agreeing.officer, f"/agreements/{number}{path}")


def of_a_team(make: Making, page: str) -> Visit:
    """As somebody whose team restricts, seals and holds, about whom others have asked."""
    agency = make.agency()
    user = make.user(agency, Role.PROTECTED_PERSONS, team=make.team(agency))
    scope = open_scope(user)
    (person,) = make._owner("SELECT identity.new_person()")
    records = [make.record(agency, make.draft("case_note", CHILD), persons=(person,)) for _ in range(2)]
    soon = localdate() + timedelta(days=30)
    with scope.transaction():
        restrict(by=scope, persons=[person], why="He asks after her at every desk", review_on=soon)
        seal(by=scope, record=records[0], why="Names a witness", review_on=soon)
        hold(by=scope, record=records[1], why="Arrests are planned", until_at=now() + timedelta(days=30),
             ring_name="Inspector Quillfeather", ring_telephone="0121 496 0777",
             instead=Instead((Purpose.SECTION_47,), "He may be violent.", "No action without ringing first."))  # fmt: skip
    asking = open_scope(make.user(agency, Role.SOCIAL_WORKER))
    (username,) = make._owner("SELECT username FROM access_user WHERE id = %s", asking.user)
    with asking.transaction():
        open_person(by=asking, person=person, purpose=Purpose.OWN_WORK, because="Call 1182")
    with asking.transaction():
        declare(by=asking, words="My cousin Ada of Plum Street")
    with scope.transaction():
        put(by=scope, username=username, person=person, kind="known privately")
    (restriction,) = make._owner("SELECT max(number) FROM access_restriction WHERE person = %s", person)
    return Visit(user, page.format(restriction=restriction))


def broken_glass(make: Making, page: str) -> Visit:
    """As whoever broke it, or as the data protection officer of the agency that held the records."""
    agency, person = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    make.record(agency, make.draft("child_protection_plan", CHILD, happened_until=None), persons=(person,))
    user = make.user(make.agency(), Role.POLICE_SUPERVISOR)
    scope = open_scope(user)
    with scope.transaction():
        glass = break_glass(
            by=scope, person=person, sort=Sort.CHILD, reason="Call 4471: a neighbour hears a child scream"
        )
    if page == "/glass/reviews":
        user = make.user(agency, Role.DATA_PROTECTION_OFFICER)
    return Visit(user, page.format(person=person, glass=glass))


def corrected_and_read(make: Making, path: str = "") -> Visit:
    """Somebody read a record that was corrected afterwards."""
    agency, draft = make.agency(AgencyKind.CHILDRENS_SERVICES), make.draft("home_visit")
    wrong = make.record(agency, draft, persons=(make.person(),))
    user = make.user(agency, Role.SOCIAL_WORKER)
    read(open_scope(user), [wrong], purpose=Purpose.OWN_WORK, reason="allocated to me")
    right = make.record(agency, draft.model_copy(update={"place": "At the school gate"}), sequence=2)
    return Visit(user, path.format(record=right) or "/corrected")


def kept(make: Making, address: str) -> Visit:
    """A record that waits for review and is held, as its records officer."""
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    record = make.record(agency, make.draft("home_visit"), persons=(make.person(),))
    user = make.user(agency, Role.RECORDS_OFFICER)
    scope = open_scope(user)
    with scope.transaction():
        review = propose_erasure(by=scope, record=record, reason="asked for")
        hold = hold_record(by=scope, record=record, reason="an inquiry asked")
    return Visit(user, address.format(record=record, review=review, hold=hold))


def asked_about_themselves(make: Making, address: str) -> Visit:
    """A request, open, with one record, as the officer who answers it."""
    agency, child = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    record = make.record(agency, make.draft("home_visit", CHILD), persons=(child,))
    user, other = (make.user(agency, Role.RECORDS_OFFICER) for _ in range(2))
    scope, checking = open_scope(user), open_scope(other)
    with scope.transaction():
        number = open_request(
            by=scope, person=child, what=Request.ACCESS, received_on=date(2026, 9, 2), identity_checked="seen"
        )
        propose(by=scope, request=number, record=record, verdict=Verdict.GIVE)
    with checking.transaction():
        agree(by=checking, request=number, record=record)
    return Visit(user, address.format(request=number, record=record))


def with_readings(make: Making, address: str) -> Visit:
    """As the officer of an agency whose records were read with nothing to show for it; that they looked was said."""
    agency, child = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    number = make.record(agency, make.draft("home_visit", CHILD), persons=(child,))
    reader = open_scope(make.user(agency, Role.SOCIAL_WORKER))
    with reader.transaction():
        open_person(by=reader, person=child, purpose=Purpose.OWN_WORK, because="had a look")
    read(reader, [number], purpose=Purpose.OWN_WORK, reason="had a look")
    officer = make.user(agency, Role.DATA_PROTECTION_OFFICER)
    return Visit(officer, address.format(person=child))


def own(make: Making, address: str) -> Visit:
    return Visit(make.user(make.agency(), Role.SOCIAL_WORKER), address)


def with_app(make: Making, address: str) -> Visit:
    return Visit(account(make).number, address)


def a_colleague(make: Making) -> Visit:
    agency = make.agency()
    colleague = make.user(agency, Role.SOCIAL_WORKER)
    return Visit(make.user(agency, Role.ADMINISTRATOR), f"/administration/sign-in/{colleague}")


def invited(make: Making) -> Visit:
    agency = make.agency()
    newcomer, scope = (
        make.user(agency, Role.SOCIAL_WORKER),
        open_scope(make.user(agency, Role.ADMINISTRATOR)),
    )
    with scope.transaction():
        token = invite(newcomer, why="Began today")
    return Visit(None, f"/accounts/invitation/{token}")


def a_feed_agreement(make: Making) -> Visit:
    agency = make.agency(AgencyKind.SCHOOL)
    make.feed_agreement(agency, kinds=["school_absence"], fields=["mention.given_name"])
    return Visit(make.user(agency, Role.DATA_PROTECTION_OFFICER), f"/feed-agreements/{agency}")


def a_system(make: Making) -> Visit:
    made = system(make, make.agency(), kinds_named=["referral", "contact"])
    return Visit(made.administrator.user, f"/clients/{made.made.number}")


def of_a_colleague(make: Making, page: str) -> Visit:
    """As an administrator, at somebody of their own agency who has had two posts and who has one."""
    agency = make.agency()
    administrator = open_scope(make.user(agency, Role.ADMINISTRATOR))
    with administrator.transaction():
        team = add_team(
            by=administrator, team=TeamWanted("Domestic abuse, Walsall", Discipline.DOMESTIC_ABUSE, "LPA-WS")
        )
        who = add_person(by=administrator, username=f"dana.{make.mark}-{next(make.counter)}", name="Dana Fell",
                         email="dana.fell@example.org", post=PostWanted(Role.INVESTIGATOR, team), why="joins")  # fmt: skip
    with administrator.transaction():
        post = move_person(by=administrator, who=who, post=PostWanted(Role.HUB_OFFICER, team), why="moves")
        keep_entry(by=administrator, key="S1", name="Dana Fell", role="Detective", team="Hub", phone="0121 496 0111",
                   hours="Shifts", is_new=True)  # fmt: skip
    (entry,) = make._owner("SELECT id FROM access_directory WHERE agency_id = %s", agency)
    return Visit(administrator.user, page.format(who=who, post=post, team=team, entry=entry))


def of_an_area(make: Making, page: str) -> Visit:
    """As an administrator of a council that has set something."""
    administrator = open_scope(make.user(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.ADMINISTRATOR))
    with administrator.transaction():
        set_value(by=administrator, about=About.LIMIT, name="strategy-discussion", words="1 working day by 16:30",
                  authority="Safeguarding partnership, 3 Nov 2026", because="the audit of the summer")  # fmt: skip
    return Visit(administrator.user, page)


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


def a_task(make: Making) -> Visit:
    """One that waits, in a case under a procedure."""
    going = a_case(make, "/cases/{case}")
    number, scope = int(going.address.split("/")[2]), open_scope(going.user)
    with scope.transaction():
        follow_procedure(by=scope, case=case_named(number), pathway="section-47")
    with scope.transaction():
        (task,) = tasks(case_named(number))
    return replace(going, address=f"{going.address}/tasks/{task.number}")


def supervised(make: Making) -> Visit:
    """A supervisor of a team with work."""
    going = a_task(make)
    agency, team = open_scope(going.user).agency, make.team(open_scope(going.user).agency)
    make._owner("UPDATE access_post SET team_id = %s WHERE user_id = %s", team, going.user)
    make._owner(
        "UPDATE pathways_task SET team = %s WHERE number = %s", team, int(going.address.split("/")[-1])
    )
    return Visit(make.user(agency, Role.TEAM_MANAGER, team=team), "/work/teams")


def offered(make: Making) -> Visit:
    """Something that a colleague hands over."""
    going = a_task(make)
    giver = open_scope(going.user)
    receiver = make.user(giver.agency, Role.SOCIAL_WORKER)
    with giver.transaction():
        offer_task(
            by=giver,
            task=int(going.address.split("/")[-1]),
            to_user=receiver,
            note="The school rings at nine",
        )
    return Visit(receiver, "/work/offered")


def a_clock(make: Making) -> Visit:
    """Of a task with a time for each grade."""
    hub = Hub(make)
    number = hub.contact(make.person())
    task = next(task for task in hub.waiting(number, "checks") if task.agency == hub.council)
    return Visit(hub.worker.user, f"/cases/{number}/tasks/{task.number}/clock")


def to_take(make: Making) -> Visit:
    going = a_task(make)
    return replace(going, address=f"/work/take/{going.address.split('/')[-1]}")


def an_asked_task(make: Making) -> Visit:
    """What another agency's case asks of the visitor's."""
    hub = Hub(make)
    hub.contact(make.person())
    officer = hub.officer(hub.police)
    with officer.transaction():
        (asked,) = asked_tasks()
    return Visit(officer.user, f"/work/asked/{asked.task}")


def a_meeting(make: Making, address: str, *, asked: bool = False) -> Visit:
    """A strategy discussion of two agencies that has begun, as whoever writes; or as whoever is asked to it."""
    going = a_task(make)
    number, scope = int(going.address.split("/")[2]), open_scope(going.user)
    police = make.agency()
    make.agreement(viewer=police, role=Role.POLICE_SUPERVISOR, holder=scope.agency, category=Category.SOCIAL_CARE,
                   purpose=Purpose.SAFEGUARDING_ENQUIRY)  # fmt: skip
    with scope.transaction():
        shown = case_named(number)
        (task,) = tasks(shown)
        meeting = call_meeting(by=scope, case=shown, task=task, starts_at=now() + timedelta(hours=1), place="Room 2, Lancaster Circus",
                               chair=scope.user)  # fmt: skip
    with scope.transaction():
        attendee = ask_to_meeting(by=scope, meeting=meeting, who=Invited(AttendeeSort.AGENCY, police))
        mother = Invited(AttendeeSort.FAMILY, name="Her mother", part=Part.NONE, because="She may tell him")
        ask_to_meeting(by=scope, meeting=meeting, who=mother)
        take_pen(by=scope, meeting=meeting)
        child = shown.people[0].number
        for line in (
            Written(
                LineSort.NOTE, "The school rang at nine: two bruises, and she will not say", person=child
            ),
            Written(LineSort.DECISION, "Nobody explains the bruises", person=child, threshold=THRESHOLDS[3]),
            Written(
                LineSort.ACTION, "See her alone at school", owner=scope.user, due_at=now() + timedelta(days=1)
            ),
            Written(LineSort.DISSENT, "Too early to go to the home", agency=police, restricted=True),
        ):
            write_line(by=scope, meeting=meeting, line=line)
        keep_line(by=scope, meeting=meeting, line=Written(LineSort.VOICE, "I do not want", person=child))
    user = make.user(police, Role.POLICE_SUPERVISOR) if asked else going.user
    return Visit(user, address.format(meeting=meeting, attendee=attendee))


def a_supervised_case(make: Making, address: str) -> Visit:
    """With a direction, and in a sample of the visitor's team."""
    police = make.agency()
    scope = make.scope(police, Role.POLICE_SUPERVISOR, team=make.team(police))
    number = make.case(scope, make.person(), purpose=Purpose.SECTION_47)
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


def minutes_to_give(make: Making, address: str) -> Visit:
    """Of a discussion that was held with her mother there, as its chair, who has approved them."""
    discussion = Discussion(make)
    discussion.held()
    scope = discussion.worker
    with scope.transaction():
        mother = Invited(AttendeeSort.FAMILY, name="Her mother", part=Part.OPEN)
        asked = ask_to_meeting(by=scope, meeting=discussion.number, who=mother)
        mark_came(by=scope, meeting=discussion.number, attendee=asked, came=True)
    discussion.write(LineSort.NOTE, "Her aunt at 4 Plum Street took her in")
    discussion.write(LineSort.NOTE, "The neighbour who rang is afraid of him", restricted=True)
    discussion.end()
    shown = open_meeting(scope, discussion.number)
    with scope.transaction():
        approve_minutes(by=scope, meeting=discussion.number, minutes=minutes_of(shown, "The council"), withheld=["4 Plum Street"])  # fmt: skip
        give_minutes(by=scope, meeting=discussion.number, edition=1, attendee=asked, way=Way.HAND)
    asked_of = next(one for one in shown.attendees if one.code == discussion.police)
    with scope.transaction():
        send_minutes(by=scope, shown=shown, edition=1, because="", attendees=[asked_of.number])
    user = discussion.sergeant.user if "/sent/" in address else scope.user
    return Visit(user, address.format(meeting=discussion.number, mother=asked, sent=asked_of.number))


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


def a_contact(make: Making, path: str) -> Visit:
    """A neighbour's concern at the front door of a hub, with a child put in."""
    hub = make.hub()
    contact, draft, told_by = told(
        {"about": ["child"], "district": [hub.district], "worries": ["left_alone"], "said": ["Alone until dark"],
         "given_name_0": [CHILD.given_name], "reach": ["phone"], "reach_at": ["07700 900321"]}
    )  # fmt: skip
    tell_us(contact, draft, told_by)
    case, record = make._owner(
        "SELECT case_id, record FROM pathways_contact WHERE reference = %s", contact.reference
    )
    child = make.person()
    make.record(hub.agency, make.draft("case_note", CHILD), persons=(child,))
    scope = open_scope(hub.officer)
    with scope.transaction():
        add_people(by=scope, case=case, people={child: Sort.CHILD}, because="found")
    return Visit(hub.officer, f"/front-door{path.format(case=case)}")


def a_community(make: Making, address: str) -> Visit:
    """A neighbourhood officer whose team keeps a contact that was told something, with a quarter's counts."""
    force = make.agency()
    scope = make.scope(force, Role.NEIGHBOURHOOD_OFFICER, team=make.team(force))
    with scope.transaction():
        contact = keep_contact(
            by=scope, neighbourhood="plum", role="Keeper of the corner shop", way="At the counter"
        )
        tell_contact(by=scope, number=contact, words="We pass the school at three now")
    make._owner(
        "INSERT INTO pathways_communitytheme (agency, neighbourhood, theme, quarter, times) VALUES (%s, 'plum', 'hunger', %s, 23)",
        force, quarters(localdate())[0],
    )  # fmt: skip
    return Visit(scope.user, address.format(contact=contact))


def a_notice(make: Making, address: str, who: str = "hub") -> Visit:
    """A hub that told a school's desk, which has acknowledged one notice, read one and is late with it, and has not read
    one; and somebody outside, of whom one address is safe no more. `who` is whose browser it is."""
    council, school = make.agency(AgencyKind.CHILDRENS_SERVICES), make.agency(AgencyKind.SCHOOL)
    hub, lead = make.scope(council, Role.HUB_OFFICER), make.scope(school, Role.SCHOOL_LEAD)
    writer, administrator = make.scope(council, Role.RECORDS_OFFICER), make.scope(council, Role.ADMINISTRATOR)
    case = make.case(hub, make.person(), make.person())
    with hub.transaction():
        (child, _) = (person.number for person in case_named(case).people)
    known, late, unread = (send(hub, case, ToAgency(school), about=child) for _ in range(3))
    for number in (known, late):
        read_notice(lead, number)
    with lead.transaction():
        acknowledge(by=lead, number=known, answer="Her form teacher knows")
    make._owner("UPDATE notices_notice SET answer_by = now() - interval '1 hour' WHERE number = %s", late)
    unsafe = mark(hub, case)
    outside = send(hub, case, ToAddress(unsafe))
    with hub.transaction():
        revoke(by=hub, number=unsafe, because="he reads it")
    send(hub, case, ToAddress(mark(hub, case, "other@example.org")))
    with writer.transaction():
        write_edition(
            by=writer, kind="for-attention", words="{words}\n\nRing {telephone}.", because="shorter"
        )
    with administrator.transaction():
        mark_own_safe(by=administrator, team=None, channel=Channel.EMAIL, address="desk@example.org", said_by="the desk",
                      until=now() + timedelta(days=30))  # fmt: skip
    with hub.transaction():
        follow_procedure(by=hub, case=case_named(case), pathway="domestic-abuse")
    scopes = {"hub": hub, "school": lead, "writer": writer, "administrator": administrator}
    there = address.format(case=case, known=known, late=late, unread=unread, outside=outside)
    return Visit(scopes[who].user, there)


ARRANGED: dict[str, Callable[[Making], Visit]] = {
    "client": a_system,
    "unusual_readings": lambda make: with_readings(make, "/ledger/questions"),
    "who_saw": lambda make: with_readings(make, "/ledger/people/{person}"),
    "person": lambda make: of_a_child(make, ""),
    "household_page": lambda make: of_a_child(make, "/household"),
    "why_one_person": lambda make: of_a_child(make, "/why"),
    "unlink_mention": to_take_out,
    "identity_pair": a_pair,
    "purpose": lambda make: Visit(make.user(make.agency(), Role.SOCIAL_WORKER), "/people/123456789/purpose"),
    "held_apart": two_held_apart,
    "break_the_glass": lambda make: broken_glass(make, "/people/{person}/break-glass"),
    "behind_glass": lambda make: broken_glass(make, "/glass/{glass}"),
    "broken_glass": lambda make: broken_glass(make, "/glass/reviews"),
    "restricted": lambda make: of_a_team(make, "/restricted"),
    "restriction": lambda make: of_a_team(make, "/restricted/{restriction}"),
    "sealed": lambda make: of_a_team(make, "/sealed"),
    "conflicts_of_interest": lambda make: of_a_team(make, "/conflicts"),
    "staff": lambda make: of_a_colleague(make, "/staff"),
    "staff_account": lambda make: of_a_colleague(make, "/staff/{who}"),
    "staff_post": lambda make: of_a_colleague(make, "/staff/{who}/post"),
    "staff_end": lambda make: of_a_colleague(make, "/staff/{who}/posts/{post}/end"),
    "teams": lambda make: of_a_colleague(make, "/teams"),
    "times_and_terms": lambda make: of_an_area(make, "/times-and-terms"),
    "set_time": lambda make: of_an_area(make, "/times-and-terms/limits/hub-checks"),
    "team": lambda make: of_a_colleague(make, "/teams/{team}"),
    "directory": lambda make: of_a_colleague(make, "/directory"),
    "directory_entry": lambda make: of_a_colleague(make, "/directory/{entry}"),
    "case": a_case,
    "cases": lambda make: a_case(make, "/cases"),
    "close_case": lambda make: a_case(make, "/cases/{case}/close"),
    "task": a_task,
    "asked_task": an_asked_task,
    "add_task": lambda make: a_case(make, "/cases/{case}/tasks/add"),
    "meeting": lambda make: a_meeting(make, "/meetings/{meeting}"),
    "meeting_end": lambda make: a_meeting(make, "/meetings/{meeting}/end"),
    "meeting_answer": lambda make: a_meeting(make, "/meetings/asked/{attendee}", asked=True),
    "supervision": lambda make: a_supervised_case(make, "/cases/{case}/supervision"),
    "investigation": lambda make: an_investigation(make, "/cases/{case}/investigation?do=told"),
    "sample": lambda make: a_supervised_case(make, "/samples/{sample}?case={case}"),
    "supervision_due": lambda make: a_supervised_case(make, "/work/supervision?which=all"),
    "my_day": lambda make: replace(a_task(make), address="/work/day"),
    "samples": lambda make: a_supervised_case(make, "/samples"),
    "disagreements": lambda make: a_disagreement(make, "/disagreements"),
    "disagreement": lambda make: a_disagreement(make, "/disagreements/{number}"),
    "disagreement_raise": lambda make: a_disagreement(make, "/disagreements/raise"),
    "minutes": lambda make: minutes_to_give(make, "/meetings/{meeting}/minutes"),
    "minutes_to_us": lambda make: minutes_to_give(make, "/meetings/sent/{sent}/1"),
    "minutes_for": lambda make: minutes_to_give(make, "/meetings/{meeting}/minutes/1/{mother}"),
    "meeting_call": lambda make: replace(going := a_task(make), address=f"{going.address}/meeting"),
    "meetings": lambda make: a_meeting(make, "/meetings"),
    "work": lambda make: replace(a_task(make), address="/work?of=team"),
    "workload": supervised,
    "take_task": to_take,
    "task_clock": a_clock,
    "hand_over": lambda make: replace(a_task(make), address="/work/hand-over"),
    "offered": offered,
    "cover": lambda make: replace(a_task(make), address="/work/cover"),
    "allocate": lambda make: a_case(make, "/cases/{case}/allocate"),
    "consent": lambda make: a_case(make, "/cases/{case}/consent"),
    "known": lambda make: a_case(make, "/people/{child}/known"),
    "ask_for_more": lambda make: a_request(make, "/cases/{case}/ask?person={child}&record={record}"),
    "my_requests": lambda make: a_request(make, "/requests"),
    "requests_to_us": lambda make: a_request(make, "/requests/ours", ours=True),
    "answer_request": lambda make: a_request(make, "/requests/ours/{late}", ours=True),
    "community": lambda make: a_community(make, "/community"),
    "community_contact": lambda make: a_community(make, "/community/{contact}"),
    "community_concern": lambda make: a_community(make, "/community/concern"),
    "community_themes": lambda make: a_community(make, "/community/themes"),
    "notices": lambda make: a_notice(make, "/notices", "school"),
    "notices_sent": lambda make: a_notice(make, "/notices/sent"),
    "notice": lambda make: a_notice(make, "/notices/{late}", "school"),
    "notify": lambda make: a_notice(make, "/cases/{case}/notify"),
    "safe_addresses": lambda make: a_notice(make, "/cases/{case}/addresses"),
    "school_notices": lambda make: a_notice(make, "/cases/{case}/school-notices"),
    "notice_words": lambda make: a_notice(make, "/notice-words", "writer"),
    "notice_words_of": lambda make: a_notice(make, "/notice-words/for-attention", "writer"),
    "notice_addresses": lambda make: a_notice(make, "/notice-addresses", "administrator"),
    "open_case": lambda make: of_a_child(make, "", "/cases/open?person={child}"),
    "front_door": lambda make: a_contact(make, ""),
    "triage": lambda make: a_contact(make, "/{case}"),
    "who_told": lambda make: a_contact(make, "/{case}/who-told"),
    "contact_letter": lambda make: a_contact(make, "/{case}/letter"),
    "tell_us_question": lambda make: Visit(None, "/tell-us/about"),
    "kind_page": lambda make: Visit(None, "/kinds/home_visit"),
    "pathway_page": lambda make: Visit(None, "/pathways/section-47"),
    "record": a_record,
    "correct_record": lambda make: a_record(make, "/correct"),
    "enter_kind": lambda make: Visit(
        make.user(make.agency(), Role.POLICE_SUPERVISOR), "/enter/police_incident"
    ),
    "entered": entered,
    "deliveries": lambda make: a_delivery(make, "/deliveries"),
    "delivery": lambda make: a_delivery(make, "/deliveries/{delivery}"),
    "reject": lambda make: a_delivery(make, "/rejects/{reject}"),
    "agreements": lambda make: Visit(an_agreement(make).user, "/agreements"),
    "agreement": lambda make: an_agreement(make, "?edition=2", drafted=True),
    "agreement_draft": lambda make: an_agreement(make, "/draft", drafted=True),
    "agreement_clause": lambda make: an_agreement(make, "/draft/clause?number=1", drafted=True),
    "agreement_sign": lambda make: an_agreement(make, "/editions/2/sign", drafted=True),
    "agreement_end": lambda make: an_agreement(make, "/editions/1/end"),
    "flows": lambda make: Visit(an_agreement(make).user, "/flows?purpose=a+section+47+enquiry"),
    "what_if": lambda make: Visit(
        an_agreement(make).user,
        "/what-if?viewer=kind:police&role=hub_officer&holder=kind:health+provider&category=health"
        "&purpose=a+section+47+enquiry",
    ),
    "corrected": corrected_and_read,
    "recipients_page": lambda make: corrected_and_read(make, "/records/{record}/recipients"),
    "keeping": lambda make: kept(make, "/keeping"),
    "keeping_review": lambda make: kept(make, "/keeping/{review}"),
    "hold": lambda make: kept(make, "/keeping/holds/{hold}"),
    "record_keeping": lambda make: kept(make, "/records/{record}/keeping"),
    "persons_requests": lambda make: asked_about_themselves(make, "/persons-requests"),
    "persons_request": lambda make: asked_about_themselves(make, "/persons-requests/{request}"),
    "persons_request_item": lambda make: asked_about_themselves(make, "/persons-requests/{request}/{record}"),
    "persons_request_bundle": lambda make: asked_about_themselves(make, "/persons-requests/{request}/answer"),
    "feed_agreements": lambda make: Visit(a_feed_agreement(make).user, "/feed-agreements"),
    "feed_agreement": lambda make: a_feed_agreement(make),
    "feed_draft": lambda make: Visit(a_feed_agreement(make).user, "/feed-agreements/draft/mine"),
    "send_delivery": lambda make: a_delivery(make, "/deliveries/send"),
}
ARRANGED |= {
    "set_up_second_factor": lambda make: own(make, "/accounts/second-step/"),
    "set_up_app": lambda make: own(make, "/accounts/second-step/app/"),
    "recovery_codes": lambda make: with_app(make, "/accounts/second-step/codes/"),
    "confirm_again": lambda make: with_app(make, "/accounts/confirm/?next=/help"),
    "my_sign_in": lambda make: with_app(make, "/account/sign-in"),
    "person_sign_in": a_colleague,
    "invitation_link": invited,
}
NOT_PAGES = {
    "others": "part of the pages of a case, which look at it again; its own test goes there",
    "meeting_live": "part of the page of a meeting, which looks at it again; its own test goes there",
    "mfa_login_webauthn": "what the browser needs to present a passkey",
    "openid_connect_callback": "only on the way back from an agency's provider; its own journeys go there",
    "invitation": "invitation_link leads there",
    "kind_csv": "a file",
    "meeting_calendar": "a file",
    "meeting_asked_calendar": "a file",
    "kind_schema": "a file",
    "staff_csv": "a file",
    "record_attachment": "a file",
    "delivery_rejects": "a file",
    "who_saw_csv": "a file",
    "my_readings_csv": "a file",
    "unusual_readings_csv": "a file",
    "newest_checkpoint": "a file",
    "processing_csv": "a file",
    "who_found": "only after a search; the journeys go there",
    "tell_us_leave": "leads away from here at once",
    "tell_us_sent": "only after something was sent; its own test and a journey go there",
    "mfa_authenticate": "only on the way in; its own test goes there",
}


def visit(page: Page, make: Making) -> Visit:
    """As somebody in a role that may see the page."""
    if page.name in ARRANGED:
        return ARRANGED[page.name](make)
    assert "<" not in page.route, f"say in tests/journeys/visits.py how to come to {page.name}"
    return Visit(somebody(page.needs, make), f"/{page.route}")


def somebody(needs: Permission | Open, make: Making) -> int | None:
    if needs is Open.TO_ANYONE:
        return None
    role = next(role for role, rights in ROLES.items() if needs in rights.permissions)
    return make.user(make.agency(), role)
