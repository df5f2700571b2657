"""All people whom the agreement's kinds of record are about."""

from commonthread.feeds.cohort import Cohort

COHORT = Cohort(
    name="everybody",
    label="Everybody whom these records are about",
    explains="No one is left out: the kinds of record alone say what is sent.",
    admits=lambda draft, roll: True,
)
