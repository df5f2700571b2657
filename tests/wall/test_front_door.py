"""The front door tells nobody anything: not whoever tells, not another district, not another agency who told."""

import json

import pytest
from django.db import DatabaseError, connections

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed, open_scope
from commonthread.access.terms import AgencyKind, Category, Purpose
from commonthread.pathways.front_door import earlier, reached, who_told
from commonthread.pathways.front_door_list import waiting
from commonthread.pathways.joining import could_join, join_contacts, joined
from commonthread.pathways.queries import case as find
from commonthread.pathways.queries import cases
from commonthread.pathways.tasks import tasks
from commonthread.pathways.telling import tell_us
from commonthread.places.cited import DISTRICTS
from commonthread.records.queries import read
from commonthread.records.record import Mention, MentionRole
from commonthread.web.conftest import browser  # noqa: F401
from commonthread.web.telling.drafting import told as drafted
from tests.telling import tell
from tests.wall.hiding import ABENA, Town
from tests.wall.timing import differences, tells

NEIGHBOUR = {"named": "yes", "your_name": "Wilhelmina Oakapple", "reach": "phone", "reach_at": "07700 900321"}
GENEROUS, PAIRS = 0.01, 20


@pytest.fixture
def hub(make):
    return make.hub(DISTRICTS[3].code)


@pytest.fixture
def told(make, hub, browser):  # noqa: F811
    """What a neighbour told, as the hub's team sees it: its record and its case."""
    tell(browser(), district=hub.district, **NEIGHBOUR)
    return make._owner(
        "SELECT c.record, c.case_id FROM pathways_contact c JOIN pathways_case k ON k.number = c.case_id "
        "WHERE k.agency = %s ORDER BY c.arrived_at DESC LIMIT 1",
        hub.agency,
    )


def test_what_is_told_opens_a_case_of_the_hub_with_the_rating_running(hub, told):
    record, case = told
    officer = open_scope(hub.officer)
    with officer.transaction():
        (listed,) = cases()
        (rating,) = tasks(find(case))
    assert (listed.number, listed.is_mine, listed.people) == (case, True, 0)
    assert rating.step.name == "rating"
    assert (rating.due_at - rating.counts_from).total_seconds() == 3600
    content = read(officer, [record], purpose=Purpose.SAFEGUARDING_ENQUIRY, reason="triage")[record]
    assert "alone in the garden" in content.draft.detail.summary


def test_another_districts_hub_and_another_agency_see_nothing_of_it(make, told):
    record, case = told
    elsewhere = make.hub(DISTRICTS[4].code)
    police = make.scope(make.agency(AgencyKind.POLICE), Role.HUB_OFFICER)
    for scope in (open_scope(elsewhere.officer), police):
        with scope.transaction():
            assert cases() == []
        for look in (lambda: find(case), lambda: tasks_of(case)):
            with pytest.raises(NotAllowed), scope.transaction():
                look()
        with pytest.raises(NotAllowed):
            read(scope, [record], purpose=Purpose.SAFEGUARDING_ENQUIRY, reason="curious")


def tasks_of(case):
    with connections["app"].cursor() as cursor:
        cursor.execute("SELECT * FROM pathways.tasks(%s)", [case])


def test_who_told_is_in_no_mention_no_key_and_no_record(make, told):
    record, _ = told
    for table in ("content.mention", "content.body", "content.key"):
        (said,) = make._owner(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")
        assert "Oakapple" not in said
        assert "7700900321" not in said.replace(" ", "")
    assert "Oakapple" in make._owner("SELECT given::text FROM content.referrer WHERE record = %s", record)[0]


def test_no_login_of_the_pages_reads_who_told(told):
    for alias in ("default", "engine"):
        with pytest.raises(DatabaseError), connections[alias].cursor() as cursor:
            cursor.execute("SELECT * FROM content.referrer")


def test_erased_with_its_record_nobody_who_told_is_left(make, told):
    record, _ = told
    (source,) = make._owner(
        "SELECT prosrc FROM pg_proc WHERE proname = 'erase' AND pronamespace = 'rights'::regnamespace"
    )
    assert "content.referrer" in source
    assert record


def test_what_could_be_about_somebody_restricted_goes_to_the_named_team_alone(make, browser, fresh_database):  # noqa: F811
    town = Town(make)
    town.restrict()
    hub = make.hub(DISTRICTS[5].code)
    hers = {"given_name_0": ABENA.given_name, "family_name_0": ABENA.family_name}
    page = tell(browser(), district=hub.district, **hers).pages[-1][1]
    other = tell(browser(), district=hub.district).pages[-1][1]
    with open_scope(hub.officer).transaction():
        assert len(cases()) == 1
    with town.officer.transaction():
        (case,) = cases()
    assert case.is_mine
    assert plain(page) == plain(other)


def test_whoever_is_hidden_since_is_as_nobody_at_the_front_door(make, fresh_database):
    """The hub worked on it; then the child is restricted for another team."""
    town = Town(make)
    hub = make.hub(DISTRICTS[5].code)
    tell_us(*drafted({"about": ["child"], "district": [hub.district], "worries": ["neglect"], "said": ["thin"], "people": ["1"],
                      "given_name_0": [ABENA.given_name], "family_name_0": [ABENA.family_name], "reach": ["no"]}))  # fmt: skip
    (case, record) = make._owner("SELECT case_id, record FROM pathways_contact")
    make._owner(
        "INSERT INTO records_about (record, person, agency, category) VALUES (%s, %s, %s, 'community')",
        record,
        town.mother,
        hub.agency,
    )
    officer = open_scope(hub.officer)
    with officer.transaction():
        assert [contact.case for contact in waiting()[0]] == [case]
        assert [contact.persons for contact in reached(case)] == [(town.mother,)]
    town.restrict()
    with officer.transaction():
        assert waiting()[0] == []
        assert reached(case) == []
        assert earlier(case) == []
    for asks in ("the notes", "who told"):
        with pytest.raises(NotAllowed):
            who_told(officer, case, reason=asks)


def test_of_whoever_is_hidden_since_no_second_telling_is_offered_or_joined(make, fresh_database):
    town = Town(make)
    hub = make.hub(DISTRICTS[5].code)
    said = {"about": ["child"], "district": [hub.district], "worries": ["neglect"], "said": ["thin"], "people": ["1"],
            "given_name_0": [ABENA.given_name], "family_name_0": [ABENA.family_name], "reach": ["no"]}  # fmt: skip
    for _ in range(2):
        tell_us(*drafted(said))
    make._owner(
        "INSERT INTO records_about (record, person, agency, category) SELECT record, %s, %s, 'community' FROM pathways_contact",
        town.mother, hub.agency,
    )  # fmt: skip
    ((first, again),) = [
        make._owner("SELECT array_agg(case_id ORDER BY arrived_at) FROM pathways_contact")[0]
    ]
    officer = open_scope(hub.officer)
    with officer.transaction():
        assert [(one.case, one.same_people) for one in could_join(again)] == [(first, True)]
    town.restrict()
    with officer.transaction():
        assert could_join(again) == could_join(first) == joined(again) == []
    with pytest.raises(NotAllowed), officer.transaction():
        join_contacts(by=officer, case=again, into=first, because="the same child")


def plain(page):
    """Without its reference, which is drawn by chance."""
    words = page.content.decode()
    before, _, rest = words.partition("<strong>")
    return page.status_code, before, rest[9:]


def test_whoever_tells_cannot_learn_by_the_time_whether_somebody_is_hidden(make, fresh_database):
    town = Town(make)
    town.restrict()
    district = make.hub(DISTRICTS[5].code).district

    def telling(given, family):
        said = {"about": ["child"], "district": [district], "worries": ["neglect"], "said": ["thin"], "people": ["1"],
                "given_name_0": [given], "family_name_0": [family], "reach": ["no"]}  # fmt: skip
        return lambda: tell_us(*drafted(said))

    found = differences(telling(ABENA.given_name, ABENA.family_name), telling("Nobody", "Atall"), PAIRS)
    assert not tells(found, GENEROUS)


def test_a_referrer_in_a_record_of_a_feed_is_named_to_its_own_agency_alone(make):
    """An agreement in full, a case and a consent decision do not open who told."""
    council, police, child = (
        make.agency(AgencyKind.CHILDRENS_SERVICES),
        make.agency(AgencyKind.POLICE),
        make.person(),
    )
    neighbour = Mention(role=MentionRole.REFERRER, given_name="Wilhelmina", family_name="Oakapple")
    draft = make.draft("contact", Mention(role=MentionRole.SUBJECT, given_name="Bram"), neighbour)
    record = make.record(council, draft, persons=(child,))
    make.agreement(viewer=police, role=Role.HUB_OFFICER, holder=council, category=Category.SOCIAL_CARE,
                   purpose=Purpose.SAFEGUARDING_ENQUIRY)  # fmt: skip
    named = {}
    for agency in (council, police):
        scope = make.scope(agency, Role.HUB_OFFICER)
        make.case(scope, child)
        content = read(scope, [record], purpose=Purpose.SAFEGUARDING_ENQUIRY, reason="triage")[record]
        named[agency] = {mention.given_name for mention in content.draft.mentions}
    assert named == {council: {"Bram", "Wilhelmina"}, police: {"Bram"}}


@pytest.mark.parametrize(
    ("kind", "route"), [("case_note", "public"), ("community_concern", "professional"), ("contact", "public")]
)
def test_the_public_function_takes_nothing_but_what_the_public_tells(hub, kind, route):
    contact = {"route": route, "reference": "XXXX-9999", "about": "child", "district": hub.district}
    with pytest.raises(DatabaseError), connections["default"].cursor() as cursor:
        cursor.execute("SELECT pathways.tell_us(%s::jsonb, %s::jsonb, '{}', '{}')",
                       [json.dumps(contact), json.dumps({"kind": kind})])  # fmt: skip


def test_the_same_telling_again_changes_nothing(make, hub):
    sent = drafted(
        {
            "about": ["child"],
            "district": [hub.district],
            "worries": ["neglect"],
            "said": ["thin"],
            "reach": ["no"],
        }
    )
    for _ in range(2):
        tell_us(*sent)
    assert make._owner("SELECT count(*) FROM pathways_contact WHERE reference = %s", sent[0].reference) == (
        1,
    )
