"""What the database is told of the procedures: their steps, so that it believes nobody about what follows from what."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from commonthread.pathways.area import ELSEWHERE
from commonthread.pathways.clocks.calendars import CalendarAbsent
from commonthread.pathways.clocks.limits import ByGrade
from commonthread.pathways.clocks.rules import ClockRule
from commonthread.pathways.plan import SCHOOL_UNKNOWN, begun_clock
from commonthread.pathways.procedure import Each, Procedure, Step
from commonthread.pathways.procedures import procedures

# Where days off lie thickest; whatever the area sets for itself stays within twice as long and a month more.
BEFORE_DAYS_OFF = (datetime(2026, 12, 24, 16, tzinfo=UTC), datetime(2027, 3, 25, 16, tzinfo=UTC))
MONTH = timedelta(days=30)


def declare(connection: Any) -> None:
    """As `owner`, in its transaction: editions that are declared stand as they are declared, others stay."""
    for editions in procedures().values():
        for procedure in editions:
            connection.execute(
                "DELETE FROM pathways_declaredstep WHERE pathway = %s AND edition = %s",
                [procedure.pathway, procedure.edition],
            )
            for row in steps_of(procedure):
                connection.execute(
                    f"INSERT INTO pathways_declaredstep ({', '.join(row)}) VALUES ({', '.join(['%s'] * len(row))})",
                    list(row.values()),
                )


def steps_of(procedure: Procedure) -> Iterator[dict[str, Any]]:
    for step in procedure.steps:
        yield {
            "pathway": procedure.pathway,
            "edition": procedure.edition,
            "name": step.name,
            "does": step.does,
            "starts": step.name in procedure.starts,
            "whose": whose(procedure, step),
            "discipline": step.discipline.value,
            "each": step.each.value,
            "outcomes": json.dumps(step.outcomes),
            "opens": json.dumps(step.opens),
            "informs": step.informs,
            "grades": grades(step),
            "sends": step.sends,
            "may_pause": step.clock.may_pause is not None,
            "by_supervisor": step.by_supervisor,
            "signed": step.signed,
            "of_them_only": step.only,
            "longest": longest(step),
            "in_force": procedure.in_force,
            "until": procedure.until,
        }


def whose(procedure: Procedure, step: Step) -> str:
    """The agency that opened the case stands for that which leads the procedure, whichever it is."""
    if step.each is Each.AGENCY:
        return Each.AGENCY.value
    return "" if step.agency is procedure.leads else step.agency.value


def grades(step: Step) -> list[str]:
    return list(step.clock.within.grades) if isinstance(step.clock.within, ByGrade) else []


def longest(step: Step) -> timedelta:
    return 2 * longest_of(step.clock) + MONTH


def longest_of(rule: ClockRule) -> timedelta:
    """How long it takes over days off, in its longest grade."""

    def takes(start: datetime, grade: str) -> timedelta:
        try:
            return begun_clock(rule, start, grade).due(ELSEWHERE.calendars).at - start
        except CalendarAbsent:
            return SCHOOL_UNKNOWN

    graded = list(rule.within.grades) if isinstance(rule.within, ByGrade) else [""]
    return max(takes(start, grade) for start in BEFORE_DAYS_OFF for grade in graded)
