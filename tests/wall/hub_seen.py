"""What everybody is given by every function of the Hub that lists or reads, beside what hub_rules.py says."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import NamedTuple

from django.db import connections, transaction

from commonthread.access.scope import WHY, saying_why
from tests.wall import case_doors
from tests.wall.hub_rules import Rules
from tests.wall.hub_world import HubWorld, Viewer

ANYBODY = ""
REFUSED = "refused"
R = Rules


class Listing(NamedTuple):
    """Rows of a kind by their key, for whoever has a permission; whoever has not is refused."""

    sql: str
    needs: str
    of: str
    rule: Callable[[Rules, Viewer, SimpleNamespace], bool]
    key: str = "number"


def undone(rule: Callable) -> Callable:
    return lambda rules, viewer, row: row.done_at is None and rule(rules, viewer, row)


WORK = "SELECT task FROM pathways.work('%s', '{}', '{}', 999, 0) WHERE task IS NOT NULL"
LISTS = {
    "cases": Listing("SELECT number FROM pathways.cases('', '', 999, 0) WHERE number IS NOT NULL", "works", "cases", R.listed),
    "contacts among cases": Listing("SELECT number FROM pathways.cases('', 'front-door', 999, 0) WHERE number IS NOT NULL", "works", "cases",
                                    lambda rules, viewer, case: rules.listed(viewer, case) and case.pathway == "front-door"),
    "my day": Listing(WORK % "mine", "works", "tasks", R.mine),
    "my team's day": Listing(WORK % "team", "works", "tasks", R.my_teams),
    "the agency's": Listing(WORK % "agency", "supervises", "tasks", R.waits_in),
    "at others": Listing(WORK % "others", "works", "tasks", R.at_others),
    "offers": Listing("SELECT number FROM pathways.offers()", "works", "offers", R.offers),
    "my requests": Listing("SELECT number FROM pathways.my_requests(NULL, '', 999, 0)", "works", "requests", R.our_request),
    "requests to us": Listing("SELECT number FROM pathways.requests_to_us(NULL, '', 999, 0)", "answers", "requests", R.request_to_us),
    "asked tasks": Listing("SELECT task FROM pathways.asked_tasks(NULL)", "works", "tasks", undone(R.asked)),
    "asked to meetings": Listing("SELECT attendee FROM pathways.asked_to_meetings(NULL)", "answers", "attendees", R.invited, "id"),
    "meetings": Listing("SELECT number FROM pathways.meetings(NULL)", "works", "meetings", R.meets),
    "minutes to us": Listing("SELECT DISTINCT attendee FROM pathways.minutes_to_us(NULL)", "notices", "attendees", R.has_minutes, "id"),
    "disagreements": Listing("SELECT number FROM pathways.disagreements(NULL, NULL)", "works", "disagreements", R.disagrees),
    "cases of others": Listing('SELECT "case" FROM pathways.cases_of_others()', "answers", "cases", R.may_disagree),
    "supervision": Listing("SELECT number FROM pathways.supervision_due(NULL, interval '0', false, 999, 0)", "supervises", "cases", R.to_supervise),
    "samples": Listing("SELECT DISTINCT unnest(among) FROM pathways.samples()", "supervises", "cases", R.in_sample),
    "front door": Listing("""SELECT "case" FROM pathways.front_door('', '', '', '', 999, 0)""", "works", "cases", R.at_the_front_door),
    "notices from us": Listing("SELECT number FROM notices.from_us(NULL, NULL, '', 999, 0)", "works", "notices", R.our_notice),
    "notices to us": Listing("SELECT number FROM notices.to_us(NULL, '', 999, 0)", "notices", "notices", R.notice_to_us),
    "community": Listing("SELECT number FROM pathways.contacts()", "community", "community", R.of_my_team),
    "covers": Listing("SELECT cover FROM pathways.covers()", "works", "covers", R.cover, "id"),
    "views": Listing("SELECT name FROM pathways.views('work') UNION ALL SELECT name FROM pathways.views('front door')", ANYBODY, "views", R.of_my_own, "name"),
    "drafts": Listing("SELECT token FROM records.unfinished()", ANYBODY, "drafts", R.of_my_own, "token"),
}  # fmt: skip


class Reading(NamedTuple):
    """One function for each row of a kind. `silent` where whoever may not is given nothing in place of a refusal."""

    calls: tuple[str, ...]
    needs: str
    of: str
    rule: Callable[[Rules, Viewer, SimpleNamespace], bool]
    key: str = "number"
    silent: bool = False


ALONE = {"%(case)s", "%(door)s", "%(inquiry)s"}
OF_ANY_CASE = {"pathways.parts"}
# Compared where they list or count.
LISTED = {"pathways.meetings", "pathways.teams_for"}
OF_A_CASE = tuple(f"{door}(%s)" for door, given in case_doors.OF_A_CASE.items() if given in ALONE and door not in LISTED) + tuple(
    f"{door}(%s)" for door in OF_ANY_CASE) + ("pathways.done_since(%s, now() - interval '1 day')", "pathways.gone_on(%s, NULL)")  # fmt: skip
OF_AN_INVESTIGATION = tuple(
    f"{door}(%s)"
    for door, given in case_doors.OF_AN_INVESTIGATION.items()
    if given in ALONE and door not in OF_ANY_CASE
)
OF_A_MEETING = tuple(
    f"pathways.{name}(%s)"
    for name in ("meeting", "meeting_people", "attendees", "lacks", "minutes_given", "may_be_sent")
)


def investigated(rules: Rules, viewer: Viewer, case: SimpleNamespace) -> bool:
    return case.pathway == "supervised-investigation" and rules.works_on(viewer, case)


def has_all_minutes(rules: Rules, viewer: Viewer, meeting: SimpleNamespace) -> bool:
    return rules.meets(viewer, meeting) and rules.works_on(viewer, rules.case_of(meeting))


READS = (
    Reading(OF_A_CASE, "works", "cases", R.works_on),
    Reading(OF_AN_INVESTIGATION, "works", "cases", investigated),
    Reading(("pathways.my_requests(%s, '', 9, 0)",), "works", "cases", lambda rules, viewer, case:
            rules.works_on(viewer, case) and bool(rules.facts.of("requests", case)), silent=True),
    Reading(OF_A_MEETING, "works", "meetings", R.meets),
    Reading(("pathways.minutes(%s)",), "works", "meetings", has_all_minutes),
    Reading(("pathways.clock_changes(%s)",), "works", "tasks", lambda rules, viewer, task: rules.works_on(viewer, rules.case_of(task))),
    Reading(("pathways.could_be_asked(%s)", "pathways.own_to_go_on(%s)"), "works", "tasks", lambda rules, viewer, task:
            rules.works_on(viewer, rules.case_of(task)) and task.agency == rules.case_of(task).agency),
    Reading(("pathways.outstanding(%s)",), "works", "offers", R.goes_with, silent=True),
    Reading(("pathways.asked_plan(%s)", "pathways.teams_for_asked(%s)", "pathways.could_go_on(%s)", "pathways.gone_on(NULL, %s)"), "works", "tasks", R.asked),
    Reading(("pathways.asked_tasks(%s)",), "works", "tasks", R.asked, silent=True),
    Reading(("pathways.requests_to_us(%s, '', 9, 0)",), "answers", "requests", R.request_to_us, silent=True),
    Reading(("pathways.stages(%s)",), "works", "disagreements", R.disagrees),
    Reading(("notices.ask(%s)",), ANYBODY, "notices", R.may_open_notice),
    Reading(("pathways.minutes_to_us(%s)",), "notices", "attendees", R.has_minutes, "id", silent=True),
    Reading(("pathways.contact_told(%s)",), "community", "community", R.of_my_team),
)  # fmt: skip
PAGES = (("/cases/%s", "cases", "works", R.works_on), ("/meetings/%s", "meetings", "works", R.meets), ("/notices/%s", "notices", ANYBODY, R.may_open_notice),
         ("/disagreements/%s", "disagreements", "works", R.disagrees), ("/work/asked/%s", "tasks", "works", R.asked))  # fmt: skip


def differences(world: HubWorld, browser) -> tuple[list[tuple], int]:
    """Where what somebody is given differs from the rules, and how many answers were compared."""
    wrong, compared = [], 0
    for viewer in world.viewers:
        rules = Rules(world, world.look_at_what_happened())
        for ask in (listed, read, counted, opened):
            for what, seen, said in ask(rules, viewer, browser):
                compared += 1
                if seen != said:
                    wrong.append((viewer.role, viewer.scope.name, what, "seen", seen, "the rules say", said))
    return wrong, compared


def given(sql: str, *params):
    """Rows, or that it was refused; the transaction goes on."""
    try:
        with saying_why(), transaction.atomic(using="app"), connections["app"].cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()
    except tuple(WHY.values()):
        return REFUSED


def listed(rules: Rules, viewer: Viewer, browser) -> Iterator[tuple]:
    for name, (sql, needs, of, rule, key) in LISTS.items():
        with viewer.scope.transaction():
            found = given(sql)
        allowed = not needs or rules.can(viewer, needs)
        yield name, found if found == REFUSED else {row[0] for row in found}, {
            getattr(row, key) for row in getattr(rules.facts, of) if rule(rules, viewer, row)} if allowed else REFUSED  # fmt: skip


def read(rules: Rules, viewer: Viewer, browser) -> Iterator[tuple]:
    for meeting in rules.facts.meetings:
        with viewer.scope.transaction():
            seen = given("SELECT pathways.open_meeting(%s)", meeting.number) != REFUSED
        meets = rules.can(viewer, "works") and rules.meets(viewer, meeting)
        yield ("open_meeting", meeting.number), seen, meets
        if meets:
            heard = {
                line.id
                for line in rules.facts.lines
                if line.meeting_id == meeting.number
                and (not line.restricted or rules.hears_all(viewer, meeting))
            }
            with viewer.scope.transaction():
                yield (
                    "lines",
                    {line for line, *_ in given("SELECT line FROM pathways.lines(%s)", meeting.number)},
                    heard,
                )
    with viewer.scope.transaction():
        for calls, needs, of, rule, key, silent in READS:
            for row in getattr(rules.facts, of):
                allowed = (not needs or rules.can(viewer, needs)) and rule(rules, viewer, row)
                for call in calls:
                    found = given(f"SELECT * FROM {call}", getattr(row, key))
                    yield (
                        (call, getattr(row, key)),
                        bool(found) and found != REFUSED if silent else found != REFUSED,
                        allowed,
                    )
        for case in rules.facts.cases:
            if rules.can(viewer, "works") and rules.works_on(viewer, case):
                yield (
                    "look_in",
                    {name for name, _ in given("SELECT * FROM pathways.look_in(%s, true)", case.number)},
                    rules.looks_too(viewer, case),
                )


def counted(rules: Rules, viewer: Viewer, browser) -> Iterator[tuple]:
    """No number tells of what is kept from whoever reads it."""
    facts = rules.facts
    with viewer.scope.transaction():
        if rules.can(viewer, "works"):
            for whose, rule in (("mine", R.mine), ("team", R.my_teams), ("others", R.at_others)):
                seen = {(waiting, task, contacts) for waiting, task, contacts in given(
                    "SELECT waiting, task, contacts FROM pathways.work(%s, '{}', '{}', 999, 0) WHERE task IS NOT NULL", whose)}  # fmt: skip
                said = [task for task in facts.tasks if rule(rules, viewer, task)]
                yield (
                    f"counts of {whose}",
                    seen,
                    {(len(said), task.number, rules.repeats(viewer, task)) for task in said},
                )
            for case in facts.cases:
                if rules.works_on(viewer, case) and case.closed_at is None:
                    for team, waiting in given(
                        "SELECT team, waiting FROM pathways.teams_for(%s)", case.number
                    ):
                        yield "load", waiting, rules.load(viewer, team)
        if rules.can(viewer, "supervises"):
            for team, waiting in given("SELECT team, waiting FROM pathways.workload()"):
                yield (
                    "workload",
                    waiting,
                    sum(task.team == team and rules.waits_in(viewer, task) for task in facts.tasks),
                )
        mine = sum(
            one.outcome == "" and rules.can(viewer, "works") and rules.our_request(viewer, one)
            for one in facts.requests
        )
        ours = sum(
            one.outcome == "" and rules.can(viewer, "answers") and rules.request_to_us(viewer, one)
            for one in facts.requests
        )
        yield "requests", given("SELECT mine, ours FROM pathways.count_requests()"), [(mine, ours)]
        waiting = sum(one.acknowledged_at is None and one.withdrawn_at is None and rules.can(viewer, "notices") and rules.notice_to_us(viewer, one)
                      for one in facts.notices)  # fmt: skip
        yield "notices", given("SELECT to_us FROM notices.count()"), [(waiting,)]


def opened(rules: Rules, viewer: Viewer, browser) -> Iterator[tuple]:
    """A page of what there is answers as the functions do."""
    address, of, needs, rule = rules.world.choose(PAGES)
    if there := getattr(rules.facts, of):
        row = rules.world.choose(there)
        allowed = (not needs or rules.can(viewer, needs)) and rule(rules, viewer, row)
        client = browser(viewer.user)
        client.raise_request_exception = False
        status = client.get(address % row.number).status_code
        yield f"{address % row.number} answered {status}", status == 200, allowed
