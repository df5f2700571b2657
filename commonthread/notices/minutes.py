"""Minutes go out by notice to the agencies that were asked to the meeting. All inside `by`'s transaction."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.timezone import localtime, now

from commonthread.access.scope import Scope
from commonthread.notices.actions import ToAgency, send_notice
from commonthread.pathways.meetings_reading import MeetingShown
from commonthread.pathways.minutes import Minutes
from commonthread.pathways.minutes_given import Way, approve_minutes, give_minutes, given_to, may_be_sent
from commonthread.pathways.tasks import add_task

# Local figures, until the partnership sets its own.
ACKNOWLEDGED_WITHIN = timedelta(days=7)
ON_PAPER_WITHIN = timedelta(days=3)


def send_minutes(
    *, by: Scope, shown: MeetingShown, edition: int, because: str, attendees: Iterable[int]
) -> None:
    """Send an edition to some of those who were asked for other agencies; `because` says why there is another than the
    first. ConsentFirst for an agency that may not be asked any more, ChangedMeanwhile for one that has it."""
    codes = {attendee.number: attendee.code for attendee in shown.attendees}
    for attendee in attendees:
        notice = send_notice(
            by=by, case=shown.case, to=ToAgency(codes[attendee]), kind="minutes",
            words=_announces(shown, edition, because), answer_by=now() + ACKNOWLEDGED_WITHIN,
        )  # fmt: skip
        give_minutes(
            by=by, meeting=shown.number, edition=edition, attendee=attendee, way=Way.NOTICE, notice=notice
        )


def approve_and_tell(
    *, by: Scope, shown: MeetingShown, minutes: Minutes, withheld: Iterable[str], because: str = ""
) -> tuple[int, int]:
    """Keep another edition, and tell whoever has an earlier one: the agencies by notice at once; for those who have it on
    paper, and an agency that may not be sent it any more, it is a task of the case. Returns its number and how many
    agencies were told. NotAllowed in a closed case where somebody must be told."""
    had = {given.attendee: given.way for given in given_to(shown.number) if not given.withdrawn_at}
    edition = approve_minutes(
        by=by, meeting=shown.number, minutes=minutes, withheld=withheld, because=because
    )
    may = may_be_sent(shown.number)
    told = [attendee for attendee, way in had.items() if way is Way.NOTICE and attendee in may]
    send_minutes(by=by, shown=shown, edition=edition, because=because, attendees=told)
    if on_paper := len(had) - len(told):
        add_task(
            by=by, case=shown.case, due_at=now() + ON_PAPER_WITHIN,
            does=f"Give edition {edition} of the minutes to those who have an earlier one on paper ({on_paper})",
            source="Whoever has minutes that were put right is told", because=because,
        )  # fmt: skip
    return edition, len(told)


def _announces(shown: MeetingShown, edition: int, because: str) -> str:
    held = f"{localtime(shown.starts_at):%-d %B %Y, %H:%M} ({shown.step.meeting})"
    if edition == 1:
        return f"The minutes of the meeting of {held} are ready for your agency."
    return (
        f"The minutes of the meeting of {held} were put right: edition {edition} takes the place of what you have. "
        f"Please put away the earlier one. Why: {because}"
    )
