"""Numbers for invented people, from ranges in which no real person has one.

NHS numbers begin with 999. Pupil numbers carry the local authority code 000, which is not in use.
Telephone numbers come from the ranges that Ofcom keeps for drama, e-mail from example.org.
"""

from collections.abc import Iterator
from random import Random

LOCAL_AUTHORITY_NOT_IN_USE = "000"
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
SERIALS = 1_000_000
# Odd and not divisible by 5, so that stepping by it meets every serial once before it repeats.
STRIDES = (618_033, 414_213, 732_051, 236_067)


def check_digit(nine: str) -> str | None:
    """The tenth digit of an NHS number; None where the nine have none."""
    remainder = (
        11 - sum(int(digit) * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) % 11
    )
    return {10: None, 11: "0"}.get(remainder, str(remainder))


def nhs_numbers(chance: Random) -> Iterator[str]:
    """Every valid number that begins with 999, in an order that the seed sets: about 909,000."""
    start, stride = chance.randrange(SERIALS), chance.choice(STRIDES)
    for step in range(SERIALS):
        nine = f"999{(start + step * stride) % SERIALS:06d}"
        if check := check_digit(nine):
            yield nine + check


def upn(establishment: int, year: int, serial: int) -> str:
    """A valid unique pupil number of an authority that does not exist."""
    digits = f"{LOCAL_AUTHORITY_NOT_IN_USE}{establishment:04d}{year % 100:02d}{serial:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(2, 14), strict=True))
    return UPN_LETTERS[total % 23] + digits


def mobile(chance: Random) -> str:
    return f"07700 900{chance.randrange(1000):03d}"


def spoilt(number: str) -> str:
    """The same number with a check digit that cannot fit."""
    return number[:-1] + str((int(number[-1]) + 3) % 10)
