"""A line of a meeting as it was sent: what is missing is said at its field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from commonthread.kernel.text import clean
from commonthread.pathways.meetings import LineSort, Written
from commonthread.web.components.due_time import read_due_time

LONGEST, LONGEST_ACTION = 4000, 200
OF_ONE = {LineSort.DECISION, LineSort.VOICE, LineSort.UNHEARD}


@dataclass(frozen=True)
class Read:
    line: Written
    wrong: dict[str, str]


def read_line(
    sent: Mapping[str, str],
    now: datetime,
    *,
    people: Iterable[int],
    whom: Iterable[int],
    thresholds: Iterable[str],
    agencies: Iterable[str],
    colleagues: Iterable[int],
) -> Read:
    sort = LineSort(sent["sort"]) if sent.get("sort") in set(LineSort) else LineSort.NOTE
    person = _one_of(sent.get("person", ""), people)
    words, wrong_words = _words(sent.get("words", ""), LONGEST_ACTION if sort is LineSort.ACTION else LONGEST)
    wrong = {"words": wrong_words}
    if sort in OF_ONE and person not in set(whom):
        wrong["person"] = "Choose one of those who are decided for"
    threshold = sent.get("threshold", "") if sort is LineSort.DECISION else ""
    if sort is LineSort.DECISION and threshold not in set(thresholds):
        wrong["threshold"] = "Choose the threshold"
    agency, owner, due_at = "", None, None
    if sort is LineSort.DISSENT:
        agency = sent.get("agency", "") if sent.get("agency") in set(agencies) else ""
        wrong["agency"] = "" if agency else "Choose which agency dissents"
    if sort is LineSort.ACTION:
        owner = _one_of(sent.get("owner", ""), colleagues)
        agency = sent.get("owner", "") if sent.get("owner") in set(agencies) else ""
        due = read_due_time(sent, now)
        due_at = due.at
        wrong |= {"owner": "" if owner or agency else "Choose whose it is", "day": due.wrong}
    line = Written(
        sort, words, person, threshold, agency, owner, due_at, restricted=sent.get("restricted") == "yes",
        replaces=_number(sent.get("replaces", "")),
    )  # fmt: skip
    return Read(line, {field: said for field, said in wrong.items() if said})


def _one_of(sent: str, numbers: Iterable[int]) -> int | None:
    return {str(number): number for number in numbers}.get(sent)


def _number(sent: str) -> int | None:
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 19 else None


def _words(given: str, longest: int) -> tuple[str, str]:
    words = given.strip()
    if not words or len(words) > longest:
        return words, f"Write it down, in at most {longest:,} characters"
    try:
        return clean(words), ""
    except ValueError as fault:
        return words, f"What you wrote {fault}"
