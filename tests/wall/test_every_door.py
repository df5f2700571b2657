"""Whoever is hidden is answered as nobody is: by every function that the pages' logins may call, and by every page."""

import ast
import re
from pathlib import Path

import pytest
from django.db import connections

from commonthread.access.permissions import Role
from commonthread.access.terms import Purpose
from commonthread.identity.actions import unlink
from commonthread.identity.conflicts import put
from commonthread.identity.linking import link_unlinked
from commonthread.records.actions import open_person
from commonthread.records.queries import read
from commonthread.records.sealing import seal
from tests.coming_in import come_in
from tests.wall.doors import DOORS, NOBODY, PROVED_BY
from tests.wall.hiding import ABENA, EFUA, SOON, Town, answer

HERE = Path(__file__).parent
NOBODY_THERE = 999_000_000
GRANTED = """
SELECT DISTINCT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE n.nspname IN (SELECT nspname FROM pg_namespace WHERE nspowner = 'ct_owner'::regrole AND nspname <> 'public')
   AND (has_function_privilege('ct_app', p.oid, 'EXECUTE') OR has_function_privilege('ct_finder', p.oid, 'EXECUTE'))
"""


def test_every_function_that_the_pages_may_call_is_in_the_table(database):
    """A new one must say what it tells of somebody hidden, and what proves it."""
    owner = connections["owner"]
    owner.ensure_connection()
    granted = {name for (name,) in owner.connection.execute(GRANTED).fetchall()}
    assert granted - DOORS.keys() - PROVED_BY.keys() - NOBODY.keys() == set()
    assert (DOORS.keys() | PROVED_BY.keys() | NOBODY.keys()) - granted == set()


def test_every_test_that_the_table_names_is_there():
    written = {
        node.name
        for file in HERE.rglob("test_*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef)
    }
    assert set(PROVED_BY.values()) - written == set()


class Known(Town):
    """The mother as well known as somebody can be: looked at, tied, taken apart, merged, waiting to be compared."""

    def __post_init__(self) -> None:
        super().__post_init__()
        make = self.make
        self.draft = make.draft("case_note", ABENA)
        extra = make.record(self.agency, self.draft)
        make._owner("UPDATE records_record SET entered_by = %s WHERE number = %s", self.officer.user, extra)
        child = make.record(self.agency, make.draft("case_note", EFUA))
        apart = make.record(self.agency, make.draft("case_note", ABENA))
        link_unlinked()
        self.team_too = make.scope(self.agency, Role.PROTECTED_PERSONS, team=make.team(self.agency))
        self.callers = {
            "a colleague": self.somebody(),
            "a records officer": self.somebody(Role.RECORDS_OFFICER),
            "another team": self.team_too,
            "a data protection officer": self.somebody(Role.DATA_PROTECTION_OFFICER),
            "those who hold identities apart": self.somebody(Role.PROTECTED_IDENTITIES),
        }
        for who in ("a colleague", "a records officer", "another team"):
            scope = self.callers[who]
            for person in (self.mother, NOBODY_THERE):
                with scope.transaction():
                    open_person(by=scope, person=person, purpose=Purpose.OWN_WORK, because="a call")
        taker = self.callers["a records officer"]
        with taker.transaction():
            unlink(by=taker, mention=self.mention_of(apart), reason="another person")
        former = make._owner("SELECT identity.new_person()")[0]
        make._owner("UPDATE identity_person SET merged_into = %s WHERE number = %s", self.mother, former)
        (pair,) = make._owner(
            "INSERT INTO identity_pair (first, second, model, weight, decision, reason) "
            "VALUES (%s, %s, '2026-11', 3, '', '') RETURNING number",
            self.mention_of(extra), self.mention_of(self.records["stranger"]),
        )  # fmt: skip
        (key,) = make._owner("SELECT encode(key_digest, 'hex') FROM records_record WHERE number = %s", extra)
        (colleague,) = make._owner(
            "SELECT username FROM access_user WHERE id = %s", self.callers["a colleague"].user
        )
        same = {"purpose": Purpose.OWN_WORK.value, "stranger": self.stranger, "colleague": colleague}
        self.hers = same | {"person": self.mother, "record": extra, "mention": self.mention_of(extra), "pair": pair,
                            "parted": self.mention_of(apart), "former": former, "key": key}  # fmt: skip
        self.nobodys = same | {name: NOBODY_THERE + place for place, name in enumerate(
            ("person", "record", "mention", "pair", "parted", "former"))} | {"key": "00" * 32}  # fmt: skip
        self.child = self.person_of(child)


def ask(scope, door, about):
    return answer(scope, DOORS[door], about)


@pytest.fixture
def known(make, fresh_database):
    town = Known.__new__(Known)
    town.make = make
    town.__post_init__()
    return town


def test_every_door_tells_of_somebody_who_is_there_and_not_hidden(known):
    """Or the next test could not fail."""
    silent = [
        door
        for door in DOORS
        if all(
            ask(scope, door, known.hers) == ask(scope, door, known.nobodys)
            for scope in known.callers.values()
        )
    ]
    assert silent == []


def restricted(known):
    known.restrict(known.mother, *known.make._owner(
        "SELECT array_agg(DISTINCT m.person) FROM content.mention m WHERE m.number = %s", known.hers["parted"])[0])  # fmt: skip


def sealed(known):
    for record in known.make._owner("SELECT array_agg(record) FROM content.mention WHERE person = %s OR number = %s",
                                    known.mother, known.hers["parted"])[0]:  # fmt: skip
        with known.officer.transaction():
            seal(by=known.officer, record=record, why="names a witness", review_on=SOON)


def conflicting(known):
    for scope in known.callers.values():
        (username,) = known.make._owner("SELECT username FROM access_user WHERE id = %s", scope.user)
        for number in {
            known.mother,
            known.make._owner("SELECT person FROM content.mention WHERE number = %s", known.hers["parted"])[
                0
            ],
        }:
            with known.officer.transaction():
                put(by=known.officer, username=username, person=number, kind="known privately")


# A sealed record hides what it says; that somebody else's record made the person known is not its secret.
OF_PEOPLE_ALONE = {
    "identity.never_bridge",
    "identity.restrict",
    "identity.put_conflict",
    "rights.hold",
    "rights.open_request",
}


@pytest.mark.parametrize("hide", [restricted, sealed, conflicting])
def test_whoever_is_hidden_is_answered_as_nobody_is_by_every_door(known, hide):
    hide(known)
    told = [
        (door, who, hers, nobodys)
        for door in DOORS
        if not (hide is sealed and door in OF_PEOPLE_ALONE)
        for who, scope in known.callers.items()
        if (hers := ask(scope, door, known.hers)) != (nobodys := ask(scope, door, known.nobodys))
    ]
    assert told == []


def test_nothing_of_the_ledger_is_told_of_somebody_hidden(known):
    reader, officer = known.callers["a colleague"], known.callers["a data protection officer"]
    read(reader, [known.hers["record"]], purpose=Purpose.OWN_WORK, reason="curious")

    def ticket(ask, *params):
        with officer.transaction(), connections["app"].cursor() as cursor:
            cursor.execute(f"SELECT oversight.{ask}", params)
            return cursor.fetchone()[0]

    readings, questions = (
        ticket("ask_readings(%s, 'a complaint', false)", known.mother),
        ticket("ask_questions(now(), 1, false)"),
    )
    lists = {
        "SELECT reader FROM oversight.take_readings(%(ticket)s, '-infinity', 'infinity', '', 9, 0)": readings,
        "SELECT number FROM oversight.take_questions(%(ticket)s, '-infinity', 'no case', NULL, '', 9, 0)": questions,
    }
    before = {sql: answer(officer, sql, {"ticket": found}) for sql, found in lists.items()}
    assert ([],) not in before.values()
    (((question,), *_),) = list(before.values())[1]
    restricted(known)
    assert {answer(officer, sql, {"ticket": found}) == ([],) for sql, found in lists.items()} == {True}
    answers = {
        answer(officer, f"SELECT oversight.answer({number}, 'asked them')::text", {})
        for number in (question, 999_999)
    }
    assert len(answers) == 1


PAGES = (
    "/people/{person}", "/people/{person}/household", "/people/{person}/why", "/people/{person}/purpose",
    "/people/{person}/why/{mention}/unlink", "/records/{record}", "/records/{record}/correct", "/entered/{record}",
    "/records/{record}/attachments/1", "/review/{pair}",
)  # fmt: skip
VARYING = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]*"|nonce-[^\' ]*|\d{9}|/records/\d+|/entered/\d+|/review/\d+|/unlink|[Rr]ecord \d+'
)


def seen(client, address, sent=None):
    """Status, headers and body, without what varies from one number to another."""
    reply = client.get(address) if sent is None else client.post(address, sent)
    headers = {
        name: VARYING.sub(b"", value.encode())
        for name, value in reply.headers.items()
        if name not in ("Content-Length", "Set-Cookie")
    }
    return reply.status_code, headers, VARYING.sub(b"", reply.content)


@pytest.mark.parametrize("who", ["a colleague", "a records officer", "another team", "a newcomer"])
def test_every_page_about_whoever_is_hidden_is_the_page_about_nobody(known, who):
    """For those who looked at her before, and for somebody who never did."""
    from django.test import Client

    scope = known.callers.get(who) or known.somebody(Role.SOCIAL_WORKER)
    client = Client(SERVER_NAME="localhost")
    come_in(client, scope.user)
    assert any(
        seen(client, page.format(**known.hers)) != seen(client, page.format(**known.nobodys))
        for page in PAGES
    )
    restricted(known)
    stated = {"purpose": Purpose.OWN_WORK.value, "because": "a call"}
    for page in PAGES:
        assert seen(client, page.format(**known.hers)) == seen(client, page.format(**known.nobodys)), page
    for going in ("", "household", "why"):
        hers, nobodys = (
            seen(client, f"/people/{about['person']}/purpose", stated | {"going": going})
            for about in (known.hers, known.nobodys)
        )
        assert hers == nobodys
