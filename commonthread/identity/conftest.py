"""A small invented town whose people are mentioned more than once, not always in the same words."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from commonthread.identity.standardise import GivenMention, Standard, standardise

GIVEN = (
    *("Robert", "Amelia", "Mohammed", "Aisha", "Jakub", "Katarzyna", "William", "Elizabeth"),
    *("Gurpreet", "Harpreet", "Chidi", "Ngozi", "Zoë"),
)
FAMILY = (
    *("Smith", "Khan", "Kowalski", "Okafor", "Sandhu", "O'Brien", "Patel", "Hughes", "Begum"),
    *("Smith-Jones", "de-Souza", "Łukasik"),
)
SHORT = {"Robert": "Bob", "Amelia": "Millie", "William": "Billy", "Elizabeth": "Beth", "Jakub": "Kuba"}


def nhs_number(random: random.Random) -> str:
    """A valid number of the range that is never given out."""
    while True:
        digits = f"999{random.randrange(10**6):06}"
        check = 11 - sum(int(d) * w for d, w in zip(digits, range(10, 1, -1), strict=True)) % 11
        if check != 10:
            return digits + str(check % 11)


def townspeople(people: int, seed: int = 1) -> list[tuple[GivenMention, int]]:
    """Mentions, and the person that each is of."""
    chance = random.Random(seed)
    mentions: list[tuple[GivenMention, int]] = []
    for person in range(people):
        family, postcode = chance.choice(FAMILY), f"ZZ{chance.randint(1, 9)} {chance.randint(1, 9)}AA"
        true = GivenMention(
            number=0,
            given_name=chance.choice(GIVEN),
            family_name=family,
            middle_names=chance.choice([None, "Ann", "Lee"]),
            born_on=date(1950, 1, 1) + timedelta(days=chance.randrange(27_000)),
            sex=chance.choice("FM"),
            address=f"{chance.randint(1, 30)} High Street",
            postcode=postcode,
            phone=f"07700 900{chance.randrange(1000):03}",
            nhs_number=nhs_number(chance),
        )
        for _ in range(chance.choice([1, 2, 2, 3])):
            number, agency = len(mentions) + 1, chance.choice(["police", "school", "practice"])
            told = replace(true, number=number, agency=agency, agency_person_id=f"{person}")
            mentions.append((slip(told, chance), person))
    return mentions


def slip(mention: GivenMention, chance: random.Random) -> GivenMention:
    """The mention with some of what goes wrong when people write down a name."""
    for field in ("middle_names", "sex", "address", "postcode", "phone", "nhs_number", "agency_person_id"):
        if chance.random() < 0.3:
            mention = replace(mention, **{field: None})
    if chance.random() < 0.2:
        mention = replace(mention, given_name=SHORT.get(mention.given_name, mention.given_name[:1]))
    if chance.random() < 0.1:
        mention = replace(mention, family_name=mention.family_name[:-1])
    if chance.random() < 0.1:
        mention = replace(mention, born_on=chance.choice([None, mention.born_on.replace(day=1, month=1)]))
    if chance.random() < 0.03:
        mention = replace(mention, given_name=mention.family_name, family_name=mention.given_name)
    return mention


@pytest.fixture(scope="session")
def town() -> list[Standard]:
    return [standardise(mention) for mention, _ in townspeople(400)]
