"""What happens to names, dates and numbers when people type them in a hurry."""

from calendar import monthrange
from datetime import date
from random import Random

from commonthread.synthetic.names.variants import NICKNAMES, SPELLINGS

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
BESIDE = {
    key: row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
    for row in ROWS
    for place, key in enumerate(row)
}


def mistype(chance: Random, word: str) -> str:
    """One slip of the fingers: two letters turned round, one left out, doubled, or hit beside."""
    if len(word) < 3:
        return word
    at = chance.randrange(1, len(word) - 1)
    match chance.randrange(5):
        case 0:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        case 1:
            return word[:at] + word[at + 1 :]
        case 2:
            return word[:at] + word[at] + word[at:]
        case 3:
            return word[:at] + _beside(chance, word[at]) + word[at:]
        case _:
            return word[:at] + _beside(chance, word[at]) + word[at + 1 :]


def respell(chance: Random, name: str) -> str:
    """Another spelling that sounds alike; a slip where the name has none."""
    spellings = SPELLINGS.get(name)
    if spellings:
        return chance.choice(spellings)
    for heard, written in (
        ("ph", "f"),
        ("ck", "k"),
        ("ie", "y"),
        ("y", "ie"),
        ("ee", "i"),
        ("oo", "u"),
        ("ll", "l"),
    ):
        if heard in name[1:]:
            return name[0] + name[1:].replace(heard, written, 1)
    return mistype(chance, name)


def nickname(chance: Random, name: str) -> str:
    return chance.choice(NICKNAMES[name]) if name in NICKNAMES else name


def day_and_month_swapped(day: date) -> date:
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day


def first_of_january(day: date) -> date:
    return day.replace(month=1, day=1)


def one_digit_off(chance: Random, day: date) -> date:
    """A day, month or year one step away, or a year ten away; the result exists in the calendar."""
    year, month, number = day.year, day.month, day.day
    match chance.randrange(4):
        case 0:
            number += chance.choice((-1, 1, -10, 10))
        case 1:
            month += chance.choice((-1, 1))
        case 2:
            year += chance.choice((-1, 1))
        case _:
            year += chance.choice((-10, 10)) if day.year < 2005 else -1
    month = min(max(month, 1), 12)
    return date(year, month, min(max(number, 1), monthrange(year, month)[1]))


def postcode_mistyped(chance: Random, postcode: str) -> str:
    """Another unit of the same sector: the last two letters are where it mostly goes wrong."""
    at = chance.choice((-1, -2))
    letter = chance.choice("ABDEFGHJLNPQRSTUWXYZ")
    return postcode[:-1] + letter if at == -1 else postcode[:-2] + letter + postcode[-1]


def street_abbreviated(line: str) -> str:
    for long, short in (
        ("Road", "Rd"),
        ("Street", "St"),
        ("Avenue", "Ave"),
        ("Crescent", "Cres"),
        ("Flat ", "Flt "),
    ):
        if long in line:
            return line.replace(long, short)
    return line


def _beside(chance: Random, letter: str) -> str:
    return chance.choice(BESIDE.get(letter.lower()) or "e")
