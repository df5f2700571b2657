"""What pages state as a fact and no clock counts by: from where, when that was looked up, and how sure it is."""

from dataclasses import dataclass
from datetime import date

from commonthread.kernel.citations import Authority, Confidence, Source
from commonthread.pathways.outcomes import CHECKED, LOOKED_UP, OUTCOMES, SOURCE


@dataclass(frozen=True)
class Fact:
    """`says` is what the pages state, `where` on which."""

    what: str
    says: str
    where: str
    source: Source
    confidence: Confidence
    looked_up: date
    note: str = ""


CHILDLINE = Fact(
    what="Childline’s telephone number",
    says="0800 1111",
    where="Tell us",
    source=Source(
        "Childline: how to get in touch",
        edition="as restated in public lists of helplines",
        link="https://www.childline.org.uk/get-support/contacting-childline/",
        authority=Authority.NATIONAL_PRACTICE,
    ),
    confidence=Confidence.SECONDARY,
    looked_up=LOOKED_UP,
    note="That the call is free and stands on no bill is what the NSPCC says of it. Ring it before the page is opened to the public.",
)


def facts() -> tuple[Fact, ...]:
    """The least sure first."""
    of_outcomes = [
        Fact(
            what=f"Crime outcome {number}",
            says=words,
            where="The result of an investigation",
            source=CHECKED.get(number, SOURCE),
            confidence=Confidence.SECONDARY if number in CHECKED else Confidence.GENERAL,
            looked_up=LOOKED_UP,
            note=""
            if number in CHECKED
            else "No text was found that gives the number: ask the force’s crime registrar.",
        )
        for number, words in OUTCOMES.items()
    ]
    return tuple(
        sorted((CHILDLINE, *of_outcomes), key=lambda fact: fact.confidence is not Confidence.GENERAL)
    )
