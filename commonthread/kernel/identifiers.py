"""Numbers that are meant to be one per person, with their check digits."""

import re

from stdnum.gb.nhs import checksum as nhs_checksum
from stdnum.gb.upn import calc_check_digit as upn_check_letter

SEPARATORS = str.maketrans("", "", " -\u2010\u2011\u2013\u00a0\t")
TEN_DIGITS = re.compile(r"[0-9]{10}", re.ASCII)
UPN_SHAPE = re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]", re.ASCII)


def nhs_number(text: str) -> str:
    """Ten digits without separators; ValueError says which rule the number breaks, never the number."""
    number = text.translate(SEPARATORS)
    if not TEN_DIGITS.fullmatch(number):
        raise ValueError("an NHS number has 10 digits")
    if number == number[0] * 10:
        raise ValueError("an NHS number of one digit repeated is a placeholder")
    if nhs_checksum(number):
        raise ValueError("the check digit (the last) does not fit the NHS number")
    return number


def upn(text: str) -> str:
    """Thirteen characters in capitals; a temporary number ends in a letter.

    The local authority code inside is not checked: the list grows with every reorganisation.
    """
    number = text.translate(SEPARATORS).upper()
    if len(number) != 13:
        raise ValueError("a unique pupil number has 13 characters")
    if not UPN_SHAPE.fullmatch(number):
        raise ValueError(
            "a unique pupil number is a letter (not I, O, S), 11 digits, and a digit or such a letter"
        )
    if upn_check_letter(number[1:]) != number[0]:
        raise ValueError("the check letter (the first) does not fit the unique pupil number")
    return number


def is_temporary(unique_pupil_number: str) -> bool:
    return unique_pupil_number[-1].isalpha()
