"""Rows kept aside on disk until the record that they belong to is made, so that memory stays small."""

import json
import sqlite3
from collections.abc import Iterator, Mapping

from commonthread.feeds.dataset.tables import TABLES, Use


class Aside:
    """A private database without a name: it is gone when it is closed."""

    def __init__(self) -> None:
        self.database = sqlite3.connect("", isolation_level=None)
        self.database.execute("PRAGMA journal_mode = OFF")
        self.database.execute("PRAGMA cache_size = -32000")
        self.database.execute("CREATE TABLE aside (part TEXT, id TEXT, row TEXT)")
        self.database.execute("BEGIN")

    def keep(self, table: str, row: Mapping[str, str]) -> None:
        """Keep a row under the column that its table is looked up by, and under what else it ties."""
        if TABLES[table].by:
            self.put(table, row.get(TABLES[table].by, ""), row)
        if table == "ssd_address":
            self.put(table, row.get("addr_person_id", ""), row)
        if table == "ssd_mother":
            self.put("children", row.get("moth_person_id", ""), row)
        if table == "ssd_family":
            self.put("members", row.get("fami_family_id", ""), row)

    def put(self, part: str, number: str, row: Mapping[str, str]) -> None:
        filled = {column: value for column, value in row.items() if value}
        self.database.execute(
            "INSERT INTO aside VALUES (?, ?, ?)", (part, number.strip(), json.dumps(filled))
        )

    def settle(self) -> None:
        self.database.execute("CREATE INDEX by_id ON aside (part, id)")
        self.database.execute("COMMIT")

    def all(self, part: str, number: str | None) -> list[dict[str, str]]:
        """Every row of that part under the number, in the order in which they came."""
        if not number:
            return []
        query = "SELECT row FROM aside WHERE part = ? AND id = ? ORDER BY rowid"
        return [json.loads(row) for (row,) in self.database.execute(query, (part, number))]

    def one(self, part: str, number: str | None) -> dict[str, str]:
        return next(iter(self.all(part, number)), {})

    def tables_of(self, table: str, row: Mapping[str, str]) -> Iterator[tuple[str, list[dict[str, str]]]]:
        """The rows that stand within the record of a row: by table."""
        column, parts = BELONGING.get(table, ("", ()))
        for part in parts:
            if rows := self.all(part, row.get(column, "").strip()):
                yield part, rows

    def close(self) -> None:
        self.database.close()


BELONGING = {
    "ssd_person": (
        "pers_person_id",
        (
            "ssd_address",
            *(t.name for t in TABLES.values() if t.use is Use.WITHIN and t.by.endswith("person_id")),
        ),
    ),
    "ssd_cin_assessments": ("cina_assessment_id", ("ssd_assessment_factors",)),
    "ssd_cla_episodes": ("clae_person_id", ("ssd_legal_status",)),
}
