"""Whom a search may mean, as rows: who is named as one's own agency names them, and who is easily confused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from commonthread.identity.queries import Band, Candidate
from commonthread.identity.score import Explanation
from commonthread.kernel.text import fold
from commonthread.records.record import Mention
from commonthread.web.words import age_on, born, name

SHORTER = {
    "same year, and 1 January or no day": "same year",
    "both names the other way round": "the other way round",
}


@dataclass(frozen=True)
class Row:
    """`beware` names others in the list who are easily taken for this person, and why."""

    person: int
    is_likely: bool
    name: str
    born: str
    age: str
    why: str
    beware: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Found:
    rows: tuple[Row, ...]

    @property
    def likely(self) -> int:
        return sum(row.is_likely for row in self.rows)

    @property
    def possible(self) -> int:
        return len(self.rows) - self.likely


def shown(candidates: Sequence[Candidate], today: date) -> Found:
    return Found(tuple(_row(candidate, candidates, today) for candidate in candidates))


def _row(candidate: Candidate, everybody: Sequence[Candidate], today: date) -> Row:
    said = candidate.mention
    return Row(
        candidate.person,
        candidate.band is Band.LIKELY,
        name(said) if said else "",
        born(said) if said else "",
        age_on(said, today) if said else "",
        _why(candidate.agrees),
        tuple(_easily_confused(candidate, everybody)),
    )


def _why(agrees: Iterable[Explanation]) -> str:
    return " · ".join(f"{part.field} {SHORTER.get(part.level, part.level)}" for part in agrees)


def _easily_confused(candidate: Candidate, everybody: Iterable[Candidate]) -> Iterable[tuple[int, str]]:
    """Only by what one's own agency says of both."""
    for other in everybody:
        if other is candidate or not (candidate.mention and other.mention):
            continue
        if words := _confusing(candidate.mention, other.mention):
            yield other.person, words


def _confusing(one: Mention, other: Mention) -> str:
    same_family = bool(one.family_name) and fold(one.family_name) == fold(other.family_name or "")
    same_given = bool(one.given_name) and fold(one.given_name) == fold(other.given_name or "")
    same_birth = one.born_on is not None and one.born_on == other.born_on
    if same_family and same_birth:
        return "same last name and birth date: perhaps a twin"
    if same_family and same_given and one.born_on and other.born_on:
        return "same name, other birth date: perhaps a relative"
    return ""
