"""Procedures: what they declare holds together, and a case finds the edition of its day."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonthread.pathways.catalogue.child_protection_conference import (
    A_PLAN,
    CONFERENCE_AND_REVIEWS,
    NO_PLAN,
)
from commonthread.pathways.catalogue.missing_2013 import MISSING_2013
from commonthread.pathways.catalogue.strategy_and_section_47 import SECTION_47
from commonthread.pathways.procedure import Procedure, Step, WrongProcedure
from commonthread.pathways.procedure_pages import procedures_page
from commonthread.pathways.procedures import (
    NoSuchProcedure,
    edition_named,
    edition_on,
    editions,
    every_rule,
    procedures,
)

EVERY = [edition for found in procedures().values() for edition in found]
EVERY_STEP = [(edition, step) for edition in EVERY for step in edition.steps]
DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        (date(2013, 4, 1), "2013"),
        (date(2016, 12, 31), "2013"),
        (date(2017, 1, 1), "2017"),
        (date(2023, 12, 31), "2017"),
        (date(2024, 1, 1), "2024"),
        (date(2030, 6, 1), "2024"),
    ],
)
def test_a_day_has_its_edition(day, edition):
    assert edition_on("missing", day).edition == edition


def test_before_the_first_edition_there_is_none():
    with pytest.raises(NoSuchProcedure, match="no edition of missing was in force on 2013-03-31"):
        edition_on("missing", date(2013, 3, 31))


def test_a_name_that_is_not_there_is_answered_with_those_that_are():
    with pytest.raises(NoSuchProcedure, match="section-47"):
        editions("section-48")
    with pytest.raises(NoSuchProcedure, match="no edition '1999'"):
        edition_named("missing", "1999")


@given(st.sampled_from(sorted(procedures())), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_no_day_has_two_editions(pathway, day):
    assert sum(edition.covers(day) for edition in editions(pathway)) <= 1


def test_absent_is_a_category_of_2013_alone():
    words = {edition.edition: str(edition["review"].clock.within) for edition in editions("missing")[:2]}
    assert "absent" in MISSING_2013["category"].outcomes
    assert "no apparent risk" in words["2017"]
    assert "very low" in words["2024"]
    assert not any("absent" in outcome for outcome in editions("missing")[0]["report"].outcomes)


@pytest.mark.parametrize(("edition", "step"), EVERY_STEP, ids=lambda value: getattr(value, "name", ""))
def test_every_obligation_has_an_owner_and_a_time_and_can_come_to_its_end(edition, step):
    assert step.who and step.supervised_by
    assert step.clock.source.title
    seen, ahead = set(), [step.name]
    while ahead:
        here = edition[ahead.pop()]
        if any(not begun for begun in here.outcomes.values()):
            return
        seen.add(here.name)
        ahead += here.begins - seen
    raise AssertionError("there is no way out")


def test_what_an_outcome_begins():
    begun = SECTION_47.after("discussion", "section 47 enquiry by social care alone")
    assert [step.name for step in begun] == ["enquiry", "conference", "assessment"]
    assert SECTION_47.after("conference", NO_PLAN) == ()
    with pytest.raises(
        ValueError, match="'postponed' cannot come of conference: there are a plan for this child"
    ):
        SECTION_47.after("conference", "postponed")


def test_the_conference_counts_from_the_discussion_that_began_the_enquiry():
    conference = SECTION_47["conference"]
    assert conference.counted_from == "enquiry"
    assert str(conference.clock.within) == "15 working days"


def test_an_enquiry_leads_to_the_same_conference_and_plan_as_a_child_who_comes_without_one():
    begun = {
        edition.pathway: edition.after("conference", A_PLAN)
        for edition in (SECTION_47, CONFERENCE_AND_REVIEWS)
    }
    assert (
        [step.name for step in begun["section-47"]]
        == [step.name for step in begun["child-protection-conference"]]
        == ["core-group", "visits", "first-review"]
    )
    assert all(step in SECTION_47.steps for step in CONFERENCE_AND_REVIEWS.steps[1:])


def wrong(**changes) -> Procedure:
    return replace(SECTION_47, **changes)


STEPS = SECTION_47.steps


def timed(**changes) -> tuple[Step, ...]:
    return (replace(STEPS[0], clock=replace(STEPS[0].clock, **changes)), *STEPS[1:])


TIMED_LATER, TIMED_NO_MORE = timed(in_force=date(2030, 1, 1)), timed(until=date(2024, 1, 1))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"starts": ()}, "starts with steps that it does not have"),
        ({"starts": ("telephone",)}, "starts with steps that it does not have: \\['telephone'\\]"),
        ({"steps": (*STEPS, STEPS[0])}, "two steps have one name"),
        ({"steps": (*STEPS, replace(STEPS[0], name="lost"))}, "nothing leads to \\['lost'\\]"),
        ({"steps": (replace(STEPS[0], outcomes={}),)}, "nothing can come of discussion"),
        ({"steps": (replace(STEPS[0], outcomes={"held": ("away",)}),)}, "steps that there are not: \\['away'\\]"),
        ({"steps": (replace(STEPS[0], outcomes={"again": ("discussion",)}, unmet=()),)}, "it never ends"),
        ({"steps": (replace(STEPS[0], unmet=("postponed",)), *STEPS[1:])}, "without its meeting that it does not have"),
        ({"steps": (replace(STEPS[0], excused_by=""), *STEPS[1:])}, "without its meeting that it does not have, or by nobody"),
        ({"steps": (replace(STEPS[-1], counted_from=""),), "starts": ("assessment",), "title": " "}, "it needs its title"),
        ({"until": date(2000, 1, 1)}, "it ends before it is in force"),
        ({"steps": TIMED_LATER}, "discussion is timed by a rule that is in force only from 2030-01-01"),
        ({"steps": TIMED_NO_MORE}, "discussion is timed by a rule that ends on 2024-01-01"),
        ({"steps": (replace(STEPS[-1], counted_from="", does="Do it."),), "starts": ("assessment",)}, "without a full stop"),
    ],
)  # fmt: skip
def test_a_declaration_that_cannot_be_followed_is_refused(changes, says):
    with pytest.raises(WrongProcedure, match=says):
        wrong(**changes)


def test_every_time_of_a_step_is_one_rule_under_one_name():
    rules = every_rule()
    assert all(rules[step.clock.name] == step.clock for _, step in EVERY_STEP)


def test_the_documentation_is_what_the_declarations_say():
    assert (DOCS / "procedures.md").read_text(encoding="utf-8") == procedures_page(), "run make docs"


# What follows goes on in another case, or with somebody else: who sees to it that it does.
GOES_ELSEWHERE = re.compile(r"step up|step down|strategy discussion|to the hub", re.IGNORECASE)


def test_an_outcome_that_goes_on_elsewhere_leaves_somebody_with_the_task_of_it():
    left = [
        (edition.pathway, step.name, outcome)
        for editions in procedures().values()
        for edition in editions
        for step in edition.steps
        for outcome, begins in step.outcomes.items()
        if GOES_ELSEWHERE.search(outcome)
        and not begins
        and (edition.pathway, step.name) != ("front-door", "decision")
    ]
    assert left == []
