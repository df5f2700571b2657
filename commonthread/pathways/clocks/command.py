"""`commonthread clock`: which time limits there are, when one falls due, why, and when it would if …"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import datetime, time
from pathlib import Path
from typing import Annotated

import typer

from commonthread.kernel.dates import in_england, moment_of, read_date
from commonthread.kernel.school_days import SchoolCalendar
from commonthread.kernel.term_dates import read_terms
from commonthread.pathways.clocks.calendars import Calendars, OpeningHours
from commonthread.pathways.clocks.clock import Clock, Grading
from commonthread.pathways.clocks.due import Due, Stopped
from commonthread.pathways.clocks.known import NoSuchRule, by_subject, edition_on, editions, rules
from commonthread.pathways.clocks.local import Local, read_local
from commonthread.pathways.clocks.pauses import Pause
from commonthread.pathways.clocks.reading import read_limit
from commonthread.pathways.clocks.rules import ClockRule

REFUSED = 2
MONDAY_TO_FRIDAY = range(5)
ASKED = "as asked on the command line"

app = typer.Typer(no_args_is_help=True, help="Time limits: which there are, when they fall due and why.")
LocalFile = Annotated[Path | None, typer.Option("--local", help="What the area sets for itself, as TOML.")]
TermsFile = Annotated[Path | None, typer.Option("--terms", help="Term dates of districts, as CSV.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Regraded = Annotated[list[str] | None, typer.Option(metavar="WHEN=GRADE", help="Graded again then.")]


@app.command("rules")
def show_rules(local: LocalFile = None, as_json: Json = False) -> None:
    """Every time limit that is known, with its source."""
    with _refusing():
        here = _local(local)
    if as_json:
        _print([_rule_as_json(rule) for rule in here.rules.values()])
        return
    for subject, found in by_subject().items():
        typer.echo(f"\n{subject}\n")
        for rule in found:
            rule = replace(rule, local=here.rules[rule.name].local if rule == rules()[rule.name] else ())
            typer.echo(f"  {rule.name}\n    {rule}\n    {source_words(rule)}")


@app.command()
def due(
    rule: Annotated[str, typer.Argument(help="A name from `commonthread clock rules`.")],
    started: Annotated[str, typer.Argument(metavar="WHEN", help="When it began: '2026-04-01 14:30'.")],
    grade: Annotated[
        str | None, typer.Option(help="The grade at first, where the time depends on one.")
    ] = None,
    regraded: Regraded = None,
    paused: Annotated[
        list[str] | None, typer.Option(metavar="FROM/TO", help="Stood still; FROM/ alone if it still does.")
    ] = None,
    because: Annotated[str, typer.Option(help="Why it was paused.")] = "",
    authorised_by: Annotated[str, typer.Option(help="The post that decided the pause.")] = "",
    terms: TermsFile = None,
    district: Annotated[str, typer.Option(help="The code of the school's district.")] = "",
    opens: Annotated[str, typer.Option(help="When the school opens.")] = "08:45",
    training_day: Annotated[list[str] | None, typer.Option(help="A training day of the school.")] = None,
    team_hours: Annotated[
        str | None, typer.Option(help="When the team is open, Monday to Friday: 08:30-17:00.")
    ] = None,
    if_started: Annotated[str | None, typer.Option(help="What if it had begun then?")] = None,
    if_within: Annotated[str | None, typer.Option(help="What if the time were '10 working days'?")] = None,
    if_regraded: Regraded = None,
    local: LocalFile = None,
    as_json: Json = False,
) -> None:
    """When a time limit ends, counted day by day."""
    with _refusing():
        here = _local(local)
        calendars = Calendars(
            here.bank_holidays,
            _school(here, terms, district, opens, training_day or []) if terms else None,
            _team(team_hours) if team_hours else None,
        )
        clock = _clock(here, rule, started, grade, regraded or [])
        clock = replace(clock, pauses=tuple(_pause(text, because, authorised_by) for text in paused or ()))
        answer, what_if = clock.due(calendars), None
        if if_started or if_within or if_regraded:
            changes = _changes(clock, if_started, if_within, if_regraded or [])
            what_if = clock.what_if(calendars, **changes).then
    if as_json:
        found = {"rule": _rule_as_json(clock.rule), "started": clock.started.isoformat(), **_as_json(answer)}
        _print(found | ({"what_if": _as_json(what_if)} if what_if else {}))
        return
    at = in_england(clock.started)
    typer.echo(
        f"{clock.rule}\n{source_words(clock.rule)}\nStarted {at:%H:%M} on {at:%A} {at.day} {at:%B %Y}\n"
    )
    _show("Due", answer)
    if other := clock.if_the_trigger_is_day_1(calendars):
        typer.echo(f"  Were the day of the trigger day 1, as some count: {other.words}")
    if what_if:
        _show("\nWhat if: due", what_if)


def source_words(rule: ClockRule) -> str:
    """Who says so, in one line."""
    words = f"{rule.source.title} ({rule.source.edition}), {rule.provision}: {rule.source.authority}, {rule.confidence.meaning}"
    for value in rule.local:
        words += f"; set locally by {value.set_by} on {value.set_on}: {value.why}"
    return words + (f". {rule.note}" if rule.note else "")


@contextmanager
def _refusing() -> Iterator[None]:
    """Says on the error stream what was wrong, and ends with status 2."""
    try:
        yield
    except (ValueError, OSError) as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(REFUSED) from wrong


def _clock(here: Local, name: str, started: str, grade: str | None, regraded: list[str]) -> Clock:
    if name not in here.rules:
        raise NoSuchRule(f"no rule is named {name!r}: see `commonthread clock rules`")
    moment = _moment(started)
    found = (*editions()[name][:-1], here.rules[name])
    clock = Clock(edition_on(found, in_england(moment).date()), moment)
    if grade:
        clock = clock.graded(clock.started, grade, reason=ASKED, graded_by=ASKED)
    return _regrade(clock, regraded)


def _regrade(clock: Clock, regraded: list[str]) -> Clock:
    for text in regraded:
        when, _, grade = text.rpartition("=")
        clock = clock.graded(_moment(when), grade, reason=ASKED, graded_by=ASKED)
    return clock


def _changes(clock: Clock, started: str | None, within: str | None, regraded: list[str]) -> dict:
    changes = {}
    if started:
        changes["started"] = _moment(started)
    if within:
        changes["rule"] = replace(clock.rule, within=read_limit(within), local=())
    if regraded:
        changes["gradings"] = _regrade(clock, regraded).gradings
    elif started and clock.gradings:
        first: Grading = replace(clock.gradings[0], at=changes["started"])
        changes["gradings"] = (first, *clock.gradings[1:])
    return changes


def _pause(text: str, because: str, authorised_by: str) -> Pause:
    since, _, until = text.partition("/")
    return Pause(_moment(since), _moment(until) if until else None, because, authorised_by)


def _moment(text: str) -> datetime:
    try:
        local = datetime.fromisoformat(text.strip())
    except ValueError as wrong:
        raise ValueError(f"{text!r} is not a moment: write it as 2026-04-01 14:30") from wrong
    return moment_of(local)


def _local(path: Path | None) -> Local:
    return read_local(path.read_text(encoding="utf-8") if path else "", rules())


def _school(here: Local, terms: Path, district: str, opens: str, training: list[str]) -> SchoolCalendar:
    with terms.open(encoding="utf-8", newline="") as file:
        years = read_terms(file)
    if district not in years:
        raise ValueError(f"{terms.name} has no district {district!r}; it has {', '.join(sorted(years))}")
    return SchoolCalendar(
        "the school", time.fromisoformat(opens), years[district],
        training_days=frozenset(map(read_date, training)), bank_holidays=here.bank_holidays,
    )  # fmt: skip


def _team(hours: str) -> OpeningHours:
    opens, _, closes = hours.partition("-")
    try:
        between = (time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip()))
    except ValueError as wrong:
        raise ValueError("write the team's hours as 08:30-17:00") from wrong
    return OpeningHours("the team", dict.fromkeys(MONDAY_TO_FRIDAY, between))


def _show(heading: str, answer: Due | Stopped) -> None:
    typer.echo(
        f"{heading} {answer.words}" if isinstance(answer, Due) else f"{heading} at no time: {answer.words}"
    )
    for line in (*answer.remarks, *answer.stretches):
        typer.echo(f"  {line}")


def _as_json(answer: Due | Stopped) -> dict:
    when = answer.at if isinstance(answer, Due) else None
    days = [
        {"first": str(part.first), "last": str(part.last), "words": str(part)} for part in answer.stretches
    ]
    return {
        "due": when.isoformat() if when else None,
        "words": answer.words,
        "remarks": answer.remarks,
        "count": days,
    }


def _rule_as_json(rule: ClockRule) -> dict:
    return {
        "name": rule.name, "what": rule.what, "within": str(rule.local[-1].limit if rule.local else rule.within), "of": rule.of, "source": asdict(rule.source),
        "provision": rule.provision, "confidence": rule.confidence, "in_force": rule.in_force, "until": rule.until,
        "note": rule.note, "set_locally": [{"within": str(value.limit), "by": value.set_by, "on": value.set_on, "why": value.why} for value in rule.local],
    }  # fmt: skip


def _print(value: object) -> None:
    sys.stdout.write(json.dumps(value, indent=1, default=str, ensure_ascii=False) + "\n")
