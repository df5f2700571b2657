"""How many children a mother has, and when they were born."""

from datetime import date, timedelta
from random import Random

FIRST_BIRTH_AGE = {
    "large": 24.5,
    "generations": 27.5,
    "young": 27.0,
    "lone": 24.0,
    "settled": 28.0,
    "older": 27.0,
}
NUMBER_OF_CHILDREN = {
    "settled": (42, 41, 12, 4, 1),
    "older": (40, 36, 16, 6, 2),
    "large": (18, 28, 26, 16, 8, 4),
    "generations": (32, 46, 17, 5),
    "young": (44, 37, 14, 5),
    "lone": (44, 34, 14, 6, 2),
}
TWIN_MATERNITIES = 0.019
LATEST_EXPECTED = timedelta(days=220)
LEAVES_HOME_AT = (18, 21, 25)


def births(chance: Random, mother_born_on: date, pattern: str, until: date) -> list[list[date]]:
    """Birth dates, eldest first, each a list of one, or of two for twins. A date may lie months ahead."""
    wanted = 1 + chance.choices(range(len(NUMBER_OF_CHILDREN[pattern])), NUMBER_OF_CHILDREN[pattern])[0]
    age = min(max(chance.gauss(FIRST_BIRTH_AGE[pattern], 4.8), 16.2), 41.0)
    found: list[list[date]] = []
    while sum(map(len, found)) < wanted and age < 45:
        born_on = mother_born_on + timedelta(days=int(age * 365.25))
        if born_on > until + LATEST_EXPECTED:
            break
        found.append([born_on] * (2 if chance.random() < TWIN_MATERNITIES else 1))
        age += 1.1 + chance.expovariate(1 / 1.9)
    return found


def has_left_home(chance: Random, age: int) -> bool:
    return age >= 18 and (
        age > LEAVES_HOME_AT[2] or chance.random() < (0.3 if age < LEAVES_HOME_AT[1] else 0.6)
    )
