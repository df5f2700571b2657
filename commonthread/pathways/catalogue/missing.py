"""Missing today: five grades, from very low to high."""

from dataclasses import replace
from datetime import date

from commonthread.kernel.citations import Confidence
from commonthread.pathways.catalogue.missing_2017 import MISSING_2017
from commonthread.pathways.clocks.catalogue.missing import REVIEW

MISSING = replace(
    MISSING_2017,
    edition="2024",
    in_force=date(2024, 1, 1),
    until=None,
    confidence=Confidence.GENERAL,
    changed="No apparent risk is very low risk now. One edition's grades are never read as another's.",
    note="The month in which each force changed its grades differs: the day given here is to be checked.",
    steps=tuple(
        replace(step, clock=REVIEW) if step.name == "review" else step for step in MISSING_2017.steps
    ),
)
