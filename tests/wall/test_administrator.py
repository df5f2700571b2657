"""An administrator sees no content at all, whatever they try: every page, and every function that the logins may call."""

import re
from datetime import UTC, datetime

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from commonthread.access.logins import Login
from commonthread.access.permissions import Role
from commonthread.access.scope import ENTER, open_scope
from commonthread.access.terms import AgencyKind
from commonthread.records.record import Mention, MentionRole
from commonthread.web.page import pages
from tests.coming_in import come_in

CHILD = Mention(role=MentionRole.SUBJECT, given_name="Odalys", family_name="Quenby", postcode="B99 1ZZ")
TELLING = ("Odalys", "Quenby", "B99 1ZZ")
CALLABLE = """
SELECT p.pronamespace::regnamespace::text, p.proname, ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) t)
  FROM pg_proc p WHERE has_function_privilege(%s, p.oid, 'EXECUTE')
   AND p.pronamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema', 'public') ORDER BY 1, 2
"""


@pytest.fixture
def known(fresh_database, make):
    """An agency that knows a child, in every way in which one can be known; and its administrator."""
    agency, child, other = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person(), make.person()
    records = [
        make.record(agency, make.draft(kind, CHILD), persons=(child,)) for kind in ("home_visit", "case_note")
    ]
    records.append(make.record(agency, make.draft("case_note", CHILD), persons=(other,)))
    first, second = make._owner("SELECT min(number), max(number) FROM content.mention")
    (pair,) = make._owner(
        "INSERT INTO identity_pair (first, second, model, weight, decision, reason) VALUES (%s, %s, '2026-11', 3, '', '') "
        "RETURNING number", first, second,
    )  # fmt: skip
    return make.user(agency, Role.ADMINISTRATOR), [*records, child, other, first, second, pair, 1]


def worth(type: str, number: int, numbers: list[int], ticket: str) -> object:
    return {
        "bigint": number, "integer": 50, "smallint": 1, "bigint[]": numbers, "text": "putting a record right", "text[]": ["x"],
        "uuid": ticket, "jsonb": "{}", "json": "{}", "boolean": True, "bytea": b"x", "double precision": 1.0,
        "date": datetime.now(UTC).date(), "timestamp with time zone": datetime.now(UTC),
    }.get(type)  # fmt: skip


def telling(login: Login, token: str, numbers: list[int]) -> set[str]:
    """Every function that the login may call and that says a word of the child's, or names a person, in this scope.

    Tickets that some function gave are presented to all the others.
    """
    tickets, told = ["00000000-0000-4000-8000-000000000000"], set()
    address = {**settings.ADDRESSES[login], "dbname": connections["app"].settings_dict["NAME"]}
    with psycopg.connect(**address) as connection:
        functions = connection.execute(CALLABLE, [login]).fetchall()
        connection.commit()
        for ticket in tickets:
            for schema, name, types in functions:
                for number in numbers if "bigint" in types else numbers[:1]:
                    given = [worth(type, number, numbers, ticket) for type in types]
                    marks = ", ".join(f"%s::{type}" for type in types)
                    try:
                        connection.execute(ENTER, [token])
                        found = str(
                            connection.execute(f"SELECT * FROM {schema}.{name}({marks})", given).fetchall()
                        )
                    except psycopg.Error:
                        connection.rollback()
                        continue
                    connection.commit()
                    if any(word in found for word in (*TELLING, str(numbers[3]))):
                        told.add(f"{schema}.{name}")
                    if len(tickets) < 20:
                        tickets += re.findall(r"UUID\('([0-9a-f-]{36})'\)", found)
    return told


@pytest.mark.parametrize("login", [Login.APP, Login.FINDER])
def test_no_function_tells_an_administrator_anything(known, login):
    user, numbers = known
    assert telling(login, open_scope(user).token, numbers) == set()


def test_the_same_attempts_by_somebody_who_may_read_do_tell(known, make):
    """Or the test above would prove nothing."""
    administrator, numbers = known
    (agency,) = make._owner("SELECT agency_id FROM access_post WHERE user_id = %s", administrator)
    told = telling(Login.APP, open_scope(make.user(agency, Role.RECORDS_OFFICER)).token, numbers)
    assert {"records.take", "records.envelopes", "identity.take_why", "identity.take_pair"} <= told


def test_no_page_tells_an_administrator_anything(known):
    user, numbers = known
    client = Client(SERVER_NAME="localhost")
    come_in(client, user)
    for page in pages().values():
        for number in numbers:
            address = "/" + re.sub(r"<(?:number|int):\w+>", str(number), page.route)
            address = re.sub(r"<\w+:\w+>|<\w+>", "home_visit", address)
            for answer in (
                client.get(address),
                client.post(address, {"purpose": "x", "because": "x", "reason": "x"}),
            ):
                said = answer.content.decode(errors="replace") if not answer.streaming else ""
                assert not [word for word in TELLING if word in said], f"{page.name} tells an administrator"
            if "<" not in page.route:
                break
        come_in(client, user)
