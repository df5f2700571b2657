"""The page of the documentation that tells every procedure, made from the declarations themselves."""

from pathlib import Path

from commonthread.pathways.procedure import Each, Procedure, Step
from commonthread.pathways.procedures import procedures

NAME = "procedures.md"
ONCE_FOR = {
    Each.CHILD: ", once for each child",
    Each.THIS_CHILD: ", once for the child whom it is about",
    Each.THIS_PERSON: ", once for each whom it is about",
    Each.AT_RISK: ", once for each adult at risk",
    Each.AGENCY: ", once for each agency",
}
HEAD = """# Procedures

Made from the catalogue in `commonthread/pathways/catalogue`; `make docs` writes it again. A case keeps the edition that
it began with. How sure we are: **V** read in the primary source, **S** read in a text that restates it, **G** general
knowledge, to be checked before anybody relies on it. *Local* marks a time that the area may set for itself.
"""


def procedures_page() -> str:
    parts = [HEAD]
    for editions in procedures().values():
        parts += [part for edition in editions for part in _told(edition)]
    return "\n".join(parts) + "\n"


def write_procedures_page(folder: Path) -> None:
    (folder / NAME).write_text(procedures_page(), encoding="utf-8")


def _told(edition: Procedure) -> list[str]:
    until = f" until {edition.until}" if edition.until else ""
    source = edition.source
    return [
        f"\n## {edition.title}, edition {edition.edition}\n",
        f"In force from {edition.in_force}{until}. {edition.begins} {edition.changed} {edition.note}".strip(),
        f"\n[{source.title}]({source.link}), {source.edition}, {edition.provision} ({source.authority}, {edition.confidence}).\n",
        "| step | who | by when | what may come of it |",
        "|---|---|---|---|",
        *(_row(edition, step) for step in edition.steps),
    ]


def _row(edition: Procedure, step: Step) -> str:
    each = ONCE_FOR.get(step.each, "")
    sure = f"{step.clock.confidence}{', local' if step.clock.may_be_set_locally else ''}"
    outcomes = "; ".join(
        outcome + (f" → {', '.join(edition[name].does.lower() for name in begun)}" if begun else "")
        for outcome, begun in step.outcomes.items()
    )
    return (
        f"| {step.does} | {step.who}, {step.agency}{each}; seen to by the {step.supervised_by} "
        f"| {step.clock.within}; from {step.clock.of} ({sure}) | {outcomes} |"
    )
