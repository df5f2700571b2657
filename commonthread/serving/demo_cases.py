"""Cases of the demo: one that was agreed to, one without its decision, one closed; and requests in every state."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from django.utils.timezone import localdate

from commonthread.access.demo import account
from commonthread.access.law import POWERS
from commonthread.access.scope import Scope, open_scope
from commonthread.access.terms import Category, Level, Purpose
from commonthread.pathways.actions import Decision, close_case, open_case, record_consent
from commonthread.pathways.queries import cases
from commonthread.pathways.requests import answer_request, ask_for_more, due, withdraw_request
from commonthread.pathways.terms import Answer, Sort

ENQUIRY = Purpose.SAFEGUARDING_ENQUIRY
STORIES = ("The lodger", "Two of them", "Cousins", "Same name")
HUB, POLICE, WORKER = "hub.social.care", "hub.police", "social.worker"
AGREED = Decision(
    True, Answer.AGREED, "She would rather that we asked than guessed", True, "Amara Whitlock, hub officer"
)
REFUSED = Decision(True, Answer.REFUSED, "The child may be at risk of harm, and asking is proportionate", True,
                   "Marek Holloway, police supervisor")  # fmt: skip
# A request without a due time of its own is due as the rules say; this one is overdue by the time that anybody looks.
AT_ONCE = timedelta(seconds=2)


def open_cases(about: Mapping[str, int]) -> None:
    """`about` has the child of each story by its title; nothing, where one of them was not found. Once: a hub that has a
    case has had them all."""
    if not set(STORIES) <= set(about):
        return
    hub, police = _scope(HUB), _scope(POLICE)
    with hub.transaction():
        if cases():
            return
    lodger = _case(hub, about["The lodger"], "The school rang: who is the man who fetches her?", AGREED)
    _ask(hub, lodger, about["The lodger"], "school-thimblecroft-primary", Category.EDUCATION,
         "Who has fetched the child from school since September")  # fmt: skip
    _ask(hub, lodger, about["The lodger"], "health-kingfisher", Category.MENTAL_HEALTH,
         "Whether an adult of the household is in your care", at_once=True)  # fmt: skip
    granted = _ask(hub, lodger, about["The lodger"], "police", Category.CRIME_AND_INCIDENTS,
                   "Incidents at the address in the last two years")  # fmt: skip
    refused = _ask(hub, lodger, about["The lodger"], "health-tamebridge", Category.HEALTH,
                   "All attendances of every child of the household")  # fmt: skip
    withdrawn = _ask(
        hub, lodger, about["The lodger"], "probation", Category.JUSTICE, "Whether anybody is on licence"
    )
    _answer(_scope("police.sergeant"), granted, "Proportionate, and what we know bears on it", Level.SUMMARY)
    _answer(
        _scope("named.nurse"),
        refused,
        "More than the question needs. Ask for the one child, and we will answer today",
    )
    with hub.transaction():
        withdraw_request(by=hub, number=withdrawn, because="Probation rang us back")
    twins = _case(police, about["Two of them"], "Call 3118: which of the two was seen?", REFUSED)
    _ask(police, twins, about["Two of them"], "csc-birmingham", Category.SOCIAL_CARE,
         "Which of the two was seen alone, and when")  # fmt: skip
    _ask(
        police,
        twins,
        about["Two of them"],
        "csc-birmingham",
        Category.SOCIAL_CARE,
        "Who else lives there",
        at_once=True,
    )
    _case(_scope(WORKER), about["Cousins"], "A neighbour’s concern; the mother is to be told on Monday", None)
    closed = _case(hub, about["Same name"], "A contact that was about another man of the same name", AGREED)
    with hub.transaction():
        outcome = {about["Same name"]: "Not the person meant. No further action"}
        close_case(by=hub, case=closed, because="Answered: the wrong person", outcomes=outcome)


def _case(by: Scope, person: int, because: str, decision: Decision | None) -> int:
    with by.transaction():
        case = open_case(by=by, purpose=ENQUIRY, power=POWERS["children-act-1989-s17"].label, because=because,
                         people={person: Sort.CHILD}, for_team=True)  # fmt: skip
        if decision:
            record_consent(by=by, case=case, people=[person], decision=decision)
    return case


def _ask(
    by: Scope, case: int, person: int, holder: str, category: Category, what: str, *, at_once: bool = False
) -> int:
    now = datetime.now(UTC)
    with by.transaction():
        return ask_for_more(
            by=by, case=case, person=person, holder=holder, category=category, what=what,
            because="To decide whether the child is at risk", level=Level.FULL, until=_until(),
            due_at=now + AT_ONCE if at_once else due(now, ENQUIRY),
        )  # fmt: skip


def _answer(by: Scope, number: int, because: str, level: Level | None = None) -> None:
    with by.transaction():
        answer_request(by=by, number=number, because=because, level=level, until=level and _until())


def _until() -> date:
    return localdate() + timedelta(days=30)


def _scope(username: str) -> Scope:
    return open_scope(account(username).pk)
