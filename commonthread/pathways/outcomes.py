"""What may come of a recorded crime, by the numbers that every force reports to the Home Office."""

from types import MappingProxyType

from commonthread.kernel.citations import Authority, Confidence, Source

SOURCE = Source(
    "Crime outcomes in England and Wales: the outcomes framework",
    edition="as since April 2019",
    link="https://www.gov.uk/government/collections/crime-outcomes-in-england-and-wales-statistics",
    authority=Authority.NATIONAL_PRACTICE,
)
CONFIDENCE = Confidence.GENERAL

OUTCOMES = MappingProxyType(
    {
        "1": "Charged or summonsed",
        "2": "Caution, youth",
        "3": "Caution, adult",
        "5": "The offender has died",
        "8": "Community resolution",
        "9": "Not in the public interest, Crown Prosecution Service",
        "10": "Not in the public interest, police",
        "11": "Named suspect below the age of criminal responsibility",
        "12": "Named suspect too ill to prosecute",
        "13": "Named suspect, but victim or key witness dead or too ill",
        "14": "No suspect named; the victim does not support further action",
        "15": "Suspect named; the victim supports action; evidential difficulties",
        "16": "Suspect named; the victim does not support further action",
        "17": "Out of time to prosecute",
        "18": "Investigation complete; no suspect identified",
        "20": "Passed to another body, and the victim knows",
        "21": "Suspect named; further investigation not in the public interest",
        "22": "Diversion, education or other intervention",
    }
)
# These say that nobody was identified: they are of no suspect, and every other is of one.
WITHOUT_SUSPECT = frozenset({"14", "18"})
EITHER = frozenset({"17", "20"})


def fits(outcome: str, *, of_suspect: bool) -> bool:
    """Whether it can be recorded of a suspect, or of an offence without one."""
    if outcome not in OUTCOMES:
        return False
    return outcome in EITHER or (outcome in WITHOUT_SUSPECT) != of_suspect
