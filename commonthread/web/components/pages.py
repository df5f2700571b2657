"""Long lists, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest

LENGTH = 50
LAST = 10_000
T = TypeVar("T")


@dataclass(frozen=True)
class Part(Generic[T]):
    """One page of a list. `more` says that there is another after it."""

    items: Sequence[T]
    number: int
    more: bool


def asked_for(request: HttpRequest) -> int:
    """The number of the page that was asked for; the first where it is none."""
    given = request.GET.get("page", "")
    return min(max(int(given), 1), LAST) if given.isascii() and given.isdigit() and len(given) < 9 else 1


def limits(number: int) -> dict[str, int]:
    """What a query is asked for: one more than is shown, to know whether there is more."""
    return {"limit": LENGTH + 1, "offset": (number - 1) * LENGTH}


def part(found: Sequence[T], number: int) -> Part[T]:
    return Part(found[:LENGTH], number, len(found) > LENGTH)


def part_of(whole: Sequence[T], number: int) -> Part[T]:
    """Of a list that is there as a whole."""
    return part(whole[(number - 1) * LENGTH :], number)
