"""Names that mean the same person: short forms and spellings, from a table of our own."""

from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "name_groups.txt"


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """For each name the head names of the groups in which it stands."""
    heads: dict[str, list[str]] = {}
    for line in TABLE.read_text().splitlines():
        head, *others = line.split()
        for name in (head, *others):
            heads.setdefault(name, []).append(head)
    return {name: tuple(dict.fromkeys(found)) for name, found in heads.items()}


MOST_ALIASES = 6


def aliases(given: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """What somebody may be called: the given name, the name they go by, and the head names of both."""
    called = ["".join(given), "".join(known), *given[:1], *known[:1]]
    for name in given[:1] + known[:1]:
        called.extend(groups().get(name, ()))
    return tuple(dict.fromkeys(name for name in called if name))[:MOST_ALIASES]


PARTICLES = frozenset(
    (
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "bin",
        "bint",
        "ibn",
        "abu",
        "del",
        "della",
        "dos",
        "das",
        "the",
    )
)

# What people type where they do not know a name.
PLACEHOLDERS = frozenset(
    ("unknown", "not known", "unk", "n a", "na", "none", "nk", "tbc", "tba", "xxx", "xx", "baby", "unborn")
    + ("unborn baby", "male", "female", "child", "test", "no name", "null", "anon", "anonymous", "withheld")
)


def ascii_letters(word: str) -> str:
    """The word in ASCII: engines count the letters of a text differently, bytes or characters, beyond it."""
    if word.isascii():
        return word
    return "".join(c if c.isascii() else chr(33 + ord(c) % 15) + chr(33 + ord(c) // 15 % 15) for c in word)
