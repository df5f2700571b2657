"""Whoever has no part in a case, or is kept apart from it, is answered by every function of the Hub as about no case at all."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections
from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.scope import WHY, Scope
from commonthread.access.statements import value
from commonthread.access.terms import AgencyKind, Category, Level
from commonthread.notices.actions import ToAgency
from commonthread.pathways.actions import close_case
from commonthread.pathways.handover import offer_case, offer_task
from commonthread.pathways.meetings import Comes, answer_meeting
from commonthread.pathways.meetings_reading import open_meeting
from commonthread.pathways.minutes import Minutes, as_json
from commonthread.pathways.queries import case as case_numbered
from commonthread.pathways.tasks import add_task, follow_procedure
from tests.discussing import GIRL
from tests.disputing import Disputed
from tests.making import AT
from tests.noticing import mark, send
from tests.wall.case_doors import CASE_COUNTS, CASE_DOORS, CASE_LISTS, NO_CASE
from tests.wall.hiding import Undone
from tests.wall.test_every_door import GRANTED
from tests.wall.test_kept_from_own import apart
from tests.wall.test_requests import ask

DIGITS = re.compile(r"\d+")
NOBODYS = 999_000_000_000
IN_A_DAY = timedelta(days=1)
NOTHING_SAID = as_json(Minutes("Strategy discussion", AT, "A chair", "The council", (), "", (), ()))


class Whole(Disputed):
    """A case with everything that may hang from one: at the council that has it, and at the police that are asked."""

    def __init__(self, make) -> None:
        super().__init__(make)
        (team,) = make._owner("SELECT team_id FROM access_post WHERE user_id = %s", self.worker.user)
        self.team, worker, case = team, self.worker, self.case
        self.manager = make.scope(self.council, Role.TEAM_MANAGER, team=team)
        peer = make.user(self.council, Role.SOCIAL_WORKER, team=team)
        police_team = make.team(self.police)
        self.officer = make.scope(self.police, Role.HUB_OFFICER, team=police_team)
        soon = {"due_at": now() + IN_A_DAY, "source": "so", "because": "so"}
        attendee = self.sends(self.nurse)
        (theirs,) = make._owner(
            "SELECT id FROM pathways_attendee WHERE meeting_id = %s AND agency = %s", self.number, self.police
        )
        with self.sergeant.transaction():
            answer_meeting(by=self.sergeant, attendee=theirs, answer=Comes.COMES, sends=self.sergeant.user)
        with worker.transaction():
            value("SELECT pathways.give_team(%s, 'ours')", case)
            added = add_task(by=worker, case=case, does="see her", to_user=peer, **soon)
            asked = add_task(by=worker, case=case, does="tell us", to_agency=self.police, **soon)
        with worker.transaction():
            offer = offer_task(by=worker, task=self.task.number, to_team=team, note="for whoever is here")
        with worker.transaction():
            lead_offer = offer_case(by=worker, case=case, to_team=team, note="for whoever is here")
        request = ask(
            worker,
            case,
            self.children[0],
            self.police,
            category=Category.CRIME_AND_INCIDENTS,
            level=Level.SUMMARY,
        )
        notice = send(worker, case, ToAgency(self.police), about=self.children[0])
        address = mark(worker, case)
        closed, orphan = (
            make.case(worker, self.children[0]),
            make.case(make.scope(self.council, Role.SOCIAL_WORKER, team=team), self.children[0]),
        )
        with worker.transaction():
            close_case(by=worker, case=closed, because="so", outcomes={self.children[0]: "safe"})
        make._owner(
            'UPDATE access_post p SET until_at = now() FROM pathways_member m WHERE m.case_id = %s AND m."user" = p.user_id',
            orphan,
        )
        make._owner(
            "INSERT INTO pathways_member (case_id, team, leads, because, ended_because) VALUES (%s, %s, false, '', '')",
            closed,
            team,
        )
        make._owner("UPDATE pathways_caseperson SET added_by = 0 WHERE case_id IN (%s, %s)", orphan, closed)
        make._owner("INSERT INTO pathways_contact (record, case_id, route, reference, about, district, is_pressing, wants_answer, "
                    "from_agency, answer) VALUES (%s, %s, 'professional', 'so', 'child', 'E08000025', false, true, '', '')",
                    self.note, case)  # fmt: skip
        make._owner("INSERT INTO pathways_sample (number, agency, team, seed, among, drawn, drawn_by) VALUES (%s, %s, %s, 's', %s, %s, 1)",
                    case + 7, self.council, team, [case], [case])  # fmt: skip
        make._owner("INSERT INTO pathways_meeting SELECT (jsonb_populate_record(m, jsonb_build_object('number', m.number + 1, 'ended_at', now(), "
                    "'ended_by', m.chair))).* FROM pathways_meeting m WHERE m.number = %s", self.number)  # fmt: skip
        make._owner(
            "INSERT INTO pathways_minutes (meeting_id, number, body, withheld, approved_by, because) VALUES (%s, 1, %s, '{}', %s, '')",
            self.number + 1,
            NOTHING_SAID,
            worker.user,
        )
        (there,) = make._owner("INSERT INTO pathways_attendee (meeting_id, sort, agency, name, capacity, part, part_because, answer, words, "
                               "invited_by) VALUES (%s, 'outsider', '', 'A teacher', '', 'open', '', 'comes', '', 1) RETURNING id", self.number + 1)  # fmt: skip
        (given,) = make._owner("INSERT INTO pathways_attendee (meeting_id, sort, agency, name, capacity, part, part_because, answer, words, "
                               "invited_by) VALUES (%s, 'agency', %s, '', '', 'whole', '', 'comes', '', 1) RETURNING id", self.number + 1, self.police)  # fmt: skip
        make._owner("INSERT INTO notices_notice SELECT (jsonb_populate_record(n, jsonb_build_object('number', n.number + 1, 'kind', 'minutes', "
                    "'sent_at', now()))).* FROM notices_notice n WHERE n.number = %s", notice)  # fmt: skip
        make._owner("INSERT INTO pathways_given (minutes_id, attendee_id, way, notice, said_by, given_by) SELECT id, %s, 'notice', %s, '', %s "
                    "FROM pathways_minutes WHERE meeting_id = %s", given, notice + 1, worker.user, self.number + 1)  # fmt: skip
        (line,) = make._owner("INSERT INTO pathways_line (meeting_id, sort, words, threshold, agency, restricted, unfinished, typed_by, because) "
                              "VALUES (%s, 'note', 'said', '', '', false, false, 1, '') RETURNING id", self.number + 1)  # fmt: skip
        make.hub("E08000026")
        door, again = (self.at_the_front_door(team, case + place) for place in (1, 2))
        make._owner(
            "UPDATE pathways_contact SET joined_from = %s, joined_at = now(), joined_by = 1 WHERE case_id = %s",
            closed,
            again,
        )
        inquiry, signed = self.investigated()
        make._owner("INSERT INTO pathways_disagreement (number, case_id, agency, edition, decision, why, wanted, raised_by, settled_at, told_by) "
                    "SELECT number + 1, case_id, agency, edition, decision, why, wanted, raised_by, now(), 1 FROM pathways_disagreement "
                    "WHERE number = %s", self.raised)  # fmt: skip
        with self.officer.transaction():
            value("SELECT notices.ask(%s)", notice)
        for scope in (worker, self.manager, self.sergeant, self.nurse):
            open_meeting(scope, self.number)
        open_meeting(worker, self.number + 1)
        (member,) = make._owner("SELECT id FROM pathways_member WHERE case_id = %s AND team = %s", case, team)
        (edition,) = make._owner(
            "SELECT max(edition) FROM pathways_declaredstep WHERE pathway = 'disagreement'"
        )
        (unit,) = make._owner(
            "SELECT code FROM pathways_policingunit WHERE since <= current_date AND until IS NULL LIMIT 1"
        )
        self.same = {"police": self.police, "peer": peer, "team": team, "police_team": police_team, "edition": edition, "unit": unit,
                     "stranger": make.person(), "sample": case + 7}  # fmt: skip
        self.there = {
            "case": case, "closed": closed, "orphan": orphan, "child": self.children[0], "brother": self.children[1], "step": self.task.number,
            "added": added, "asked": asked, "offer": offer, "request": request, "notice": notice, "address": address, "meeting": self.number,
            "attendee": attendee, "theirs": theirs, "member": member, "disagreement": self.raised, "record": self.note,
            "ended": self.number + 1, "there": there, "given": given, "line": line, "door": door,
            "again": again, "lead_offer": lead_offer, "inquiry": inquiry, "signed": signed, "settled": self.raised + 1,
        }  # fmt: skip
        self.nowhere = {name: NOBODYS + place for place, name in enumerate(self.there)}
        self.numbers = {
            str(self.there[name])
            for name in self.there.keys()
            - {"child", "brother", "record", "attendee", "theirs", "there", "given", "line", "member"}
        }

    def at_the_front_door(self, team: int, number: int) -> int:
        """Another contact about her, which nobody has looked at."""
        make = self.make
        record = make.record(self.council, make.draft("case_note", GIRL), persons=self.children[:1])
        make._owner("INSERT INTO pathways_case (number, agency, purpose, power, because, pathway, edition, closed_because) VALUES "
                    "(%s, %s, 'deciding whether a child or adult is at risk', 'so', 'so', 'front-door', '2023', '')", number, self.council)  # fmt: skip
        make._owner("INSERT INTO pathways_member (case_id, team, leads, because, ended_because) VALUES (%s, %s, true, '', '')", number, team)  # fmt: skip
        make._owner("INSERT INTO pathways_contact (record, case_id, route, reference, about, district, is_pressing, wants_answer, "
                    "from_agency, answer) VALUES (%s, %s, 'professional', %s, 'child', 'E08000025', false, true, '', '')",
                    record, number, f"{number}")  # fmt: skip
        return number

    def investigated(self) -> tuple[int, int]:
        """An investigation about her, and the task that its supervisor signs."""
        make, worker = self.make, self.worker
        number = make.case(worker, self.children[0])
        with worker.transaction():
            follow_procedure(by=worker, case=case_numbered(number), pathway="supervised-investigation")
        with worker.transaction():
            value("SELECT pathways.give_team(%s, 'ours')", number)
        make._owner("UPDATE pathways_caseperson SET added_by = 0 WHERE case_id = %s", number)
        (task,) = make._owner("SELECT min(number) FROM pathways_task WHERE case_id = %s", number)
        make._owner("UPDATE pathways_task t SET step = s.name FROM pathways_declaredstep s WHERE t.number = %s AND s.signed "
                    "AND s.pathway = 'supervised-investigation'", task)  # fmt: skip
        return number, task

    def told(self, scope, call, about) -> str:
        """What a call gives somebody or how it is refused, without the numbers in it; nothing that it does is kept."""
        return DIGITS.sub("n", self.given(scope, call, about))

    def given(self, scope, call, about) -> str:
        try:
            with scope.transaction(), connections["app"].cursor() as cursor:
                cursor.execute(call, self.same | about | {"me": scope.user})
                raise Undone(cursor.fetchall())
        except Undone as undone:
            return str(undone)
        except (IntegrityError, *WHY.values()) as refused:
            return f"{type(refused).__name__}: {str(refused).splitlines()[0]}"

    def strangers(self) -> dict[str, Scope]:
        make, council = self.make, self.council
        other = make.agency(AgencyKind.CHILDRENS_SERVICES)
        gone = make.scope(council, Role.SOCIAL_WORKER)
        make._owner("INSERT INTO pathways_member (case_id, \"user\", leads, because, ended_at, ended_because) VALUES (%s, %s, false, '', now(), 'so')",
                    self.case, gone.user)  # fmt: skip
        return {
            "a colleague of another team": make.scope(council, Role.SOCIAL_WORKER, team=make.team(council)),
            "somebody from whom it was taken": gone,
            "a manager of another team": make.scope(council, Role.TEAM_MANAGER, team=make.team(council)),
            "somebody of the asked agency who answers nothing": make.scope(self.police, Role.NEIGHBOURHOOD_OFFICER, team=make.team(self.police)),
            "the hub of an agency that is not asked": make.scope(other, Role.HUB_OFFICER, team=make.team(other)),
            "a school": make.scope(make.agency(AgencyKind.SCHOOL), Role.SCHOOL_LEAD),
            **{role.value: make.scope(council, role) for role in (
                Role.RECORDS_OFFICER, Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR, Role.INSPECTOR, Role.PROTECTED_PERSONS)},
        }  # fmt: skip

    def insiders(self) -> tuple[Scope, ...]:
        return self.worker, self.manager, self.sergeant, self.officer, self.nurse


@pytest.fixture
def whole(make, fresh_database):
    return Whole(make)


def called(door: str, given: str) -> str:
    return f"SELECT * FROM {door}({given})"


def test_every_function_of_the_hub_stands_in_the_table(database):
    owner = connections["owner"]
    owner.ensure_connection()
    granted = {
        name for (name,) in owner.connection.execute(GRANTED) if name.startswith(("pathways.", "notices."))
    }
    assert (
        sorted(granted ^ (CASE_DOORS.keys() | CASE_LISTS.keys() | CASE_COUNTS.keys() | NO_CASE.keys())) == []
    )


def test_every_door_tells_those_who_work_on_the_case_something(whole):
    """Or the next tests could not fail."""
    silent = [
        door for door, given in CASE_DOORS.items()
        if all(whole.told(scope, called(door, given), whole.there) == whole.told(scope, called(door, given), whole.nowhere)
               for scope in whole.insiders())
    ]  # fmt: skip
    assert silent == []
    unlisted = [
        door for door, given in CASE_LISTS.items()
        if not any(number in whole.given(scope, called(door, given), {}) for scope in whole.insiders() for number in whole.numbers)
    ]  # fmt: skip
    assert unlisted == []


def differences(whole, scopes) -> list[tuple]:
    told = [
        (door, who, there, nowhere)
        for door, given in CASE_DOORS.items() for who, scope in scopes.items()
        if (there := whole.told(scope, called(door, given), whole.there)) != (nowhere := whole.told(scope, called(door, given), whole.nowhere))
    ]  # fmt: skip
    listed = [
        (door, who, answer)
        for door, given in CASE_LISTS.items() for who, scope in scopes.items()
        if any(number in (answer := whole.given(scope, called(door, given), {})) for number in whole.numbers)
    ]  # fmt: skip
    return told + listed


# Whoever answers other agencies for theirs sees a disagreement about any of its cases: what was written, and nothing of the case.
# Whoever supervises sees by number which cases of the agency are to be supervised.
FOR_THE_AGENCY = {
    (door, "a manager of another team") for door in ("pathways.disagreements", "pathways.stages", "pathways.answer_disagreement", "pathways.read_outcome", "pathways.supervision_due")
}  # fmt: skip


def test_whoever_has_no_part_in_it_is_answered_as_about_no_case(whole):
    strangers = whole.strangers()
    assert {found[:2] for found in differences(whole, strangers)} == FOR_THE_AGENCY
    for count in CASE_COUNTS:
        assert {whole.given(scope, f"SELECT * FROM {count}()", {}) for scope in strangers.values()} <= {
            "[(0, 0, 0, 0)]"
        }


def test_whoever_is_kept_apart_is_answered_as_about_no_case_whatever_they_had_of_it(whole):
    insiders = {
        "the manager": whole.manager,
        "the sergeant": whole.sergeant,
        "the hub officer": whole.officer,
        "the nurse": whole.nurse,
    }
    for scope in insiders.values():
        apart(whole.make, scope, whole.children[0])
    assert differences(whole, insiders) == []
    assert {
        whole.given(scope, f"SELECT * FROM {count}()", {})
        for count in CASE_COUNTS
        for scope in insiders.values()
    } == {"[(0, 0, 0, 0)]"}
