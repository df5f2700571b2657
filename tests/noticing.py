"""Notices that a test sends."""

from datetime import timedelta

from django.utils.timezone import now

from commonthread.notices.actions import ToAgency, send_notice
from commonthread.notices.addresses import Channel, mark_safe
from tests.making import Making

WORDS = "Somebody will be with the family by noon"
IN_A_DAY = timedelta(days=1)


def send(by, case, to, **also) -> int:
    """To an agency with which that of `by` has an agreement."""
    if isinstance(to, ToAgency):
        Making().partners(by.agency, to.agency)
        also = {"kind": "for-attention", "words": WORDS, "answer_by": now() + IN_A_DAY} | also
    else:
        also = {"kind": "answer-to-referrer"} | also
    with by.transaction():
        return send_notice(by=by, case=case, to=to, **also)


def mark(by, case, address="reader@example.org", until=IN_A_DAY, **also) -> int:
    with by.transaction():
        return mark_safe(
            by=by, case=case, whose="whoever rang", channel=Channel.EMAIL, address=address,
            said_by="she told us on the telephone", until=now() + until, **also,
        )  # fmt: skip
