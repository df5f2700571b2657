"""Work of the demo in every state: overdue and told, added, offered, declined, another agency's answered, and a leave."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import connections
from django.utils.timezone import localdate, now

from commonthread.access.demo import account
from commonthread.access.law import POWERS
from commonthread.access.scope import Scope, open_scope
from commonthread.access.terms import Purpose
from commonthread.pathways.actions import open_case
from commonthread.pathways.asked import answer_asked, asked_tasks
from commonthread.pathways.escalation import escalate
from commonthread.pathways.handover import covers, decline, offer_task, offers, set_cover
from commonthread.pathways.plan import first_tasks
from commonthread.pathways.procedures import edition_on
from commonthread.pathways.queries import case as find
from commonthread.pathways.tasks import add_task, follow_procedure
from commonthread.pathways.terms import Sort

ABOUT = ("Same name", "The lodger")
WORKER, MANAGER, CHAIR, HUB_POLICE = "social.worker", "hub.manager", "conference.chair", "hub.police"
LATE = timedelta(days=9)


def bring_work(about: Mapping[str, int]) -> None:
    """`about` has the child of each story by its title. Once: a worker who has a leave has had it all."""
    worker, manager, police = (open_scope(account(name).pk) for name in (WORKER, MANAGER, HUB_POLICE))
    with manager.transaction():
        if covers() or not set(ABOUT) <= set(about):
            return
    _begins_leave(manager)
    late = _enquiry(worker, about["Same name"], "A fracture that nobody explains; the hospital rang")
    _begun_then(late, now() - LATE)
    case = _enquiry(worker, about["The lodger"], "She said that he comes into her room")
    rings = _adds(worker, case, about["The lodger"], "Ring the school before the bell", timedelta(hours=14))
    asks = _adds(worker, case, None, "Ask the landlord who has a key", timedelta(days=2))
    with worker.transaction():
        offer_task(
            by=worker, task=rings, to_user=manager.user, note="She is in school until three. I am in court"
        )
        offer_task(by=worker, task=asks, to_user=manager.user, note="He answers after six")
    with manager.transaction():
        (declined,) = [offer.number for offer in offers() if offer.task == asks]
        decline(by=manager, offer=declined, because="Not before the discussion: he might warn him")
    with police.transaction():
        asked = [task for task in asked_tasks() if "nothing known" in task.outcomes]
    if asked:
        with police.transaction():
            answer_asked(
                by=police,
                task=asked[0],
                outcome="nothing known",
                words="Two addresses searched, five years back",
            )
    escalate()


def _begins_leave(manager: Scope) -> None:
    begins = now() - timedelta(hours=1)
    with manager.transaction():
        set_cover(by=manager, who=account(CHAIR).pk, covered_by=account(WORKER).pk, from_at=begins,
                  until_at=begins + timedelta(days=5), because="Annual leave")  # fmt: skip


def _enquiry(by: Scope, person: int, because: str) -> int:
    with by.transaction():
        case = open_case(by=by, purpose=Purpose.SECTION_47, power=POWERS["children-act-1989-s47"].label, because=because,
                         people={person: Sort.CHILD}, for_team=True)  # fmt: skip
        follow_procedure(by=by, case=find(case), pathway="section-47")
    return case


def _adds(by: Scope, case: int, person: int | None, does: str, within: timedelta) -> int:
    with by.transaction():
        return add_task(by=by, case=case, does=does, person=person, due_at=now() + within, source=f"Time set by {by.name}",
                        because="Before the strategy discussion")  # fmt: skip


def _begun_then(case: int, at: datetime) -> None:
    """As though it had been begun then: the demo is built in a minute."""
    (first,) = first_tasks(edition_on("section-47", localdate(at)), {}, at)
    owner = connections["owner"]
    owner.ensure_connection()
    owner.connection.execute(
        "UPDATE pathways_task SET counts_from = %s, due_at = %s, begun_at = %s WHERE case_id = %s",
        [first.counts_from, first.due_at, at, case],
    )
