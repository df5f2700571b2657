"""What happens in the cases of a random world: opened, told of at the front door, given, taken, done and closed."""

from datetime import timedelta

from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.statements import value
from commonthread.access.terms import Purpose
from commonthread.pathways import handover, supervision, tasks, views
from commonthread.pathways.actions import (
    Decision,
    add_people,
    close_case,
    give_case,
    record_consent,
    reopen_case,
    take_from,
    take_out,
)
from commonthread.pathways.allocation import give_to_team
from commonthread.pathways.presence import look_in
from commonthread.pathways.queries import case as case_numbered
from commonthread.pathways.sampling import draw_sample
from commonthread.pathways.terms import Answer, Sort
from commonthread.pathways.work import take_task
from commonthread.records.record import Mention, MentionRole
from commonthread.records.unfinished import keep_unfinished
from tests.wall.hub_world import HubWorld

SO = {"source": "so", "because": "so"}


def then_open(world: HubWorld) -> None:
    viewer, about = (
        world.at(world.council, world.police),
        {world.choose(world.people) for _ in range(world.choose((1, 2)))},
    )
    purpose = world.choose((Purpose.SECTION_47, Purpose.SECTION_47, Purpose.SAFEGUARDING_ENQUIRY))
    if not world.cases:
        viewer, purpose = world.viewers[0], Purpose.SECTION_47
    case = world.make.case(viewer.scope, *about, purpose=purpose, decision=None)
    world.cases.append(case)
    follows = "section-47" if purpose is Purpose.SECTION_47 else "supervised-investigation"
    if world.choose((True, True, False)) or len(world.cases) == 1:
        with viewer.scope.transaction():
            tasks.follow_procedure(by=viewer.scope, case=case_numbered(case), pathway=follows)


def then_contact(world: HubWorld) -> None:
    """One that waits at the council's front door, about people whom linking found in what was told."""
    make, about = world.make, {world.choose(world.people) for _ in range(world.choose((0, 1, 1)))}
    said = [
        Mention(role=MentionRole.SUBJECT, given_name="Odalys", family_name=f"Quenby{person}")
        for person in about or {0}
    ]
    record = make.record(world.council, make.draft("case_note", *said), persons=tuple(about))
    (number,) = make._owner("SELECT pathways.fresh_number()")
    make._owner("INSERT INTO pathways_case (number, agency, purpose, power, because, pathway, edition, closed_because) VALUES "
                "(%s, %s, 'deciding whether a child or adult is at risk', 'so', 'so', 'front-door', '2023', '')", number, world.council)  # fmt: skip
    make._owner("INSERT INTO pathways_member (case_id, team, leads, because, ended_because) VALUES (%s, %s, true, '', '')",
                number, world.hub)  # fmt: skip
    make._owner("INSERT INTO pathways_contact (record, case_id, route, reference, about, district, is_pressing, wants_answer, from_agency, "
                "sent_by, answer) VALUES (%s, %s, 'professional', %s, 'child', 'E08000025', false, true, %s, %s, '')",
                record, number, f"{number}", world.police, world.choose((None, world.viewers[1].user)))  # fmt: skip
    world.cases.append(number)


def then_consent(world: HubWorld) -> None:
    viewer, number = world.at_work()
    goes_ahead = world.choose((True, True, False))
    decision = Decision(
        True, Answer.AGREED if goes_ahead else Answer.REFUSED, "spoke", goes_ahead, "A manager"
    )
    with viewer.scope.transaction():
        record_consent(
            by=viewer.scope, case=number, people=[world.choose(world.people_of(number))], decision=decision
        )


def then_add_person(world: HubWorld) -> None:
    viewer, number = world.at_work()
    with viewer.scope.transaction():
        add_people(
            by=viewer.scope,
            case=number,
            people={world.choose(world.people): Sort.CHILD},
            because="a brother",
        )


def then_take_out(world: HubWorld) -> None:
    viewer, number = world.at_work()
    with viewer.scope.transaction():
        take_out(
            by=viewer.scope,
            case=number,
            person=world.choose(world.people_of(number)[1:]),
            because="not she",
        )


def then_give(world: HubWorld) -> None:
    viewer, number = world.at_work()
    with viewer.scope.transaction():
        give_case(by=viewer.scope, case=number, to=world.at(viewer.agency).user, because="knows them")


def then_give_team(world: HubWorld) -> None:
    viewer, number = world.at_work()
    with viewer.scope.transaction():
        give_to_team(
            by=viewer.scope,
            case=number,
            team=world.choose((world.hub, world.other_team, world.police_hub)),
            because="theirs",
        )


def then_take_from(world: HubWorld) -> None:
    viewer, number = world.at_work()
    with viewer.scope.transaction():
        member = world.choose([member.member for member in case_numbered(number).members])
        take_from(by=viewer.scope, case=number, member=member, because="no more")


def then_close(world: HubWorld) -> None:
    viewer, number = world.at_work()
    with viewer.scope.transaction():
        close_case(
            by=viewer.scope,
            case=number,
            because="done",
            outcomes=dict.fromkeys(world.people_of(number), "at home"),
        )


def then_reopen(world: HubWorld) -> None:
    viewer, number = world.at_work()
    with viewer.scope.transaction():
        reopen_case(by=viewer.scope, case=number, because="again")


def then_add_task(world: HubWorld) -> None:
    viewer, number = world.at_work()
    whose = world.choose(
        (
            {},
            {"to_user": world.at(viewer.agency).user},
            {"to_team": world.choose((world.hub, world.other_team))},
        )
    )
    with viewer.scope.transaction():
        tasks.add_task(
            by=viewer.scope,
            case=number,
            does="see her",
            due_at=now() + timedelta(hours=3),
            **SO,
            **whose,
        )


def then_ask_task(world: HubWorld) -> None:
    viewer, number = world.at_work()
    with viewer.scope.transaction():
        tasks.add_task(by=viewer.scope, case=number, does="tell us", due_at=now() + timedelta(hours=3), **SO,
                       to_agency=world.choose((world.police, world.trust, world.council)))  # fmt: skip


def then_finish(world: HubWorld) -> None:
    viewer, number = world.at_work()
    task = world.choose([task.number for task in world.facts.tasks if task.case_id == number])
    with viewer.scope.transaction():
        tasks.finish_task(
            by=viewer.scope, case=case_numbered(number), number=task, outcome="done", words="so"
        )


def then_take(world: HubWorld) -> None:
    viewer, task = world.at(), world.row("tasks")
    with viewer.scope.transaction():
        take_task(by=viewer.scope, number=task.number, because="I shall")


def then_offer(world: HubWorld) -> None:
    viewer, task = world.at(world.council), world.row("tasks")
    to = world.choose(
        ({"to_team": world.other_team}, {"to_team": world.hub}, {"to_user": world.at(world.council).user})
    )
    with viewer.scope.transaction():
        if world.choose((True, False)):
            handover.offer_task(by=viewer.scope, task=task.number, note="tonight", **to)
        else:
            handover.offer_case(by=viewer.scope, case=task.case_id, note="tonight", **to)


def then_accept(world: HubWorld) -> None:
    viewer, offer = world.at(world.council), world.row("offers")
    with viewer.scope.transaction():
        if world.choose((True, False)):
            handover.accept(by=viewer.scope, offer=offer.number)
        else:
            handover.decline(by=viewer.scope, offer=offer.number, because="full")


def then_look_after(world: HubWorld) -> None:
    viewer, case = world.at(role=Role.TEAM_MANAGER), world.row("cases")
    with viewer.scope.transaction():
        supervision.look_after(by=viewer.scope, case=case.number, because="supervision")


def then_sample(world: HubWorld) -> None:
    viewer = world.at(role=Role.TEAM_MANAGER)
    with viewer.scope.transaction():
        draw_sample(by=viewer.scope, wanted=1)


def then_cover(world: HubWorld) -> None:
    viewer = world.at(world.council)
    other = world.choose(
        [one.user for one in world.viewers if one.agency == viewer.agency and one is not viewer]
    )
    with viewer.scope.transaction():
        handover.set_cover(by=viewer.scope, covered_by=other, from_at=now() - timedelta(hours=1),
                           until_at=now() + timedelta(days=2), because="leave")  # fmt: skip


def then_look(world: HubWorld) -> None:
    viewer, number = world.at_work()
    with viewer.scope.transaction():
        look_in(number)


def then_draft(world: HubWorld) -> None:
    viewer = world.at()
    with viewer.scope.transaction():
        keep_unfinished(world.make._owner("SELECT gen_random_uuid()::text")[0], "case_note", {"said": "so"})


def then_view(world: HubWorld) -> None:
    viewer = world.at()
    with viewer.scope.transaction():
        views.keep_view(
            by=viewer.scope,
            of=world.choose(tuple(views.ListOf)),
            name=world.make.draft().key,
            asked="overdue=1",
        )


def then_decide_contact(world: HubWorld) -> None:
    contact = world.row("contacts")
    viewer = world.choose([one for one in world.viewers if one.team == world.hub])
    with viewer.scope.transaction():
        people = world.people_of(contact.case_id)
        value("SELECT pathways.decide_contact(%s, %s::bigint[], %s, 'no further action', 'universal', 'so', '', NULL, 0)",
              contact.case_id, people, [""] * len(people))  # fmt: skip
