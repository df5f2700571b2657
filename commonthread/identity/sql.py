"""Conditions of the model's levels, written as DuckDB's SQL over the two sides `_l` and `_r` of a pair."""

from collections.abc import Callable, Mapping

from commonthread.identity.conditions import DIGITS_OF_A_DATE, Condition


def sql(condition: Condition, defined: Mapping[str, Condition]) -> str:
    """An expression that is true or false and never null."""
    word, *about = condition
    if word == "is":
        return sql(defined[about[0]], defined)
    if word == "not":
        return f"not {sql(about[0], defined)}"
    if word in JOINING:
        return "(" + JOINING[word].join(sql(part, defined) for part in about) + ")"
    return WRITTEN[word](*about)


JOINING = {"all": " and ", "any": " or "}


def _known(name: str) -> str:
    return f'("{name}_l" is not null and "{name}_r" is not null)'


def _sides(name: str) -> tuple[str, str]:
    return f'"{name}_l"', f'"{name}_r"'


def _same(name: str) -> str:
    left, right = _sides(name)
    return f"coalesce({left} = {right}, false)"


def _crossed(one: str, other: str) -> str:
    return f'coalesce("{one}_l" = "{other}_r" and "{other}_l" = "{one}_r", false)'


def _similar(name: str, at: float) -> str:
    left, right = _sides(name)
    return f"coalesce(jaro_winkler_similarity({left}, {right}) >= {at}, false)"


def _within(name: str, edits: int) -> str:
    left, right = _sides(name)
    return f"coalesce(levenshtein({left}, {right}) <= {edits}, false)"


def _overlap(name: str) -> str:
    left, right = _sides(name)
    return f"coalesce(list_has_any({left}, {right}), false)"


def _initial(name: str) -> str:
    left, right = _sides(name)
    return (
        f"coalesce(substr({left}, 1, 1) = substr({right}, 1, 1)"
        f" and least(length({left}), length({right})) = 1, false)"
    )


def _digits_differ(name: str, most: int) -> str:
    left, right = _sides(name)
    terms = " + ".join(
        f"cast({left} // {10**place} % 10 <> {right} // {10**place} % 10 as integer)"
        for place in range(DIGITS_OF_A_DATE)
    )
    return f"coalesce({terms} <= {most}, false)"


def _neighbours_swapped(name: str) -> str:
    left, right = _sides(name)
    swapped = []
    for place in range(DIGITS_OF_A_DATE - 1):
        one, two = (f"{left} // {10**at} % 10" for at in (place, place + 1))
        swapped.append(f"{left} + ({one} - {two}) * {9 * 10**place} = {right}")
    return f"coalesce({left} <> {right} and ({' or '.join(swapped)}), false)"


def _day_month_swapped(name: str) -> str:
    left, right = _sides(name)
    swapped = f"{left} // 10000 * 10000 + {left} % 100 * 100 + {left} // 100 % 100"
    return f"coalesce({swapped} = {right} and {left} <> {right}, false)"


def _parts_same(name: str, least: int) -> str:
    left, right = _sides(name)
    terms = " + ".join(
        f"cast({left} // {low} % {size} = {right} // {low} % {size} as integer)"
        for low, size in ((1, 100), (100, 100), (10000, 10000))
    )
    return f"coalesce({terms} >= {least}, false)"


def _apart(name: str, least: int) -> str:
    left, right = _sides(name)
    return f"coalesce(abs({left} - {right}) >= {least}, false)"


def _both(name: str) -> str:
    left, right = _sides(name)
    return f"({left} and {right})"


def _rarer(one: str, other: str, bits: int) -> str:
    known = f"{_known(one)} and {_known(other)}"
    return f'coalesce({known} and "tf_{one}_l" * "tf_{other}_l" < {2.0**-bits!r}, false)'


WRITTEN: dict[str, Callable[..., str]] = {
    "known": _known,
    "same": _same,
    "crossed": _crossed,
    "similar": _similar,
    "within": _within,
    "overlap": _overlap,
    "initial": _initial,
    "digits differ": _digits_differ,
    "neighbours swapped": _neighbours_swapped,
    "day and month swapped": _day_month_swapped,
    "parts same": _parts_same,
    "apart": _apart,
    "both": _both,
    "rarer": _rarer,
}
