"""Every column of every table says whether it is personal, what it is for and how long it is kept."""

import csv
from collections import Counter
from pathlib import Path

import pytest

REGISTER = Path(__file__).parents[2] / "docs" / "data-protection" / "columns.csv"
PERSONAL = {"no", "pseudonymous", "personal", "special category"}
KEPT = {
    "with the table's row",
    "as its kind of record",
    "with the ledger",
    "as long as the account, and six years after",
    "as long as the agreement, and six years after",
    "as long as the session",
    "until it is finished or cleared",
    "as long as the service",
}


@pytest.fixture(scope="module")
def register() -> list[dict[str, str]]:
    with REGISTER.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_register_and_the_database_name_the_same_columns(register, make):
    (there,) = make._owner(
        "SELECT array_agg(c.table_schema || '.' || c.table_name || '.' || c.column_name) FROM information_schema.columns c "
        "JOIN information_schema.tables t USING (table_schema, table_name) "
        "WHERE t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema')"
    )
    registered = [f"{row['table']}.{row['column']}" for row in register]
    assert [name for name, times in Counter(registered).items() if times > 1] == []
    assert sorted(set(there) - set(registered)) == [], "say of these whether they are personal"
    assert sorted(set(registered) - set(there)) == [], "these are no more"


def test_every_column_says_what_it_must(register):
    for row in register:
        assert row["personal"] in PERSONAL, row
        assert row["why"].strip(), row
        assert row["kept"] in KEPT, row


def test_what_somebody_says_of_somebody_is_special_and_kept_as_its_record(register):
    said = [
        row
        for row in register
        if (row["table"], row["column"]) in {("content.body", "body"), ("content.mention", "given")}
    ]
    assert [(row["personal"], row["kept"]) for row in said] == [
        ("special category", "as its kind of record")
    ] * 2
