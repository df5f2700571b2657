"""Numbers that are meant to be one per person, with their check digits."""

import re
from operator import mul

SEPARATORS = str.maketrans("", "", " -\u2010\u2011\u2013\u00a0\t")
TEN_DIGITS = re.compile(r"[0-9]{10}", re.ASCII)
UPN_SHAPE = re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]", re.ASCII)
UPN_ALPHABET = "ABCDEFGHJKLMNPQRTUVWXYZ0123456789"
UPN_VALUES = {character: value for value, character in enumerate(UPN_ALPHABET)}


def nhs_number(text: str) -> str:
    """Ten digits without separators; ValueError says which rule the number breaks, never the number."""
    number = text if TEN_DIGITS.fullmatch(text) else text.translate(SEPARATORS)
    if not TEN_DIGITS.fullmatch(number):
        raise ValueError("an NHS number has 10 digits")
    if number == number[0] * 10:
        raise ValueError("an NHS number of one digit repeated is a placeholder")
    # The code of a digit serves as well as the digit: 48 times the sum of the weights is a multiple of 11.
    if sum(map(mul, number.encode(), range(10, 0, -1))) % 11:
        raise ValueError("the check digit (the last) does not fit the NHS number")
    return number


def upn(text: str) -> str:
    """Thirteen characters in capitals; a temporary number ends in a letter.

    The local authority code inside is not checked: the list grows with every reorganisation.
    """
    number = text if UPN_SHAPE.fullmatch(text) else text.translate(SEPARATORS).upper()
    if len(number) != 13:
        raise ValueError("a unique pupil number has 13 characters")
    if not UPN_SHAPE.fullmatch(number):
        raise ValueError(
            "a unique pupil number is a letter (not I, O, S), 11 digits, and a digit or such a letter"
        )
    values = map(UPN_VALUES.__getitem__, number[1:])
    if UPN_ALPHABET[sum(map(mul, values, range(2, 14))) % 23] != number[0]:
        raise ValueError("the check letter (the first) does not fit the unique pupil number")
    return number


def is_temporary(unique_pupil_number: str) -> bool:
    return unique_pupil_number[-1].isalpha()
