"""Pupils of a school or service while they are on its roll, and whoever leaves it."""

from commonthread.feeds.cohort import ENROLMENT, Cohort, Roll
from commonthread.records.kind import kinds
from commonthread.records.record import Draft


def admits(draft: Draft, roll: Roll) -> bool:
    about = [mention for mention in draft.mentions if mention.role in kinds()[draft.kind].about]
    return draft.kind == ENROLMENT or any(roll.has(mention) for mention in about)


COHORT = Cohort(
    name="on_roll",
    label="Children on the agency’s roll",
    explains="Only pupils whom the agency has enrolled and who have not left; enrolments themselves say who joins and leaves.",
    admits=admits,
    needs_roll=True,
)
