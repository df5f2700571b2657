"""The tables of the page on feeds, line by line, as the declarations say them."""

from commonthread.feeds.census.rules import Rule
from commonthread.feeds.dataset.tables import Table, Use
from commonthread.records.kind import kinds


def rule_line(rule: Rule) -> str:
    return f"| {rule.number} | {rule.column} | {rule.says} | {rule.does} |"


def table_line(table: Table) -> str:
    match table.use:
        case Use.RECORD:
            becomes = f"{kinds()[table.into].label.lower()}, one for each row"
        case Use.DIRECTORY:
            becomes = "an entry of the directory, one for each row"
        case Use.WITHIN:
            becomes = f"part of other records: {table.into}"
        case Use.NOT_TAKEN:
            becomes = f"counted, not taken: {table.into}"
    return f"| `{table.name}` | {becomes} |"
