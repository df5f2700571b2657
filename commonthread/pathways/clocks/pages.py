"""The page of the documentation that lists every time limit, made from the rules themselves."""

from pathlib import Path

from commonthread.pathways.clocks.known import by_subject
from commonthread.pathways.clocks.rules import ClockRule

NAME = "clock-rules.md"
HEAD = """# Time limits

Made from the catalogue in `commonthread/pathways/clocks/catalogue`; `make docs` writes it again. How a time is counted
is told in [clocks.md](clocks.md).

How sure we are: **V** read in the primary source, **S** read in a text that restates it, **G** general knowledge, to be
checked before anybody relies on it. *Local* marks what an area sets for itself.
"""


def rules_page() -> str:
    parts = [HEAD]
    for subject, rules in by_subject().items():
        parts += [f"## {subject.strip().rstrip('.')}\n"]
        parts += ["| rule | what | says who | sure | local |", "|---|---|---|---|---|"]
        parts += [_row(rule) for rule in rules] + [""]
    return "\n".join(parts)


def write_rules_page(folder: Path) -> None:
    (folder / NAME).write_text(rules_page(), encoding="utf-8")


def _row(rule: ClockRule) -> str:
    source = rule.source
    dates = [f"from {rule.in_force}"] * bool(rule.in_force) + [f"until {rule.until}"] * bool(rule.until)
    what = str(rule) + (f" (if begun {' '.join(dates)})" if dates else "") + "."
    return (
        f"| `{rule.name}` | {' '.join([what, rule.note]).strip()} | [{source.title}]({source.link}), {source.edition}, {rule.provision} "
        f"({source.authority}) | {rule.confidence} | {'local' if rule.may_be_set_locally else ''} |"
    )
