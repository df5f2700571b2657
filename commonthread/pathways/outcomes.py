"""What may come of a recorded crime, by the numbers that every force reports to the Home Office.

The groups are published with the Home Office's technical annex (24 July 2024); which number each bears was found for two alone.
"""

from datetime import date
from types import MappingProxyType

from commonthread.kernel.citations import Authority, Source

SOURCE = Source(
    "Crime outcomes in England and Wales: the outcomes framework",
    edition="technical annex of 24 July 2024, which names the groups",
    link="https://www.gov.uk/government/statistics/crime-outcomes-in-england-and-wales-2023-to-2024/crime-outcomes-in-england-and-wales-technical-annex",
    authority=Authority.NATIONAL_PRACTICE,
)
LOOKED_UP = date(2026, 11, 23)
# Where a text was found that gives the number with what it means.
CHECKED = MappingProxyType(
    {
        "16": Source(
            "New Law Journal: Justice delays deter victims",
            edition="on figures of 2015 to 2018",
            link="https://www.newlawjournal.co.uk/content/justice-delays-deter-victims",
            authority=Authority.NATIONAL_PRACTICE,
        ),
        "21": Source(
            "Cleveland Police, freedom of information 38/25: Outcome 21, briefing note",
            edition="last updated 30 October 2024",
            link="https://www.cleveland.police.uk/foi-ai/cleveland-police/disclosure/2025/january/foi-3825-outcome-21/",
            authority=Authority.LOCAL_PRACTICE,
        ),
    }
)
# As one force's briefing says of 21; it is said beside the choice.
NOT_OF_ABUSE = frozenset({"21"})

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
