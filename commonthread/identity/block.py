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


def keys(mention: Standard) -> tuple[Key, ...]:
    """The mention's blocking keys: the rule's name and a signed 64-bit number, without repeats."""
    return tuple(
        dict.fromkeys(
            (rule.name, hash64(rule.name, *map(str, values)))
            for rule in RULES
            for values in rule.values(mention)
            if all(values)
        )
    )


def _one(*values: object) -> Iterator[Values]:
    yield values


def _born_either_way(m: Standard) -> Iterator[Values]:
    """Day and month in order, so that a date and the same with day and month swapped share the key."""
    month, day = m.born // 100 % 100, m.born % 100
    yield m.family, m.born_year, min(month, day) * 100 + max(month, day)


def _names_either_way(m: Standard) -> Iterator[Values]:
    yield min(m.given, m.family), max(m.given, m.family), m.born_year if m.given and m.family else 0


RULES: tuple[Rule, ...] = (
    Rule("nhs number", lambda m: _one(m.nhs)),
    Rule("upn", lambda m: ((u,) for u in m.upns)),
    Rule("pnc id", lambda m: _one(m.pnc)),
    Rule("other identifier", lambda m: _one(m.other_identifier)),
    Rule("own number", lambda m: _one(m.own_number)),
    Rule("birth date and family name", lambda m: ((m.born, name) for name in m.family_names)),
    Rule("birth date and given name", lambda m: ((m.born, name) for name in m.aliases)),
    Rule("birth date and postcode", lambda m: _one(m.born, m.unit)),
    Rule("both names and postcode", lambda m: _one(m.given, m.family, m.unit)),
    Rule("both names and birth year", _names_either_way),
    Rule("postcode, start of given name, birth year", lambda m: _one(m.unit, m.given[:3], m.born_year)),
    Rule("birth date either way and family name", _born_either_way),
    Rule("given name and postcode", lambda m: _one(m.first, m.unit)),
    Rule("family name, postcode, start of given name", lambda m: _one(m.family, m.unit, m.given[:3])),
    Rule("both names", lambda m: _one(m.given, m.family), most=50),
    Rule("birth date", lambda m: _one(m.born), most=20),
    Rule("phone", lambda m: _one(m.phone), most=50),
    Rule("e-mail", lambda m: _one(m.email), most=50),
)
MOST = {rule.name: rule.most for rule in RULES}
