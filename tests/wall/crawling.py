"""Opens what can show a person, and compares whom it showed with what the ledger says of that opening."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from tests.making import Making

MARKED = ("given_name", "family_name", "address", "agency_person_id")
LOGGED = ("disclosure", "consultation")


@dataclass(frozen=True)
class Shown:
    """A record that was shown, and of whom."""

    record: int
    person: int | None


class Marks:
    """Every record and mention that was made since, with words of its own in place of what it said."""

    def __init__(self, make: Making) -> None:
        self.make = make
        self.records, self.mentions = self._last()
        self.words: dict[str, list[Shown]] = {}

    def _last(self) -> tuple[int, int]:
        return self.make._owner("SELECT (SELECT coalesce(max(number), 0) FROM records_record), "
                                "(SELECT coalesce(max(number), 0) FROM content.mention)")  # fmt: skip

    def put(self) -> None:
        (mentions,) = self.make._owner(
            "SELECT coalesce(array_agg(ARRAY[number, record, coalesce(person, 0)]), '{}') FROM content.mention WHERE number > %s",
            self.mentions,
        )  # fmt: skip
        for number, record, person in mentions:
            for prefix, field in zip("Zxvq", MARKED, strict=True):
                word = f"{prefix.upper()}{letters(number)}"
                self.words[word] = [Shown(record, person or None)]
                self.make._owner(
                    "UPDATE content.mention SET given = given || jsonb_build_object(%s::text, %s::text) WHERE number = %s",
                    field, word, number,
                )  # fmt: skip
        (records,) = self.make._owner(
            "SELECT coalesce(array_agg(number), '{}') FROM records_record WHERE number > %s", self.records
        )
        for record in records:
            (people,) = self.make._owner(
                "SELECT coalesce(array_agg(person), '{}') FROM records_about WHERE record = %s", record
            )
            line, place = f"Kw{letters(record)}", f"Jw{letters(record)}"
            self.words[line] = self.words[place] = [Shown(record, person) for person in people or [None]]
            self.make._owner(
                "UPDATE content.body SET line = %s, body = body || jsonb_build_object('place', %s::text) WHERE record = %s",
                line, place, record,
            )  # fmt: skip

    def shown_in(self, text: str) -> set[Shown]:
        return {shown for word, told in self.words.items() if word in text for shown in told}


def letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:06}") + "z"


class Ledger:
    """What one opening wrote."""

    def __init__(self, make: Making) -> None:
        self.make = make
        (self.before,) = make._owner("SELECT coalesce(max(number), 0) FROM ledger_entry")

    def told(self, actor: int | None) -> list[tuple[int | None, frozenset[int]]]:
        """Subject and records of each reading of content by somebody since; who else read is no content."""
        (found,) = self.make._owner(
            "SELECT coalesce(jsonb_agg(jsonb_build_array(subject, records)), '[]')::text FROM ledger_event "
            "WHERE number > %s AND actor IS NOT DISTINCT FROM %s AND type = ANY (%s) AND data ->> 'what' IS DISTINCT FROM 'readers'",
            self.before, actor, list(LOGGED),
        )  # fmt: skip
        return [(subject, frozenset(records)) for subject, records in json.loads(found)]


def amiss(shown: Iterable[Shown], told: list[tuple[int | None, frozenset[int]]]) -> list[tuple]:
    """What was shown and is not on the ledger exactly once. Somebody whom a record names and whom it is not yet known to be
    about stands there with the record."""
    counted = [
        (one, sum(one.person == subject and one.record in records for subject, records in told))
        for one in shown
        if one.person or not any(one.record in records for _, records in told)
    ]
    return [("on the ledger", times, one) for one, times in counted if times != 1]
