"""Incidents and crimes that bear a safeguarding concern; what has no threshold is kept in."""

from commonthread.feeds.cohort import Cohort, Roll
from commonthread.records.record import Draft

MARKS = {
    "police_incident": (
        "domestic_abuse",
        "child_present",
        "strangulation",
        "coercive_control",
        "threat_to_kill",
    ),
    "crime": ("domestic_abuse", "child_victim", "sexual_exploitation", "criminal_exploitation"),
}
HIGH = {"medium", "high"}


def admits(draft: Draft, roll: Roll) -> bool:
    marks = MARKS.get(draft.kind)
    if marks is None:
        return True
    return any(getattr(draft.detail, mark) for mark in marks) or getattr(draft.detail, "risk", None) in HIGH


COHORT = Cohort(
    name="over_threshold",
    label="Incidents and crimes over the threshold",
    explains="Those with domestic abuse, a child present or harmed, exploitation, strangulation, control, threats to kill, or a risk above standard. Other kinds of record are all sent.",
    admits=admits,
)
