"""A record as it is given to the person whom it is about: written anew, without the others.

Nothing is blacked out that was there before: the text is made again from the record's fields. Others are their role
and no more; whoever told is not in it at all; names, addresses, numbers and telephones of others are taken out of
free text. What no rule can find (*the lady at number nine*) a person takes out, and another checks it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from commonthread.records.column import Part
from commonthread.records.kind import kinds
from commonthread.records.queries import Content
from commonthread.records.record import Draft, Mention, MentionRole
from commonthread.records.rendering import Row, parts, person

REMOVED = "[somebody else]"
# Fields that say who told: the household may know them by it.
TELLS_WHO_TOLD = {"source", "concern_from", "fears_reprisal", "first_hand"}
SAYS_WHO = (
    "given_name", "middle_names", "family_name", "former_family_name", "known_as", "nhs_number", "upn", "former_upn",
    "pnc_id", "agency_person_id", "address", "postcode", "uprn", "phone", "email", "school", "practice",
)  # fmt: skip
SHORTEST = 3


@dataclass(frozen=True)
class Given:
    """What somebody is given of one record. `looked_at` names the fields of free text, for the eye of a person."""

    label: str
    facts: tuple[Row, ...]
    about_you: tuple[Row, ...]
    others: tuple[str, ...]
    author: tuple[Row, ...]
    to_look_at: tuple[str, ...]


def given_to(subject: int, content: Content, also: Sequence[str] = ()) -> Given:
    """The record as its subject is given it; `also` are words that a person has marked to be taken out."""
    own = [known.mention for known in content.known if known.person == subject]
    others = [known.mention for known in content.known if known.person != subject]
    draft = _without_who_told(content.draft)
    remove = _remover([*_names(others, own), *also])
    told = parts(draft)
    facts = [row for part, rows in told.items() if part is not Part.AUTHOR for row in rows]
    prose = _prose_labels(draft)
    return Given(
        label=kinds()[draft.kind].label,
        facts=tuple((label, remove(value)) for label, value in facts),
        about_you=tuple(
            (label, remove(value)) for mention in own for label, value in person(mention, for_family=True)
        ),
        others=tuple(_role(mention) for mention in others if mention.role is not MentionRole.REFERRER),
        author=told.get(Part.AUTHOR, ()),
        to_look_at=tuple(label for label, _ in facts if label in prose),
    )


def _without_who_told(draft: Draft) -> Draft:
    """Without what tells who told, their grading, and where it happened, which may be another's address."""
    detail = draft.detail.model_copy(
        update=dict.fromkeys(TELLS_WHO_TOLD & set(type(draft.detail).model_fields))
    )
    return draft.model_copy(update={"detail": detail, "grading": None, "place": None, "place_postcode": None})


def _role(mention: Mention) -> str:
    role = "Somebody else whom it is about" if mention.role is MentionRole.SUBJECT else mention.role.label
    return f"{role}, {mention.relation.words}" if mention.relation else role


def _names(others: Iterable[Mention], own: Iterable[Mention]) -> Iterator[str]:
    """What tells who others are, but for what they share with the subject: a family's name says nothing."""
    shared = {
        str(value).casefold() for mention in own for field in SAYS_WHO if (value := getattr(mention, field))
    }
    for mention in others:
        for field in SAYS_WHO:
            value = getattr(mention, field)
            if value and str(value).casefold() not in shared:
                yield from _forms(str(value), field)


def _forms(value: str, field: str) -> Iterator[str]:
    yield value
    if field.endswith(("name", "names", "known_as")):
        yield from (word for word in re.split(r"[\s-]+", value) if len(word) >= SHORTEST)
    if field == "postcode":
        yield value.replace(" ", "")


def _remover(words: Iterable[str]) -> Callable[[str], str]:
    """Takes whole words out, however they are spaced or written large or small."""
    patterns = sorted({_pattern(word) for word in words if word.strip()}, key=len, reverse=True)
    if not patterns:
        return lambda text: text
    found = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?:['’]s)?(?!\w)", re.IGNORECASE)
    return lambda text: found.sub(REMOVED, text)


def _pattern(word: str) -> str:
    """Of a number each digit, of words each word, may have space before the next."""
    compact = "".join(word.split())
    return r"\s*".join(map(re.escape, compact if compact.isdigit() else word.split()))


def _prose_labels(draft: Draft) -> frozenset[str]:
    """Labels of the fields in which anything may have been written."""
    models = [draft.detail] + ([draft.contact] if draft.contact else [])
    return frozenset(
        info.title or name
        for model in models
        for name, info in type(model).model_fields.items()
        if isinstance(getattr(model, name), str) and not hasattr(getattr(model, name), "label")
    )
