"""Whoever is shown by any page, call, task or command stands on the ledger for that opening, exactly once."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections
from typer.main import get_command

from commonthread import flow
from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.cli import app
from commonthread.records.queries import ask, take
from commonthread.web.api.service import api
from commonthread.web.conftest import browser  # noqa: F401
from commonthread.web.page import pages
from tests.calling import system
from tests.delivering import ROW, Sender
from tests.journeys.visits import NOT_PAGES, visit
from tests.journeys.visits.going import Visit
from tests.journeys.visits.record import a_delivery, a_record
from tests.wall.crawling import Ledger, Marks, amiss, letters
from tests.wall.hiding import ABENA, Town

OPENED = {name: page for name, page in pages().items() if "GET" in page.methods and name not in NOT_PAGES}
# What these visits show of somebody, or the crawler could not fail there. No other page shows anybody.
SHOW = {
    "person", "household_page", "investigation", "why_one_person", "unlink_mention", "identity_pair", "record", "correct_record", "consent",
    "known", "case", "close_case", "meeting", "front_door", "triage", "persons_request_item", "persons_request_bundle",
}  # fmt: skip
# Of what is no page: what gives out something of somebody, each with its test below; and what does not.
FILES = {"record_attachment", "delivery_rejects", "who_found"}
TELL_OF_NOBODY = set(NOT_PAGES) - FILES
# Of files, and of parts of a page: beside which page each stands, of whose visit it has its numbers.
BESIDE = {
    "who_saw_csv": "who_saw", "my_readings_csv": "my_readings", "unusual_readings_csv": "unusual_readings",
    "staff_csv": "staff", "processing_csv": "processing", "others": "case",
    "meeting_calendar": "meeting", "meeting_asked_calendar": "meeting_answer",
}  # fmt: skip
# Pages that show somebody again where a form of theirs was sent with nothing filled in.
SHOW_AGAIN = {
    "close_case", "consent", "investigation", "identity_pair", "persons_request_item", "triage", "unlink_mention",
}  # fmt: skip
SENT = {name: page for name, page in OPENED.items() if "POST" in page.methods}


def opened(make, browser, arrange: Callable[[], Visit], sent: dict[str, str] | None = None):  # noqa: F811
    """Whom an address showed to its visitor, and what was told of it on the ledger; where a form is sent there, its answer."""
    marks = Marks(make)
    going = arrange()
    marks.put()
    ledger, client = Ledger(make), browser(going.user)
    answer = (
        client.get(going.address, follow=True)
        if sent is None
        else client.post(going.address, sent, follow=True)
    )
    assert sent is not None or answer.status_code == 200, going.address
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return marks.shown_in(body.decode("utf-8", "replace")), ledger.told(going.user)


@pytest.mark.parametrize("name", OPENED)
def test_whoever_a_page_shows_is_on_the_ledger_once(make, browser, name):  # noqa: F811
    shown, told = opened(make, browser, lambda: visit(OPENED[name], make))
    assert amiss(shown, told) == []
    assert bool(shown) == (name in SHOW)


@pytest.mark.parametrize("name", SENT)
def test_whoever_a_form_shows_again_is_on_the_ledger_once(make, browser, name):  # noqa: F811
    """A form in which nothing is filled in, as by somebody who presses too soon."""
    shown, told = opened(make, browser, lambda: visit(SENT[name], make), sent={})
    assert amiss(shown, told) == []
    assert bool(shown) == (name in SHOW_AGAIN)


@pytest.mark.parametrize("name", BESIDE)
def test_what_stands_beside_a_page_shows_nobody(make, browser, name):  # noqa: F811
    shown, _ = opened(make, browser, lambda: beside(visit(OPENED[BESIDE[name]], make), name))
    assert not shown


def beside(going: Visit, name: str) -> Visit:
    page = OPENED[BESIDE[name]]
    numbers = re.fullmatch(re.sub(r"<\w+:(\w+)>", r"(?P<\1>[^/]+)", page.route), going.address.strip("/"))
    return Visit(
        going.user, "/" + re.sub(r"<\w+:(\w+)>", lambda place: numbers[place[1]], pages()[name].route)
    )


def test_every_page_is_opened_or_gives_out_nobody():
    assert OPENED.keys() | FILES | TELL_OF_NOBODY >= {
        name for name, page in pages().items() if "GET" in page.methods
    }
    assert OPENED.keys() >= SHOW


@pytest.mark.parametrize("name", ["entered", "recipients_page"])
def test_whoever_another_test_hides_does_not_hide_what_is_visited(make, fresh_database, browser, name):  # noqa: F811
    """A record that nobody has linked is withheld where it could be about somebody hidden, who in other tests is the example's child."""
    agency, (hidden,) = make.agency(), make._owner("SELECT identity.new_person()")
    make.record(agency, make.draft("home_visit"), persons=(hidden,))
    make._owner("INSERT INTO access_restriction (person, team, why, by, review_on) VALUES (%s, %s, 'fled', 1, current_date + 9)",
                hidden, make.team(agency))  # fmt: skip
    going = visit(OPENED[name], make)
    assert browser(going.user).get(going.address).status_code == 200


def test_an_attachment_is_its_record(make, browser):  # noqa: F811
    def with_attachment() -> Visit:
        going = a_record(make)
        record = int(going.address.rpartition("/")[2])
        (number,) = make._owner(
            "INSERT INTO content.attachment (record, name, media_type, sha256, bytes, scanned_by) "
            "VALUES (%s, 'note.txt', 'text/plain', sha256('x'), %s, '') RETURNING number",
            record, f"Kw{letters(record)}".encode(),
        )  # fmt: skip
        return Visit(going.user, f"{going.address}/attachments/{number}")

    shown, told = opened(make, browser, with_attachment)
    assert shown
    assert amiss(shown, told) == []


@pytest.mark.parametrize("address", ["/rejects/{reject}", "/deliveries/{delivery}/rejects.csv"])
def test_what_was_rejected_is_shown_once_it_stands_on_the_ledger(make, browser, address):  # noqa: F811
    going = a_delivery(make, address)
    ledger = Ledger(make)
    assert b"V2" in b"".join(browser(going.user).get(going.address))
    assert len(ledger.told(going.user)) == 1


def test_whoever_a_search_shows_is_on_the_ledger_and_nobody_hidden(make, fresh_database, browser):  # noqa: F811
    town = Town(make)
    colleague = town.somebody().user
    typed = {
        "given_name": ABENA.given_name,
        "family_name": ABENA.family_name,
        "born": ABENA.born_on.isoformat(),
    }
    for is_hidden in (False, True):
        if is_hidden:
            town.restrict()
        ledger, client = Ledger(make), browser(colleague)
        shown = ABENA.family_name.encode() in client.post("/who", typed, follow=True).content.split(b"<main")[
            1
        ].replace(b'value="' + ABENA.family_name.encode(), b"")
        told = ledger.told(colleague)
        assert shown != is_hidden
        assert told == ([] if is_hidden else [(town.mother, frozenset({town.records["mother"]}))])


def test_what_a_system_is_given_of_somebody_stands_on_the_ledger(make, tmp_path):
    """Of people it is told by *who knows them*, which test_asking.py proves; else it gets back what it sent."""
    sender = Sender(make, tmp_path)
    delivered = sender.deliver(ROW, ROW.wrong("V2"))
    (reject,) = make._owner("SELECT max(number) FROM feeds_reject WHERE delivery = %s", delivered.delivery)
    calling = system(make, sender.agency)
    for path, methods in api.get_openapi_schema()["paths"].items():
        if "get" not in methods:
            continue
        number = reject if "rejects" in path else delivered.delivery
        ledger = Ledger(make)
        answer = calling.get(path.replace("{number}", str(number)))
        tells = b"31/02/2026" in answer.content
        told = make._owner(
            "SELECT count(*) FROM ledger_entry WHERE number > %s AND type = ANY ('{disclosure,consultation}') AND agency = %s",
            ledger.before, sender.agency,
        )[0]  # fmt: skip
        assert told == tells, path


@pytest.mark.parametrize("task", [*flow.TASKS, *flow.PERIODIC], ids=lambda task: task.__name__)
def test_a_task_gives_nothing_out(make, capsys, task):
    """What one gives out it would return, print, or write for somebody to fetch; exports are commands."""
    make.record(make.agency(), make.draft("case_note", ABENA), persons=(make.person(),))
    assert task(0 if task in flow.PERIODIC else []) is None
    assert ABENA.family_name not in "".join(capsys.readouterr())


# Each command, and why it shows nobody; or the test that proves that what it gives out is on the ledger.
NUMBERS, OTHERS_FILES, INVENTED = (
    "numbers and hashes",
    "files that are its own to read, and no database",
    "invented people",
)
COMMANDS = {
    "serve": "pages", "worker": "tasks", "migrate": "tables", "roles create": "logins", "synthesise": INVENTED,
    "load": "columns and counts of what its caller gave it, never a value", "docs": "declarations",
    "export national": "test_what_is_handed_back_is_a_disclosure_of_everybody_in_it",
    "wall prove": "tests", "bounced": NUMBERS, "replay": "counts and times", "who": INVENTED + ", in the demo alone", "clock due": "dates", "clock rules": "sources", "ledger key": NUMBERS, "ledger seal": NUMBERS, "ledger checkpoint": NUMBERS,
    "ledger verify": NUMBERS, "ledger prove": NUMBERS, "ledger consistency": NUMBERS, "ledger export": NUMBERS,
    "ledger adopt": NUMBERS,
}  # fmt: skip
GROUPS = {"places": "places", "identity": OTHERS_FILES, "client": "systems", "sign-in": "accounts of the staff",
          "post": "posts of the staff", "agency": "agencies and whom to ring"}  # fmt: skip


def commands() -> set[str]:
    found = set()
    for name, command in get_command(app).commands.items():
        found |= {f"{name} {under}" for under in command.commands} if hasattr(command, "commands") else {name}
    return found


def test_every_command_says_what_it_shows_of_people():
    assert {name for name in commands() if name.split()[0] not in GROUPS} == COMMANDS.keys()


def test_what_is_handed_back_is_a_disclosure_of_everybody_in_it(make, fresh_database, tmp_path: Path):
    agency, ledger = make.agency(AgencyKind.CHILDRENS_SERVICES), Ledger(make)
    people = [make.person() for _ in range(3)]
    records = [
        make.record(agency, make.draft("referral"), persons=(person,)) for person in (*people, people[0])
    ]
    flow.hand_back(agency=agency, out=tmp_path / "out.jsonld", reason="leaving the service")
    told = ledger.told(None)
    for person, of in zip(people, ({records[0], records[3]}, {records[1]}, {records[2]}), strict=True):
        assert [
            read & frozenset(records) for subject, read in told if subject == person and read & set(records)
        ] == [of]


@pytest.mark.parametrize("ends", ["in one transaction", "rolled back"])
def test_raw_sql_that_asks_and_does_not_commit_gets_nothing(make, ends):
    agency, person = make.agency(), make.person()
    number = make.record(agency, make.draft("case_note", ABENA), persons=(person,))
    scope, ledger = make.scope(agency, Role.POLICE_SUPERVISOR), Ledger(make)
    asked = None
    with pytest.raises(NotAllowed), scope.transaction():
        asked = ask([number], purpose=Purpose.OWN_WORK, reason="quick")
        if ends == "in one transaction":
            take(asked)
        raise NotAllowed
    with pytest.raises(NotAllowed), scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT * FROM records.take(%s)", [asked])
    assert ledger.told(scope.user) == []
