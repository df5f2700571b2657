"""Notices of the demo: one that waits, one overdue, one acknowledged, one that cannot be sent; and schools to be told."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from commonthread.access.demo import account
from commonthread.access.law import POWERS
from commonthread.access.scope import Scope, open_scope
from commonthread.notices.actions import ToAddress, ToAgency, acknowledge, send_notice
from commonthread.notices.addresses import Channel, mark_safe, revoke
from commonthread.notices.queries import notices_from_us, read_notice
from commonthread.notices.templates import write_edition
from commonthread.pathways.actions import open_case, record_consent
from commonthread.pathways.queries import case as find
from commonthread.pathways.queries import cases
from commonthread.pathways.tasks import follow_procedure
from commonthread.pathways.terms import Sort
from commonthread.serving.demo_cases import AGREED, AT_ONCE, ENQUIRY, STORIES

SCHOOL = "school-thimblecroft-primary"
OURS = """Thank you for telling us about {person}.

On {sent_on} we decided: {words}

Disagree? Ring {agency} on {telephone}, and we will look again with you. Please acknowledge by {answer_by}."""


def send_notices(about: Mapping[str, int]) -> None:
    """`about` has the child of each story by its title. Once: a hub that has sent a notice has sent them all."""
    if not set(STORIES) <= set(about):
        return
    hub, lead, child = _scope("hub.social.care"), _scope("school.lead"), about["The lodger"]
    with hub.transaction():
        if notices_from_us():
            return
        open_ones = [find(case.number) for case in cases() if case.is_mine and not case.closed_at]
    case = next(case.number for case in open_ones if child in {person.number for person in case.people})
    writer = _scope("records.officer")
    with writer.transaction():
        write_edition(
            by=writer, kind="referral-decision", words=OURS, because="Plainer, and it invites disagreement"
        )
    _to_agencies(hub, lead, case, child)
    _outside(hub, case)
    _schools_to_tell(_scope("investigator"), about["Cousins"])


def _to_agencies(hub: Scope, lead: Scope, case: int, child: int) -> None:
    now = datetime.now(UTC)
    with hub.transaction():
        decided = send_notice(
            by=hub, case=case, to=ToAgency(SCHOOL), kind="referral-decision", about=child,
            words="a social worker visits this week, and will ask you who fetches the child",
            answer_by=now + timedelta(days=1),
        )  # fmt: skip
        send_notice(
            by=hub, case=case, to=ToAgency(SCHOOL), kind="for-attention", about=child,
            words="Please let nobody but the mother fetch the child until you hear from us",
            answer_by=now + timedelta(hours=5),
        )  # fmt: skip
        send_notice(
            by=hub, case=case, to=ToAgency("police"), kind="for-attention", about=child,
            words="A man whom nobody here can name lives at the address; do you know him?", answer_by=now + AT_ONCE,
        )  # fmt: skip
    read_notice(lead, decided)
    with lead.transaction():
        acknowledge(by=lead, number=decided, answer="Thank you. Her form teacher knows too")


def _outside(hub: Scope, case: int) -> None:
    until = datetime.now(UTC) + timedelta(days=60)
    said = {"by": hub, "case": case, "whose": "whoever rang us", "until": until}
    with hub.transaction():
        text = mark_safe(**said, channel=Channel.TEXT, address="07700900321",
                         said_by="She said so on the telephone: nobody else reads it")  # fmt: skip
        mail = mark_safe(
            **said,
            channel=Channel.EMAIL,
            address="neighbour@example.org",
            said_by="Given with the first call",
        )
        send_notice(by=hub, case=case, to=ToAddress(text), kind="answer-to-referrer")
    with hub.transaction():
        revoke(by=hub, number=mail, because="She rang: her husband reads it")


def _schools_to_tell(police: Scope, child: int) -> None:
    """A case of last night, whose child's school is to be told before it opens."""
    with police.transaction():
        case = open_case(
            by=police, purpose=ENQUIRY, power=POWERS["children-act-1989-s17"].label, for_team=True,
            because="Call 2207: the neighbours heard shouting; a child was awake", people={child: Sort.CHILD},
        )  # fmt: skip
        record_consent(by=police, case=case, people=[child], decision=AGREED)
        follow_procedure(by=police, case=find(case), pathway="domestic-abuse")


def _scope(username: str) -> Scope:
    return open_scope(account(username).pk)
