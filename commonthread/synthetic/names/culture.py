"""A naming culture: which given and family names are common in it, and how they are put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import accumulate
from random import Random


class Custom(Enum):
    """How the parts of a full name come about."""

    INHERITED = "children take the father's family name, a wife often her husband's"
    SIKH = "Singh or Kaur stands as middle or as family name"
    TITLED = "a woman's last name may be a title of her own: Begum, Bibi, Akhtar"
    PATRONYMIC = "own name, father's name, grandfather's name; nobody changes it on marriage"
    GENDERED = "a woman's family name has its own ending"
    FAMILY_FIRST = "family name first, often turned round by agencies; an English name at school"


class Ranked:
    """Words from the commonest to the rarest, drawn with a Zipf-like skew."""

    def __init__(self, words: str | Sequence[str], *, offset: float = 4.0, slope: float = 0.85) -> None:
        self.words = tuple(words.split()) if isinstance(words, str) else tuple(words)
        self._cumulative = tuple(accumulate((rank + offset) ** -slope for rank in range(len(self.words))))

    def draw(self, chance: Random) -> str:
        return chance.choices(self.words, cum_weights=self._cumulative)[0]


@dataclass(frozen=True)
class Era:
    """Given names for those born before a year."""

    before: int
    female: Ranked
    male: Ranked


@dataclass(frozen=True, kw_only=True)
class Culture:
    name: str
    eras: tuple[Era, ...]
    family: Ranked
    custom: Custom = Custom.INHERITED
    languages: tuple[str, ...] = ()
    middle_share: float = 0.0
    double_barrelled_share: float = 0.0
    rare_family: tuple[str, ...] = ()
    rare_family_share: float = 0.0
    known_as: Era | None = None

    @cached_property
    def _latest(self) -> Era:
        return self.eras[-1]

    def given(self, chance: Random, sex: str, birth_year: int) -> str:
        era = next((era for era in self.eras if birth_year < era.before), self._latest)
        return (era.female if sex == "F" else era.male).draw(chance)

    def family_name(self, chance: Random) -> str:
        if self.rare_family and chance.random() < self.rare_family_share:
            return chance.choice(self.rare_family)
        return self.family.draw(chance)


def compounds(beginnings: str, endings: str) -> tuple[str, ...]:
    """Rare names put together from parts: the long tail that a list of common names lacks."""
    return tuple(a + b for a in beginnings.split() for b in endings.split() if a[-1] != b[0])


def one_era(female: str, male: str) -> tuple[Era, ...]:
    return (Era(9999, Ranked(female), Ranked(male)),)
