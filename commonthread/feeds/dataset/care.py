"""Visits, missing episodes and looked-after episodes of the dataset."""

from datetime import date, datetime
from typing import Any

from commonthread.feeds.dataset.aside import Aside
from commonthread.feeds.dataset.row import Row
from commonthread.feeds.dataset.tables import TABLES
from commonthread.feeds.dataset.taken import Taken, by_person, seen
from commonthread.kernel.dates import in_england, start_of_day
from commonthread.records.catalogue.home_visit import VisitPurpose, VisitResult
from commonthread.records.catalogue.missing_report import MissingCategory, MissingFrom, Scheme
from commonthread.records.census_codes import Need
from commonthread.records.looked_after_codes import EpisodeEnd, EpisodeStart, LegalStatus, Placement, Provider

MISSING = {"missing": MissingFrom.CARE, "m": MissingFrom.CARE}
AWAY = {"away": MissingFrom.AWAY_FROM_PLACEMENT, "a": MissingFrom.AWAY_FROM_PLACEMENT}
# The grading that police used; the dataset itself gives no grade.
ONE_CONTINUUM_SINCE = date(2017, 1, 1)
DISTANCE_NOT_KNOWN = 999.9


def cin_visit(row: Row, aside: Aside) -> Taken:
    return _visit(row, "cin_visit", VisitPurpose.CHILD_IN_NEED, None)


def protection_visit(row: Row, aside: Aside) -> Taken:
    return _visit(row, "cp_visit", VisitPurpose.CHILD_PROTECTION, row.text("cp_plan_id"))


def care_visit(row: Row, aside: Aside) -> Taken:
    return _visit(row, "cla_visit", VisitPurpose.LOOKED_AFTER, row.text("cla_id"))


def _visit(row: Row, name: str, purpose: VisitPurpose, plan: str | None) -> Taken:
    """A visit that was made. The dataset has none that were refused."""
    return Taken(
        kind="home_visit",
        key=_key(row, f"{name}_id"),
        begins=row.day(f"{name}_date"),
        detail={
            "result": VisitResult.ACCESS,
            "purpose": purpose,
            "bedroom_seen": row.flag(f"{name}_bedroom"),
            "plan_key": plan,
        },
        person=by_person(row),
        contact=seen(row, f"{name}_seen", f"{name}_seen_alone"),
    )


def _key(row: Row, name: str) -> str | None:
    """Three tables give visits, each with numbers of its own."""
    number = row.text(name)
    return number and f"{row.table.prefix}{number}"


def missing(row: Row, aside: Aside) -> Taken:
    stated = row.text("missing_episode_type")
    missing_from = (MISSING | AWAY).get((stated or "").casefold())
    if stated and missing_from is None:
        row.warn("missing_episode_type", "is neither Missing nor Away: it is left out")
    begins, ends = row.day("missing_episode_start_date"), row.day("missing_episode_end_date")
    recent = begins is not None and _date(begins) >= ONE_CONTINUUM_SINCE
    return Taken(
        kind="missing_report",
        key=row.text("table_id"),
        begins=begins,
        detail={
            "missing_category": MissingCategory.MISSING,
            "scheme": Scheme.APP_2017 if recent else Scheme.ACPO_2013,
            "missing_from": missing_from,
            "returned_at": ends and _moment(ends),
            "return_interview_offered": row.flag("missing_rhi_offered"),
            "return_interview_accepted": row.flag("missing_rhi_accepted"),
        },
        person=by_person(row),
        columns={"returned_at": "missing_episode_end_date"},
    )


def looked_after(row: Row, aside: Aside) -> Taken:
    begins = row.day("cla_episode_start_date")
    return Taken(
        kind="looked_after_episode",
        key=row.text("cla_episode_id"),
        begins=begins,
        ends=row.day("cla_episode_ceased_date"),
        detail={
            "care_key": row.text("cla_id"),
            "started_because": row.code("cla_episode_start_reason", EpisodeStart),
            "ended_because": row.code("cla_episode_ceased_reason", EpisodeEnd),
            "primary_need": row.code("cla_primary_need_code", Need),
            "legal_status": _legal_status(row, aside, begins),
            **_placement(row, aside),
        },
        person=by_person(row),
        columns={"happened_until": "cla_episode_ceased_date"},
    )


def _legal_status(row: Row, aside: Aside, on: date | datetime | None) -> LegalStatus | None:
    """The status that held on the day on which the episode began."""
    for kept in aside.all("ssd_legal_status", row.text("person_id")):
        status = Row(TABLES["ssd_legal_status"], kept)
        begins, ends = status.date("legal_status_start_date"), status.date("legal_status_end_date")
        if on and begins and begins <= _date(on) and (ends is None or ends > _date(on)):
            found = status.code("legal_status", LegalStatus)
            if found is None:
                row.warn("person_id", "has a legal status that is not one of the codes: it is left out")
            return found
    return None


def _placement(row: Row, aside: Aside) -> dict[str, Any]:
    kept = aside.one("ssd_cla_placement", row.text("cla_placement_id"))
    placement = Row(TABLES["ssd_cla_placement"], kept)
    distance = placement.number("cla_placement_distance")
    found = {
        "placement": placement.code("cla_placement_type", Placement),
        "provider": placement.code("cla_placement_provider", Provider),
        "distance_miles": None if distance is None or distance >= DISTANCE_NOT_KNOWN else distance,
    }
    for fault in placement.rejected:
        row.warn(
            "cla_placement_id", f"names a placement whose {fault.column} {fault.message}: it is left out"
        )
    return found


def _date(when: date | datetime) -> date:
    return in_england(when).date() if isinstance(when, datetime) else when


def _moment(when: date | datetime) -> datetime:
    return when if isinstance(when, datetime) else start_of_day(when)
