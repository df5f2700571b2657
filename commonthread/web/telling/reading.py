"""Reading one question's answers: what was typed, cleaned, and what is missing in words beside its field."""

from collections.abc import Iterator

from django.conf import settings
from django.http import QueryDict

from commonthread.kernel.text import clean
from commonthread.places.cited import DISTRICTS
from commonthread.places.postcodes import normal_postcode
from commonthread.places.store import gazetteer
from commonthread.web.telling.questions import AT_MOST, ELSEWHERE, UNSURE, Answers, Field, Question, one

CODES = {district.code for district in DISTRICTS}


def people_in(answers: Answers) -> int:
    given = one(answers, "people")
    return min(int(given), AT_MOST) if given.isdigit() and int(given) > 0 else 1


def names(question: Question, people: int) -> Iterator[tuple[str, Field]]:
    """The name of each field in the form; of one that is asked of each person, with the person's place."""
    for place in range(people if question.of_each else 1):
        for field in question.fields:
            yield (f"{field.name}_{place}" if question.of_each else field.name), field


def read(question: Question, sent: QueryDict, people: int) -> tuple[dict[str, list[str]], dict[str, str]]:
    """What was said, and what is wrong by the name of its field."""
    said: dict[str, list[str]] = {}
    wrong: dict[str, str] = {}
    for name, field in names(question, people):
        given = [part.strip() for part in sent.getlist(name) if part.strip()]
        if field.options:
            allowed = {option for option, _ in field.options}
            given = [part for part in given if part in allowed][
                : len(field.options) if field.sort == "checkboxes" else 1
            ]
        try:
            given = [clean(part) for part in given[: len(field.options) or 1]]
        except ValueError as fault:
            wrong[name] = f"{field.label}: {fault}"
        if any(len(part) > field.longest for part in given):
            wrong[name] = f"Use {field.longest:,} characters or fewer"
        if field.must and not given:
            wrong[name] = field.must
        said[name] = given
    wrong |= dict(_together(question, said))
    return said, wrong


def _together(question: Question, said: Answers) -> Iterator[tuple[str, str]]:
    if question.name == "place":
        postcode = one(said, "postcode")
        if postcode and normal_postcode(postcode) is None:
            yield "postcode", "Enter a whole postcode, or leave it out"
        elif district_of(said) is None and one(said, "district") not in (ELSEWHERE, UNSURE):
            yield "district", "Choose the area, as the postcode does not tell it"
    if question.name == "reach" and one(said, "reach") not in ("", "no") and not one(said, "reach_at"):
        yield "reach_at", "Write the number or address, or choose that we should not try"


def district_of(answers: Answers) -> str | None:
    """Where the child or adult lives: by the postcode, else as it was chosen."""
    found = gazetteer(settings.PLACES).district_of(one(answers, "postcode"))
    if found:
        return found.code
    chosen = one(answers, "district")
    return chosen if chosen in CODES else None
