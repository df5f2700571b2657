"""What a form of the triage page sends, and what may come of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from commonthread.kernel.text import clean
from commonthread.web.components.consent import ConsentAsked

LONGEST = 18


class Refused(Exception):
    """What is wrong, by field. Nothing was recorded."""

    def __init__(self, wrong: dict[str, str], consent: ConsentAsked | None = None, status: int = 422) -> None:
        super().__init__()
        self.wrong, self.consent, self.status = wrong, consent, status


@dataclass(frozen=True)
class Done:
    """What is said of it, and the page that follows."""

    words: str
    going: str
    to: tuple


def seen_of(sent: Mapping[str, str]) -> int:
    """The newest that whoever sends it has read."""
    return number_of(sent.get("seen", ""))


def number_of(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) <= LONGEST else 0


def words_of(sent: Mapping[str, str], name: str, longest: int) -> str:
    words = sent.get(name, "").strip()
    if len(words) > longest:
        raise Refused({name: f"Use at most {longest:,} characters"})
    try:
        return clean(words)
    except ValueError as fault:
        raise Refused({name: f"What you wrote {fault}"}) from None


def person_of(request: HttpRequest) -> int | None:
    return number_of(request.POST.get("person", "")) or None
