"""The people of a record as a page tells them: names, facts, needs, and a warning to staff as it stands today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from commonthread.records.cells import CellType
from commonthread.records.columns import record_columns
from commonthread.records.kind import Kind
from commonthread.records.record import Mention, MentionRole, StaffSafetyWarning
from commonthread.records.rendering import Row, person
from commonthread.web.components.entry import FIRST_OF_A_PERSON, MORE_OF_A_PERSON

IN_THE_NAME = ("given_name", "middle_names", "family_name")
LONG = 120


@dataclass(frozen=True)
class Warning:
    given: StaffSafetyWarning
    expired: bool
    review_due: bool


@dataclass(frozen=True)
class PersonTold:
    """`link` is the person's number where the viewer may open their page."""

    title: str
    name: str
    link: int | None
    facts: tuple[Row, ...]
    more: tuple[tuple[str, tuple[Row, ...]], ...]
    warning: Warning | None


def people_told(
    mentions: Sequence[Mention], links: Mapping[int, int], *, today: date
) -> tuple[PersonTold, ...]:
    """`links` gives the person's number for the place of a mention."""
    roles = [mention.role for mention in mentions]
    return tuple(
        PersonTold(
            title=_title(roles, place),
            name=" ".join(filter(None, (getattr(mention, field) for field in IN_THE_NAME))),
            link=links.get(place),
            facts=person(mention, set(FIRST_OF_A_PERSON) - set(IN_THE_NAME)),
            more=_more(mention),
            warning=_warning(mention.staff_safety_warning, today),
        )
        for place, mention in enumerate(mentions)
    )


def short_and_long(kind: Kind, rows: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Facts, and what has to be read as text."""
    prose = {column.label for column in record_columns(kind) if column.type is CellType.LONG_TEXT}
    long = tuple(row for row in rows if row[0] in prose or len(row[1]) > LONG)
    return tuple(row for row in rows if row not in long), long


def _title(roles: Sequence[MentionRole], place: int) -> str:
    role = roles[place]
    return role.label if roles.count(role) == 1 else f"{role.label} {roles[: place + 1].count(role)}"


def _more(mention: Mention) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    told = (
        (title, person(mention, set(fields.split()) - set(IN_THE_NAME)))
        for title, fields in MORE_OF_A_PERSON.items()
    )
    return tuple((title, rows) for title, rows in told if rows)


def _warning(given: StaffSafetyWarning | None, today: date) -> Warning | None:
    return given and Warning(given, given.expires_on < today, given.review_on < today)
