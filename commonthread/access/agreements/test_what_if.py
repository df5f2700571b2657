"""What *what if* answers is what the wall does: for every agency, role, holder, category and purpose."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.db import connections

from commonthread.access.agreements.queries import agreements, what_may_flow
from commonthread.access.agreements.what_if import Question, Rules, answer
from commonthread.access.permissions import ROLES, Permission, Role
from commonthread.access.queries import agencies
from commonthread.access.terms import AgencyKind, Category, Level, Purpose

P18 = "dpa-2018-sch1-para18"


def clause(level, roles, categories, purposes, **who):
    empty = {"holders": [], "holder_kinds": [], "viewers": [], "viewer_kinds": []}
    law = {"power": "children-act-2004-s11", "condition": P18}
    return (
        empty | who | law | {"level": level, "roles": roles, "categories": categories, "purposes": purposes}
    )


@pytest.fixture(scope="module")
def world(database):
    """A force, a council, a school, a trust and a mental health trust, and what they agreed."""
    from tests.making import Making

    make = Making()
    kinds = {"police": AgencyKind.POLICE, "csc": AgencyKind.CHILDRENS_SERVICES, "school": AgencyKind.SCHOOL,
             "trust": AgencyKind.HEALTH, "silent": AgencyKind.HEALTH}  # fmt: skip
    there = {label: make.agency(kind) for label, kind in kinds.items()}
    enquiry, missing, section_47 = Purpose.SAFEGUARDING_ENQUIRY, Purpose.MISSING_PERSON, Purpose.SECTION_47
    hub, lead = Role.HUB_OFFICER, Role.SCHOOL_LEAD
    make.signed_agreement(list(there.values()), [
        clause(3, [hub], [Category.EDUCATION, Category.HEALTH, Category.SOCIAL_CARE], [enquiry, section_47],
               holder_kinds=list(AgencyKind), viewer_kinds=[AgencyKind.POLICE, AgencyKind.CHILDRENS_SERVICES]),
        clause(1, [lead, Role.ADMINISTRATOR], [Category.HEALTH], [missing, enquiry],
               holder_kinds=[AgencyKind.HEALTH], viewer_kinds=[AgencyKind.SCHOOL]),
        clause(2, [lead], [Category.HEALTH], [missing], holders=[there["trust"]], viewers=[there["school"]]),
        clause(1, [hub], [Category.MENTAL_HEALTH], [section_47], holders=[there["silent"]],
               viewer_kinds=[AgencyKind.CHILDRENS_SERVICES]),
    ])  # fmt: skip
    make.signed_agreement(
        [there["police"], there["school"]],
        [clause(3, [lead], [Category.CRIME_AND_INCIDENTS], [enquiry], holders=[there["police"]], viewers=[there["school"]])],
        ends_in=timedelta(seconds=-1),
    )  # fmt: skip
    reader = make.scope(there["csc"], Role.SOCIAL_WORKER)
    with reader.transaction():
        rules = Rules(
            [flow for viewer in there.values() for flow in what_may_flow(viewer=viewer)],
            agreements(),
            agencies(),
            datetime.now(UTC),
        )
    return make, there, rules


def wall(scope) -> dict[tuple[str, str, str], int]:
    with scope.transaction(), connections["app"].cursor() as cursor:
        cursor.execute("SELECT holder, category, purpose, level FROM access.my_flows()")
        return {tuple(row): level for *row, level in cursor.fetchall()}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
def test_the_answer_is_what_the_wall_lets_through(world, role):
    make, there, rules = world
    rights, mismatches, asked = ROLES[role], [], 0
    for viewer in there.values():
        flows = wall(make.scope(viewer, role))
        for holder, category, purpose in product(there.values(), Category, Purpose):
            expected = flows.get((holder, category, purpose))
            if holder == viewer:
                expected = Level.FULL if category in rights.categories else None
            if Permission.READ_RECORDS not in rights.permissions:
                expected = None
            asked += 1
            found = answer(Question(viewer, role, holder, category, purpose), rules)
            if found.level != expected:
                mismatches.append((found, expected))
    assert mismatches == []
    assert asked == len(there) ** 2 * len(Category) * len(Purpose)


ANSWERS = {
    "May a school lead see a health record in a missing-child case?": (
        ("school", Role.SCHOOL_LEAD, "trust", Category.HEALTH, Purpose.MISSING_PERSON),
        Level.SUMMARY, "Clause 3 of agreement"),
    "…of a trust that agreed to less?": (
        ("school", Role.SCHOOL_LEAD, "silent", Category.HEALTH, Purpose.MISSING_PERSON),
        Level.RING, "Clause 2 of agreement"),
    "…for a section 47 enquiry?": (
        ("school", Role.SCHOOL_LEAD, "trust", Category.HEALTH, Purpose.SECTION_47),
        None, "No clause of the agreements in force"),
    "May the hub’s social worker know that mental health knows a parent?": (
        ("csc", Role.HUB_OFFICER, "silent", Category.MENTAL_HEALTH, Purpose.SECTION_47),
        Level.RING, "Clause 4 of agreement"),
    "May the hub’s police officer?": (
        ("police", Role.HUB_OFFICER, "silent", Category.MENTAL_HEALTH, Purpose.SECTION_47),
        None, "Mental health is kept silent"),
    "May a school lead read the school’s own concern?": (
        ("school", Role.SCHOOL_LEAD, "school", Category.EDUCATION, Purpose.OWN_WORK),
        Level.FULL, "It is their own agency’s record"),
    "May the administrator read anything?": (
        ("csc", Role.ADMINISTRATOR, "csc", Category.SOCIAL_CARE, Purpose.OWN_WORK),
        None, "The role administrator reads no record"),
}  # fmt: skip


@pytest.mark.parametrize(("asked", "level", "rule"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_gives_the_rule_that_decides(world, asked, level, rule):
    _, there, rules = world
    viewer, role, holder, category, purpose = asked
    found = answer(Question(there[viewer], role, there[holder], category, purpose), rules)
    assert found.level == level
    assert found.rule.startswith(rule)


def test_a_refusal_says_which_clause_comes_near_and_whom_to_ask(world):
    _, there, rules = world
    asked = Question(there["school"], Role.SCHOOL_LEAD, there["trust"], Category.HEALTH, Purpose.SECTION_47)
    found = answer(asked, rules)
    assert any("for finding a missing person" in words for words in found.nearly)
    assert found.ask == "0121 496 0123"


def test_a_refusal_says_that_an_agreement_has_ended(world):
    _, there, rules = world
    asked = Question(
        there["school"], Role.SCHOOL_LEAD, there["police"], Category.CRIME_AND_INCIDENTS, Purpose.SAFEGUARDING_ENQUIRY
    )  # fmt: skip
    found = answer(asked, rules)
    assert found.level is None
    assert any("would let it through, but is ended" in words for words in found.nearly)
