"""Every role, class of record, relationship and verb: what happens is what the policy table says, by each way in."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import connections
from django.test import Client

from commonthread.access.clients import caller
from commonthread.access.permissions import Role
from commonthread.access.scope import KeyInUse, NotAllowed, NotYourPurpose, Scope
from commonthread.access.terms import Category, Purpose
from commonthread.records.incoming import as_json, as_sent
from commonthread.web.api.service import api
from commonthread.web.conftest import browser  # noqa: F401
from tests.calling import System, system
from tests.wall.policy import CLASSES, OTHERS, SENT, TOLD, Verb, allowed, rows
from tests.wall.policy_world import WHY, Cell, OfASystem, R, World, classes, kind_of

PEOPLE = [row for row in rows() if row.role is not Role.SYSTEM]
(SYSTEM,) = (row for row in rows() if row.role is Role.SYSTEM)
# What a correction says when it may not be made, or stands under a key that is taken.
REFUSED = (NotAllowed, KeyInUse)
QUESTIONS_A_MINUTE = 25


def purpose_in(world: World, cell: Cell) -> Purpose:
    return Purpose.SAFEGUARDING_ENQUIRY if cell[0] is R.NO_CONSENT else world.row.purpose


class Statements:
    """Raw SQL as the pages' login, in a scope of the same person."""

    def __init__(self, world: World) -> None:
        self.world, self.scope = world, world.scope

    def _rows(self, sql: str, *params) -> list[tuple]:
        with self.scope.transaction(), connections["app"].cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def list(self, cell: Cell) -> bool:
        """By its own number, and among what is about its person: the two must say the same."""
        number, person = self.world.records[cell], self.world.people[cell]
        ((by_number, about),) = self._rows(
            "SELECT EXISTS (SELECT 1 FROM records.envelopes(%s::bigint[])), "
            "EXISTS (SELECT 1 FROM records.story(%s::bigint[], NULL) s WHERE s.number = %s)",
            [number], [person], number,
        )  # fmt: skip
        assert by_number == about, cell
        return by_number

    def read(self, cell: Cell) -> bool:
        try:
            ((ticket,),) = self._rows(
                "SELECT records.ask(%s::bigint[], %s, %s)",
                [self.world.records[cell]],
                purpose_in(self.world, cell),
                WHY,
            )
        except NotAllowed:
            return False
        ((_, _, _, mentions, _),) = self._rows("SELECT * FROM records.take(%s)", ticket)
        return self.world.name_in(cell) in (mentions or "")

    def correct(self, cell: Cell) -> bool:
        said = as_json(as_sent(self.world.own, 1, self.world.corrected(cell)))
        with suppress(*REFUSED):
            self._rows("SELECT records.enter(%s::jsonb, %s)", said, self.world.records[cell])
        return self.world.was_corrected(cell)


class Pages:
    """The record's own page and the page that corrects it."""

    def __init__(self, world: World, client: Client) -> None:
        self.world, self.client = world, client
        client.raise_request_exception = False

    def list(self, cell: Cell) -> bool:
        return self._get(cell).status_code == 200

    def read(self, cell: Cell) -> bool:
        shown = self._get(cell)
        if b'name="because"' in shown.content:
            self.client.post(
                self._address(cell), {"purpose": purpose_in(self.world, cell).value, "because": WHY}
            )
            shown = self._get(cell)
        return self.world.name_in(cell).encode() in shown.content

    def correct(self, cell: Cell) -> bool:
        answer = self._get(cell, "/correct")
        return answer.status_code == 200 and self.world.name_in(cell).encode() in answer.content

    def _address(self, cell: Cell, page: str = "") -> str:
        return f"/records/{self.world.records[cell]}{page}"

    def _get(self, cell: Cell, page: str = ""):
        return self.client.get(self._address(cell, page))


class Calls:
    """The API as an agency's system calls it. It has no operation that gives a record out."""

    def __init__(self, world: World, system: System) -> None:
        self.world, self.system = world, system

    def list(self, cell: Cell) -> int:
        """The level at which the holder is named to whoever asks who knows the cell's person."""
        mention = self.world.drafts[cell].mentions[0]
        query = {
            "name": {"familyName": [mention.family_name], "givenName": [mention.given_name]},
            "dateOfBirth": {"date": str(mention.born_on)},
        }
        asked = {"RequestedData": {"Query": query}, "AssertedPurpose": self.world.row.purpose, "reason": WHY}
        answer = self.system.post("/api/v1/match", asked)
        assert answer.status_code == 200, answer.content
        known = [known for match in answer.json()["matches"] for known in match["knownTo"]]
        return next((["", "ring", "summary", "full"].index(found["level"]) for found in known
                     if found["organisation"]["identifier"][0]["value"] == self.world.holders[cell[0]]), 0)  # fmt: skip

    def read(self, cell: Cell) -> bool:
        return any(self.world.name_in(cell).encode() in answer.content
                   for answer in every_operation(self.system.call, self.world.records[cell]))  # fmt: skip

    def correct(self, cell: Cell) -> bool:
        sent = self.world.corrected(cell).model_dump(mode="json", exclude_defaults=True)
        assert self.system.post("/api/v1/records", sent).status_code in (200, 201, 422)
        return self.world.was_corrected(cell)


def every_operation(call: Callable, number: int) -> list:
    """What each operation of the API that reads answers about a number."""
    found = []
    for path, methods in api.get_openapi_schema()["paths"].items():
        address = "/".join(str(number) if part.startswith("{") else part for part in path.split("/"))
        found += [call(method.upper(), address) for method in methods if method == "get"]
    return found


def differences(world: World, cells: list[Cell], *ways: object) -> list[tuple]:
    """Cells in which a way in says another thing than the policy. What corrects a record comes last."""
    wrong = []
    for cell in cells:
        where, category = cell
        for verb in Verb:
            said = allowed(world.row, category, where, verb, writes=world.writes(category))
            for way in ways:
                if verb is Verb.CORRECT and world.was_corrected(cell):
                    continue
                if getattr(way, verb.name.lower())(cell) != said:
                    wrong.append((type(way).__name__, where, category, verb, "must" if said else "must not"))
    return wrong


def states(world: World, client: Client) -> dict[str, set[Purpose]]:
    """For which purposes somebody may say that they look: on the page, by hand, and of a record of their own agency."""
    statements, found = Statements(world), {"page": set(), "SQL": set(), "own record": set()}
    category = min(world.row.classes, default=Category.IDENTITY)
    own = world.make.record(world.own, world.make.draft(kind_of(category, world.row.at).name))
    person = world.make.person()
    for purpose in Purpose:
        sent = {"purpose": purpose.value, "because": WHY}
        if client.post(f"/people/{world.make.person()}/purpose", sent).status_code == 302:
            found["page"].add(purpose)
        for way, sql, about in (
            ("SQL", "SELECT records.open_person(%s, %s, %s)", person),
            ("own record", "SELECT records.ask(%s::bigint[], %s, %s)", [own]),
        ):
            with suppress(NotAllowed, NotYourPurpose):
                statements._rows(sql, about, purpose, WHY)
                found[way].add(purpose)
    return found


@pytest.mark.parametrize("row", PEOPLE, ids=lambda row: row.role)
def test_what_happens_is_what_the_table_says(make, browser, record_property, row):  # noqa: F811
    world = World(make, row)
    client = browser(world.scope.user)
    ways = Pages(world, client), Statements(world)
    assert differences(world, world.cells, *ways) == []
    assert states(world, client) == {
        way: row.states if row.reads else set() for way in ("page", "SQL", "own record")
    }
    for call in (as_a_session(client), with_the_token_of(world.scope)):
        assert {answer.status_code for answer in every_operation(call, world.records[world.cells[0]])} == {
            401
        }
    record_property("tried", len(world.cells) * len(Verb) * (len(ways) + 1))


def as_a_session(client: Client) -> Callable:
    return lambda method, path: client.generic(method, path)


def with_the_token_of(scope: Scope) -> Callable:
    header = {"Authorization": f"Bearer {scope.token}"}
    return lambda method, path: Client(SERVER_NAME="localhost").generic(method, path, headers=header)


def test_a_system_is_answered_as_the_table_says(make, record_property):
    world = OfASystem(make, SYSTEM)
    make.feed_agreement(world.own)
    wrong = []
    for turn, cell in enumerate(world.cells):
        where, category = cell
        if turn % QUESTIONS_A_MINUTE == 0:
            calling = system(make, world.own)
            world.is_now(caller(calling.token).scope)
        told, is_read = Calls(world, calling).list(cell), Calls(world, calling).read(cell)
        if told != TOLD.get(where, 0) or is_read:
            wrong.append(("API", where, category, f"told at level {told}", is_read))
        # A record can be corrected once: of one's own now by the one way in, now by the other.
        if turn % 2:
            wrong += differences(world, [cell], Statements(world))
        if Calls(world, calling).correct(cell) != (where in SENT):
            wrong.append(("API", where, category, Verb.CORRECT))
        if not turn % 2:
            wrong += differences(world, [cell], Statements(world))
    assert wrong == []
    record_property("tried", len(world.cells) * len(Verb) * 2)


def test_the_table_names_every_role_class_and_relationship_once():
    assert [row.role for row in rows()] == list(Role)
    assert set(CLASSES) == set(Category)
    assert set(OTHERS) < set(R)
    every = {(where, category) for row in PEOPLE for where in R for category in classes(row.role, where)}
    assert every == {(where, category) for where in R for category in Category}
