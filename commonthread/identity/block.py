"""Which mentions are worth comparing: those that share a key of some rule."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from commonthread.identity.hashing import hash64
from commonthread.identity.standardise import Standard

Values = tuple[object, ...]
Key = tuple[str, int]


@dataclass(frozen=True)
class Rule:
    """Mentions with equal values meet, unless more than `most` share them. A value not known gives no key."""

    name: str
    values: Callable[[Standard], Iterator[Values]]
    most: int = 500


def _one(*values: object) -> Iterator[Values]:
    yield values


def _place(m: Standard) -> str:
    return m.unit or m.sector or m.town


def _born_either_way(m: Standard) -> Iterator[Values]:
    """Day and month in order, so that a date and the same with day and month swapped share the key."""
    month, day = m.born // 100 % 100, m.born % 100
    yield m.family, m.born_year, min(month, day) * 100 + max(month, day)


def _both_names(m: Standard) -> Values:
    """In order, so that names the other way round share the key."""
    return min(m.given, m.family), max(m.given, m.family), bool(m.given and m.family)


def _initials_at_home(m: Standard) -> Iterator[Values]:
    for house in m.houses:
        for initial in {name[0] for name in m.aliases}:
            yield m.unit, house, initial


RULES: tuple[Rule, ...] = (
    Rule("nhs number", lambda m: _one(m.nhs)),
    Rule("upn", lambda m: ((u,) for u in m.upns)),
    Rule("pnc id", lambda m: _one(m.pnc)),
    Rule("other identifier", lambda m: _one(m.other_identifier)),
    Rule("own number", lambda m: _one(m.own_number)),
    Rule("birth date and family name", lambda m: ((m.born, name) for name in m.family_names)),
    Rule("birth date and given name", lambda m: ((m.born, name) for name in m.aliases)),
    Rule("birth date and place", lambda m: _one(m.born, _place(m))),
    Rule("both names and place", lambda m: _one(*_both_names(m), _place(m))),
    Rule("both names and birth year", lambda m: _one(*_both_names(m), m.born_year)),
    Rule("place, start of given name, birth year", lambda m: _one(_place(m), m.given[:3], m.born_year)),
    Rule("birth date either way and family name", _born_either_way),
    Rule("given name and place", lambda m: _one(m.first, _place(m))),
    Rule("family name, place, start of given name", lambda m: _one(m.family, _place(m), m.given[:3])),
    Rule("initial and home", _initials_at_home, most=50),
    Rule("both names", lambda m: _one(*_both_names(m)), most=50),
    Rule("birth date", lambda m: _one(m.born), most=10),
    Rule("phone", lambda m: _one(m.phone), most=50),
    Rule("e-mail", lambda m: _one(m.email), most=50),
    Rule("e-mail user", lambda m: _one(m.email_user), most=50),
)
# For a file without identifiers, where few share a name or a place.
FILE_RULES: tuple[Rule, ...] = (
    *RULES,
    Rule("given name", lambda m: _one(m.given), most=60),
    Rule("family name", lambda m: _one(m.family), most=60),
    Rule("place", lambda m: _one(_place(m)), most=60),
    Rule("street", lambda m: _one(m.street), most=60),
)


def keys(mention: Standard, rules: tuple[Rule, ...] = RULES) -> tuple[Key, ...]:
    """The mention's blocking keys: the rule's name and a signed 64-bit number, without repeats."""
    found: dict[Key, None] = {}
    for rule in rules:
        for values in rule.values(mention):
            if all(values):
                found[rule.name, hash64(rule.name, *map(str, values))] = None
    return tuple(found)
