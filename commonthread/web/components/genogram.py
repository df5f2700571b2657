"""Where everything stands in a drawn household: the field's genogram, in pixels."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from textwrap import wrap

from commonthread.chronology.household import PARTNERS, SIBLINGS, Household, Member, Tie
from commonthread.records.record import Relation, Sex
from commonthread.web.components.generations import Couples, generations, partners
from commonthread.web.components.rows import spread
from commonthread.web.words import person, placing

Families = Mapping[frozenset[int], list[int]]

STEP = 158
ROW = 184
HALF = 25
TOP = 46
BAR_ABOVE = 30
LETTERS = 17
SIDE_BY_SIDE = {Relation.STEP_PARENT, Relation.FOSTER_CARER, Relation.GRANDPARENT}
SHAPES = {Sex.MALE: "square", Sex.FEMALE: "circle", Sex.UNKNOWN: "diamond"}


@dataclass(frozen=True)
class Figure:
    member: Member
    shape: str
    x: float
    y: float
    is_viewed: bool

    @property
    def name_lines(self) -> tuple[str, ...]:
        return tuple(wrap(self.member.shown_as or person(self.member.person), LETTERS)[:2])

    @property
    def notes(self) -> tuple[str, ...]:
        return placing(self.member)

    @property
    def foot(self) -> float:
        """Beneath the last of the words."""
        return self.y + HALF + 16 + 15 * (len(self.name_lines) + len(self.notes))

    @property
    def top(self) -> float:
        return self.y - HALF - (6 if self.is_viewed else 0)


@dataclass(frozen=True)
class Line:
    path: str
    style: str = "birth"
    label: str = ""
    label_x: float = 0
    label_y: float = 0


@dataclass(frozen=True)
class Genogram:
    figures: tuple[Figure, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


def genogram(household: Household, viewed: int) -> Genogram:
    """The drawing of a household around the person whose page it is."""
    rows = generations(household, viewed)
    across = _across(household, rows)
    figures = {
        member.person: Figure(
            member, _shape(member), across[member.person], TOP + row * ROW, member.person == viewed
        )
        for row, couples in enumerate(rows)
        for couple in couples
        for member in couple
    }
    lines = (
        *_couple_lines(household, figures),
        *_family_lines(household, figures),
        *_other_lines(household, figures),
    )
    width = int(max(across.values()) + STEP / 2)
    return Genogram(tuple(figures.values()), lines, width, TOP + ROW * (len(rows) - 1) + HALF + 76)


def _shape(member: Member) -> str:
    return "triangle" if member.unborn else SHAPES[member.sex]


def _families(household: Household) -> Families:
    """Children by their set of parents; siblings without recorded parents under the empty set."""
    families: dict[frozenset[int], list[int]] = defaultdict(list)
    siblings = {p for tie in household.ties if tie.relation in SIBLINGS for p in (tie.person, tie.to)}
    for member in household.members:
        parents = household.parents_of(member.person)
        if parents or member.person in siblings:
            families[parents].append(member.person)
    return {parents: born for parents, born in families.items() if parents or len(born) > 1}


def _across(household: Household, rows: list[Couples]) -> dict[int, float]:
    """Parents over the middle of their children, children under the middle of their parents."""
    families = _families(household)
    across = {m.person: i * STEP for row in rows for i, m in enumerate(m for couple in row for m in couple)}
    for _ in range(6):
        for upward in (False, True):
            for row in reversed(rows) if upward else rows:
                _settle(row, families, across, upward)
    left = min(across.values())
    return {person: round(x - left + STEP / 2, 1) for person, x in across.items()}


def _settle(row: Couples, families: Families, across: dict[int, float], upward: bool) -> None:
    """Move the couples of a row towards their families; a couple moves as one."""
    wanted = []
    for couple in row:
        pulls = [pull for member in couple for pull in _pulls(member.person, families, across, upward)]
        wanted.append(across[couple[0].person] + (sum(pulls) / len(pulls) if pulls else 0))
    for couple, left in zip(row, spread(wanted, [STEP * len(couple) for couple in row]), strict=True):
        across.update({member.person: left + STEP * place for place, member in enumerate(couple)})


def _pulls(person: int, families: Families, across: dict[int, float], upward: bool) -> Iterator[float]:
    """How far each family of a person would move them so that parents stand over children."""
    for parents, children in families.items():
        if parents and person in (parents if upward else children):
            over = sum(across[parent] for parent in parents) / len(parents)
            under = sum(across[child] for child in children) / len(children)
            yield under - over if upward else over - under


def _couple_lines(household: Household, figures: dict[int, Figure]) -> list[Line]:
    lines = []
    for first, second in combinations(sorted(figures), 2):
        if second not in partners(household, first):
            continue
        a, b = sorted((figures[first], figures[second]), key=lambda figure: figure.x)
        apart = household.relation(first, second) == Relation.FORMER_PARTNER.words
        middle = (a.x + b.x) / 2
        slashes = f" M{middle - 7} {a.y + 8} l6 -16 M{middle + 1} {a.y + 8} l6 -16" if apart else ""
        known = household.relation(first, second) in {relation.words for relation in PARTNERS}
        words = ("former partners" if apart else "partners") if known else ""
        path = f"M{a.x + HALF} {a.y} H{b.x - HALF}{slashes}"
        lines.append(Line(path, "couple", words, middle, a.y - 13))
    return lines


def _family_lines(household: Household, figures: dict[int, Figure]) -> list[Line]:
    lines = []
    bars_in_row: dict[float, int] = defaultdict(int)
    for parents, children in _families(household).items():
        born = sorted((figures[child] for child in children), key=lambda figure: figure.x)
        bar = born[0].y - HALF - BAR_ABOVE - 9 * bars_in_row[born[0].y]
        bars_in_row[born[0].y] += 1
        starts = {child.member.person: child.x for child in born}
        for twins in household.twins:
            together = [starts[p] for p in twins if p in starts]
            starts.update({p: sum(together) / len(together) for p in twins if p in starts})
        path = "".join(f"M{starts[c.member.person]} {bar} L{c.x} {c.top} " for c in born)
        ends = [*starts.values()]
        if parents:
            x, y = _below([figures[parent] for parent in parents])
            path += f"M{x} {y} V{bar} "
            ends.append(x)
        path += f"M{min(ends)} {bar} H{max(ends)}"
        words = "" if parents else "siblings, parents not recorded"
        lines.append(Line(path, "birth", words, (min(ends) + max(ends)) / 2, bar - 6))
        lines += [_twin_label(twins, figures, bar) for twins in household.twins if twins <= set(children)]
    return lines


def _below(parents: list[Figure]) -> tuple[float, float]:
    """Where the line to the children begins: on the couple's line, or beneath the words of a parent alone."""
    xs = [parent.x for parent in parents]
    if len(xs) == 1:
        return xs[0], parents[0].foot
    return (min(xs) + max(xs)) / 2, parents[0].y


def _twin_label(twins: frozenset[int], figures: dict[int, Figure], bar: float) -> Line:
    xs = [figures[person].x for person in twins]
    return Line("", "birth", "twins" if len(xs) == 2 else "triplets", sum(xs) / len(xs), bar + BAR_ABOVE + 8)


def _told(household: Household, tie: Tie) -> bool:
    """Whether the lines of couples and births already tell it."""
    parents = household.parents_of(tie.to)
    if tie.relation is Relation.STEP_PARENT:
        return not parents.isdisjoint(partners(household, tie.person))
    return any(tie.person in household.parents_of(parent) for parent in parents)


def _other_lines(household: Household, figures: dict[int, Figure]) -> list[Line]:
    """Ties that are neither birth nor couple: dotted, with their name, unless a couple's line tells it."""
    lines = []
    for tie in household.ties:
        if tie.relation not in SIDE_BY_SIDE:
            continue
        over, under = figures[tie.person], figures[tie.to]
        if not _told(household, tie):
            x, y = (over.x + under.x) / 2, (over.y + under.y) / 2
            path = f"M{over.x} {over.y + HALF} L{under.x} {under.y - HALF}"
            lines.append(Line(path, "stated", tie.relation.value, x, y))
    return lines
