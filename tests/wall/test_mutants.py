"""Each filter that a page's own query has is taken away in turn: the database still gives nothing foreign."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connections
from django.test import Client

from commonthread.access.permissions import ROLES, Role
from commonthread.access.terms import AgencyKind
from commonthread.records.record import Mention, MentionRole
from commonthread.rights.actions import hold_person, open_request, propose_erasure
from commonthread.rights.terms import Request
from commonthread.web.conftest import browser  # noqa: F401
from commonthread.web.page import pages
from tests.delivering import ROW, Sender
from tests.wall.test_every_case_door import Whole

DIGITS = re.compile(r"\d+")
WORD = re.compile(r"\b(WHERE|GROUP BY|ORDER BY|LIMIT)\b")
VISITORS = (
    (AgencyKind.CHILDRENS_SERVICES, Role.HUB_OFFICER),
    (AgencyKind.CHILDRENS_SERVICES, Role.RECORDS_OFFICER),
    (AgencyKind.CHILDRENS_SERVICES, Role.SOCIAL_WORKER),
    (AgencyKind.CHILDRENS_SERVICES, Role.DATA_PROTECTION_OFFICER),
    (AgencyKind.CHILDRENS_SERVICES, Role.ADMINISTRATOR),
    (AgencyKind.SCHOOL, Role.SCHOOL_LEAD),
)
Visit = tuple[Client, str]


def mutant(sql: str, params: list) -> tuple[str, list] | None:
    """The statement without its filter and what was bound in it; None where it has none."""
    outside = [m for m in WORD.finditer(sql) if sql.count("(", 0, m.start()) == sql.count(")", 0, m.start())]
    places = [place for place, m in enumerate(outside) if m[0] == "WHERE"]
    if not places:
        return None
    begins = outside[places[0]].start()
    ends = outside[places[0] + 1].start() if places[0] + 1 < len(outside) else len(sql)
    before, within = sql[:begins].count("%s"), sql[begins:ends].count("%s")
    return f"{sql[:begins]}{sql[ends:]}".strip(), [*params[:before], *params[before + within :]]


@contextmanager
def wrapped(wrapper: Callable) -> Iterator[None]:
    with connections["app"].execute_wrapper(wrapper):
        yield


@pytest.fixture
def foreign(make, tmp_path) -> tuple[str, dict[str, int]]:
    """An agency whose every trace bears a word of its own; and the numbers of its things."""
    word = f"Quenby{make.mark}"
    sender = Sender(make, tmp_path)
    delivered = sender.deliver(ROW, ROW.wrong(word))
    council, person = sender.agency, make.person()
    record = make.record(
        council,
        make.draft("case_note", Mention(role=MentionRole.SUBJECT, given_name="Odalys", family_name=word)),
        persons=(person,),
    )
    officer = make.scope(council, Role.RECORDS_OFFICER)
    with officer.transaction():
        hold = hold_person(by=officer, person=person, reason=word)
        review = propose_erasure(by=officer, record=record, reason=word)
        request = open_request(
            by=officer,
            person=person,
            what=Request.ACCESS,
            received_on=date(2026, 9, 2),
            identity_checked=word,
        )
    (reject,) = make._owner("SELECT max(number) FROM feeds_reject WHERE delivery = %s", delivered.delivery)
    (mention,) = make._owner("SELECT min(number) FROM content.mention WHERE record = %s", record)
    return word, {
        "person": person, "record": record, "delivery": delivered.delivery, "reject": reject, "mention": mention,
        "hold": hold, "review": review, "request": request,
    }  # fmt: skip


def visits(make, browser, numbers) -> list[Visit]:  # noqa: F811
    """Every page that each visitor of another agency may try, with the numbers of what is foreign to them."""
    found = []
    for kind, role in VISITORS:
        client = browser(make.user(make.agency(kind), role))
        client.raise_request_exception = False
        for page in pages().values():
            if "GET" in page.methods and page.needs in ROLES[role].permissions:
                found += [(client, f"/{address}") for address in addresses(page.route, numbers)]
    return found


def addresses(route: str, numbers: dict[str, int]) -> set[str]:
    """The route with each foreign number in each of its places."""
    places = re.findall(r"<[^>]+>", route)
    if not places:
        return {route}
    return {re.sub(r"<[^>]+>", str(number), route) for number in numbers.values()}


def test_no_page_shows_anything_foreign_without_its_own_filters(make, browser, foreign):  # noqa: F811
    word, numbers = foreign
    assert hold_without_filters(visits(make, browser, numbers), lambda _, text: word in text), (
        "most pages ask functions, which filter for them; some do not"
    )


def test_no_page_shows_a_stranger_anything_of_a_case_without_its_own_filters(make, fresh_database, browser):  # noqa: F811
    whole = Whole(make)
    stranger = whole.strangers()["the hub of an agency that is not asked"]
    client = browser(stranger.user)
    client.raise_request_exception = False
    going = [
        (client, f"/{address}")
        for page in pages().values()
        if "GET" in page.methods and page.needs in ROLES[stranger.role].permissions
        for address in addresses(page.route, whole.there)
    ]
    hold_without_filters(
        going, lambda visit, text: whole.numbers & set(DIGITS.findall(text)) - set(DIGITS.findall(visit[1]))
    )


def hold_without_filters(going: list[Visit], shows: Callable[[Visit, str], object]) -> set[str]:
    """Nothing foreign is shown on these visits, with the filter of each statement and without; which statements had one."""
    issued: dict[str, list[Visit]] = defaultdict(list)
    for visit in going:

        def note(execute, sql, params, many, context, visit=visit):
            if mutant(sql, list(params or ())):
                issued[sql].append(visit)
            return execute(sql, params, many, context)

        with wrapped(note):
            assert not shows(visit, shown(visit)), visit[1]
    assert len(going) > 100
    ran = set()
    for filtered, on in issued.items():

        def unfilter(execute, sql, params, many, context, filtered=filtered):
            if sql == filtered:
                sql, params = mutant(sql, list(params or ()))
                found = execute(sql, params, many, context)
                ran.add(filtered)
                return found
            return execute(sql, params, many, context)

        for visit in on:
            with wrapped(unfilter):
                assert not shows(visit, shown(visit)), (visit[1], filtered)
    assert ran == set(issued), "without its filter it is no statement any more"
    return ran


def shown(visit: Visit) -> str:
    client, address = visit
    answer = client.get(address)
    return b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()


@pytest.mark.parametrize(
    ("sql", "without"),
    [
        ("SELECT a FROM t WHERE b = %s ORDER BY c", "SELECT a FROM t ORDER BY c"),
        ("SELECT a FROM t WHERE b = %s AND d = %s", "SELECT a FROM t"),
        ("SELECT f(%s) FROM t WHERE b = %s LIMIT %s", "SELECT f(%s) FROM t LIMIT %s"),
        (
            "SELECT (SELECT b FROM u WHERE c = %s) FROM t WHERE d = %s",
            "SELECT (SELECT b FROM u WHERE c = %s) FROM t",
        ),
    ],
)
def test_a_filter_is_taken_away_with_what_was_bound_in_it(sql, without):
    changed, params = mutant(sql, [*"xyz"][: sql.count("%s")])
    assert (changed, len(params)) == (without, without.count("%s"))
