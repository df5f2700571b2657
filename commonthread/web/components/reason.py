"""A reason in somebody's own words, which is kept with what they do."""

from collections.abc import Mapping
from dataclasses import dataclass

from commonthread.kernel.text import clean

LONGEST = 500
LONGEST_TELLING = 2000


@dataclass(frozen=True)
class Reason:
    words: str
    wrong: str = ""


def read_reason(sent: Mapping[str, str], field: str = "reason") -> Reason:
    words = sent.get(field, "").strip()
    if not words:
        return Reason(words, "Say in a few words why")
    if len(words) > LONGEST:
        return Reason(words, f"Use at most {LONGEST} characters")
    try:
        return Reason(clean(words))
    except ValueError as fault:
        return Reason(words, f"What you wrote {fault}")


def read_words(sent: Mapping[str, str], field: str = "words") -> Reason:
    """What was done, told at some length."""
    words = sent.get(field, "").strip()
    if not words or len(words) > LONGEST_TELLING:
        return Reason(words, f"Write what was done and why, in at most {LONGEST_TELLING} characters")
    try:
        return Reason(clean(words))
    except ValueError as fault:
        return Reason(words, f"What you wrote {fault}")
