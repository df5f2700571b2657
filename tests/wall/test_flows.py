"""What agreements in force let through: by agency, role, category and purpose, and at which level."""

from datetime import timedelta

import psycopg
import pytest
from django.db import connections

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import AgencyKind, Category, Level, Purpose
from commonthread.records.actions import open_person
from commonthread.records.queries import read

HUB, FINDING = Purpose.SAFEGUARDING_ENQUIRY, Purpose.MISSING_PERSON


def clause(level=Level.FULL, **changes):
    return {
        "holders": [], "holder_kinds": [], "viewers": [], "viewer_kinds": [], "roles": [Role.HUB_OFFICER],
        "categories": [Category.HEALTH], "purposes": [HUB], "level": level,
        "power": "children-act-2004-s11", "condition": "dpa-2018-sch1-para18",
    } | changes  # fmt: skip


def my_flows(scope, purpose=None):
    with scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT holder, category, purpose, level FROM access.my_flows(%s)", [purpose])
        return set(cursor.fetchall())


@pytest.fixture
def parties(make):
    return {kind: make.agency(kind) for kind in (AgencyKind.POLICE, AgencyKind.SCHOOL, AgencyKind.HEALTH)}


def test_a_clause_lets_every_party_of_a_kind_see_what_every_party_of_a_kind_holds(make, parties):
    police, school, health = parties.values()
    other_trust, outsider = make.agency(AgencyKind.HEALTH), make.agency(AgencyKind.HEALTH)
    make.signed_agreement(
        [police, school, health, other_trust],
        [clause(holder_kinds=[AgencyKind.HEALTH], viewer_kinds=[AgencyKind.POLICE])],
    )
    flows = my_flows(make.scope(police, Role.HUB_OFFICER))
    assert flows == {(health, Category.HEALTH, HUB, 3), (other_trust, Category.HEALTH, HUB, 3)}
    assert outsider not in {holder for holder, *_ in flows}
    assert my_flows(make.scope(school, Role.HUB_OFFICER)) == set()
    assert my_flows(make.scope(police, Role.POLICE_SUPERVISOR)) == set()
    assert my_flows(make.scope(health, Role.HUB_OFFICER)) == set()


def test_of_two_clauses_the_higher_level_holds_each_for_its_own_purpose(make, parties):
    police, _, health = parties.values()
    make.signed_agreement(
        [police, health],
        [
            clause(Level.RING, holders=[health], viewers=[police], purposes=[HUB, FINDING]),
            clause(Level.SUMMARY, holders=[health], viewers=[police], purposes=[FINDING]),
        ],
    )
    scope = make.scope(police, Role.HUB_OFFICER)
    assert my_flows(scope) == {(health, Category.HEALTH, HUB, 1), (health, Category.HEALTH, FINDING, 2)}
    assert my_flows(scope, FINDING) == {(health, Category.HEALTH, FINDING, 2)}
    assert my_flows(scope, Purpose.OWN_WORK) == set()


def test_an_agreement_that_ended_a_second_ago_lets_nothing_through(make, parties):
    police, _, health = parties.values()
    make.signed_agreement(
        [police, health], [clause(holders=[health], viewers=[police])], ends_in=timedelta(seconds=-1)
    )
    assert my_flows(make.scope(police, Role.HUB_OFFICER)) == set()


@pytest.mark.parametrize("level", [Level.RING, Level.SUMMARY])
def test_a_level_below_full_opens_no_record_without_a_case(make, parties, level):
    police, _, health = parties.values()
    make.signed_agreement([police, health], [clause(level, holders=[health], viewers=[police])])
    child = make.person()
    attendance = make.record(health, make.draft("ae_attendance"), persons=(child,))
    scope = make.scope(police, Role.HUB_OFFICER)
    with scope.transaction():
        open_person(by=scope, person=child, purpose=HUB, because="contact")
    with pytest.raises(NotAllowed):
        read(scope, [attendance], purpose=HUB, reason="contact")


SILENT_CLAUSES = {
    "every trust, by its kind": {"holder_kinds": [AgencyKind.HEALTH], "holders": []},
    "together with other categories": {"categories": [Category.HEALTH, Category.MENTAL_HEALTH]},
}


@pytest.mark.parametrize("changes", SILENT_CLAUSES.values(), ids=SILENT_CLAUSES)
def test_a_silent_service_shares_only_by_a_clause_that_names_it_and_nothing_else(make, parties, changes):
    police, _, health = parties.values()
    silent = clause(holders=[health], viewers=[police], categories=[Category.MENTAL_HEALTH])
    make.signed_agreement([police, health], [silent])
    with pytest.raises(psycopg.errors.CheckViolation, match="silent service"):
        make.signed_agreement([police, health], [silent | changes])
