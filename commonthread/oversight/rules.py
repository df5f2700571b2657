"""What makes a reading worth a question. A rule accuses nobody: it says what was seen, what to ask, and what it cannot tell."""

from dataclasses import dataclass

MANY_IN_AN_HOUR = 20


@dataclass(frozen=True)
class Rule:
    """`name` is that of policies.sql."""

    name: str
    title: str
    ask: str
    rule: str
    cannot_tell: str


RULES = (
    Rule(
        "street",
        "Own street",
        "Do they know this person, and could a colleague have taken it on?",
        "The postcode that the reader gave as their home is one that your agency recorded for this person.",
        "Whether they have met. Only readers who gave a postcode are compared.",
    ),
    Rule(
        "surname",
        "Same surname",
        "Is this somebody of their family?",
        "The reader’s last name is a family name that your agency recorded for this person.",
        "Whether they are related: common names fit by chance.",
    ),
    Rule(
        "no case",
        "No case named",
        "Which case, call or referral was this for?",
        "It was read under no case, and the reason that was given names no number of a case, a call or a referral.",
        "Whether there was one: people also describe it in words.",
    ),
    Rule(
        "night",
        "At night",
        "Were they on duty that night?",
        "Records were read between 22:00 and 06:00, London time.",
        "Who works nights: duty rotas are not known here.",
    ),
    Rule(
        "own case",
        "Own case",
        "Should a colleague have this case? Ask whoever supervises, not the one who put them in.",
        "Somebody of your agency put a person into a case with whom they have a conflict of interest. The case stays theirs: they "
        "are not told.",
        "Whether they knew of the conflict, or that it is put down.",
    ),
    Rule(
        "many",
        "Many people in an hour",
        "What piece of work needed so many?",
        f"Records of {MANY_IN_AN_HOUR} people or more were read within one hour of the clock.",
        "Whether it was one large family, a meeting or an audit.",
    ),
)
BY_NAME = {rule.name: rule for rule in RULES}
