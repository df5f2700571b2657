"""Children, and the unborn; somebody whose age is not known is taken for a child."""

from commonthread.feeds.cohort import Cohort, Roll
from commonthread.kernel.dates import in_england, whole_years
from commonthread.records.kind import kinds
from commonthread.records.record import Draft


def admits(draft: Draft, roll: Roll) -> bool:
    happened = in_england(draft.happened_from).date()
    about = [mention for mention in draft.mentions if mention.role in kinds()[draft.kind].about]
    return any(m.born_on is None or whole_years(m.born_on, happened) < 18 for m in about)


COHORT = Cohort(
    name="children",
    label="Children",
    explains="People under 18 on the day that the record is of, and the unborn. Whose birth is not known is kept in, lest a child be left out.",
    admits=admits,
)
