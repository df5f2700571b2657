"""A restricted person is absent for everybody but one team, and so is whatever would reveal them."""

from datetime import UTC, datetime, timedelta

import pytest

from commonthread.access.permissions import Role
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import Level, Purpose
from commonthread.identity.actions import never_bridge
from commonthread.identity.linking import link_unlinked, who_in_full
from commonthread.identity.queries import barriers, ties
from commonthread.identity.restricting import keep, lift, restrict, watch
from commonthread.pathways.requests import answer_request, ask_for_more, my_requests, requests_to_us
from commonthread.records.actions import enter, open_person
from commonthread.records.handing_back import own_records
from commonthread.records.queries import ask, envelope, known, read, take
from commonthread.records.record import MentionRole
from tests.wall.hiding import ABENA, EFUA, KWAME, LOOKED_FOR, SOON, Town, found, seen

OWN = Purpose.OWN_WORK


@pytest.fixture
def town(make, fresh_database):
    return Town(make)


def test_somebody_of_the_same_agency_no_longer_finds_or_opens_them(town):
    colleague = town.somebody()
    assert found(colleague) == [town.mother]
    town.restrict()
    assert found(colleague) == []
    assert seen(colleague, town.mother) == []
    with colleague.transaction():
        open_person(by=colleague, person=town.mother, purpose=OWN, because="a call")
    assert {answer.level for answer in known(colleague, [town.mother], purpose=OWN)} == {Level.NOTHING}
    with pytest.raises(NotAllowed):
        read(colleague, [town.records["mother"]], purpose=OWN, reason="a call")


def test_the_named_team_goes_on_seeing_them(town):
    town.restrict()
    assert found(town.officer) == [town.mother]
    assert seen(town.officer, town.mother) == [town.records["mother"]]
    assert read(town.officer, [town.records["mother"]], purpose=OWN, reason="her worker")


@pytest.mark.parametrize("purpose", [OWN, Purpose.SECTION_47])
def test_a_purpose_or_a_case_that_was_open_before_shows_what_it_shows_of_nobody(town, make, purpose):
    colleague, nobody = town.somebody(), make.person()
    for person in (town.mother, nobody):
        with colleague.transaction():
            open_person(by=colleague, person=person, purpose=purpose, because="a call")
        make.case(colleague, person, purpose=purpose)
    town.restrict()
    answers = known(colleague, [town.mother, nobody], purpose=purpose)
    for person in (town.mother, nobody):
        assert seen(colleague, person) == []
        assert {answer.level for answer in answers if answer.person == person} == {Level.NOTHING}


def test_a_request_about_somebody_hidden_is_taken_and_shown_as_one_about_nobody(town, make):
    asker, nobody = make.scope(make.agency(), Role.HUB_OFFICER), make.person()
    town.restrict()
    case = make.case(asker, town.mother, nobody)
    make.partners(asker.agency, town.agency)
    until = datetime.now(UTC) + timedelta(days=3)
    for person in (town.mother, nobody):
        with asker.transaction():
            ask_for_more(
                by=asker, case=case, person=person, holder=town.agency, what="what you know", because="a contact",
                level=Level.FULL, until=until.date(), due_at=until, category="health",
            )  # fmt: skip
    holder = town.somebody()
    with holder.transaction():
        waiting = requests_to_us()
        for request in waiting:
            answer_request(by=holder, number=request.number, because="Nothing that we can share")
    assert {request.person for request in waiting} == {town.mother, nobody}
    with asker.transaction():
        answered = my_requests()
    assert {(request.outcome, request.answer) for request in answered} == {
        ("refused", "Nothing that we can share")
    }


def test_what_was_asked_for_before_is_not_given_after(town):
    colleague = town.somebody()
    with colleague.transaction():
        ticket = ask([town.records["mother"]], purpose=OWN, reason="a call")
    town.restrict()
    with colleague.transaction():
        assert take(ticket) == {}


def test_a_record_that_mentions_them_beside_somebody_else_is_withheld_whole(town, make):
    both = make.record(
        town.agency, make.draft("case_note", KWAME, ABENA.model_copy(update={"role": MentionRole.CARER}))
    )
    link_unlinked()
    colleague = town.somebody()
    assert both in seen(colleague, town.stranger)
    town.restrict()
    assert seen(colleague, town.stranger) == [town.records["stranger"]]
    with pytest.raises(NotAllowed), colleague.transaction():
        envelope(both)


def test_nobody_is_tied_to_them(town, make):
    record = make.record(town.agency, make.draft("case_note", EFUA))
    link_unlinked()
    colleague, sibling = town.somebody(), town.person_of(record)
    with colleague.transaction():
        assert ties([sibling])
    town.restrict()
    with colleague.transaction():
        assert ties([sibling]) == []
    assert [(b.person, b.other) for b in watch(town.officer, reason="my team").beside] == [
        (town.mother, sibling)
    ]


def test_their_author_goes_on_seeing_what_they_enter_linked_to_nobody(town, make):
    """Or to enter a record about somebody would be a way to ask whether they are hidden."""
    town.restrict()
    author, colleague = town.somebody(), town.somebody()
    with author.transaction():
        record = enter(by=author, draft=make.draft("case_note", ABENA))
    link_unlinked()
    with author.transaction():
        assert envelope(record).persons == ()
    content = read(author, [record], purpose=OWN, reason="mine")[record]
    assert [known.person for known in content.known] == [None]
    with pytest.raises(NotAllowed), colleague.transaction():
        envelope(record)


def test_a_key_under_which_a_hidden_record_stands_is_as_though_free(town, make):
    colleague = town.somebody()
    draft = make.draft("case_note", ABENA)
    hidden = make.record(town.agency, draft)
    link_unlinked()
    town.restrict()
    other = draft.model_copy(update={"mentions": (KWAME,)})
    with colleague.transaction():
        stored = enter(by=colleague, draft=other)
    with colleague.transaction():
        assert stored != hidden
        assert enter(by=colleague, draft=other) == stored
    with town.officer.transaction():
        assert envelope(hidden).superseded_by is None


def test_the_team_is_told_who_asked_and_nobody_else_is(town):
    town.restrict()
    colleague = town.somebody()
    found(colleague)
    with colleague.transaction():
        open_person(by=colleague, person=town.mother, purpose=OWN, because="a call")
    found(town.officer)
    told = watch(town.officer, reason="my team").asked
    assert [(asking.person, asking.how) for asking in told] == [
        (town.mother, "purpose"),
        (town.mother, "search"),
    ]
    assert {asking.name for asking in told} == {colleague.name}
    with pytest.raises(NotAllowed):
        watch(colleague, reason="curious")


def test_a_restriction_is_reviewed_kept_and_lifted_by_its_team_alone(town, make):
    town.restrict()
    (put,) = watch(town.officer, reason="my team").restricted
    other = make.scope(town.agency, Role.PROTECTED_PERSONS, team=make.team(town.agency))
    with pytest.raises(NotAllowed), other.transaction():
        lift(by=other, restriction=put.number, reason="curious")
    with town.officer.transaction():
        keep(by=town.officer, restriction=put.number, review_on=SOON, why="he has been seen again")
    with town.officer.transaction():
        lift(by=town.officer, restriction=put.number, reason="she asks for it")
    assert found(town.somebody()) == [town.mother]


def test_nobody_restricts_whom_they_may_not_see(town, make):
    town.restrict()
    other = make.scope(town.agency, Role.PROTECTED_PERSONS, team=make.team(town.agency))
    refusals = []
    for person in (town.mother, 999_999_999):
        with pytest.raises(NotAllowed) as refusal, other.transaction():
            restrict(by=other, persons=[person], why="mine", review_on=SOON)
        refusals.append(str(refusal.value))
    assert len(set(refusals)) == 1


def test_the_ledger_never_says_who_is_restricted(town, make):
    town.restrict()
    events = make._owner(
        "SELECT json_agg(json_build_array(subject, records)) FROM ledger_event WHERE type = 'restriction'"
    )[0]
    assert events == [[None, []]]


def test_barriers_of_somebody_hidden_are_not_listed(town, make):
    keeper = make.scope(make.agency(), Role.PROTECTED_IDENTITIES)
    with keeper.transaction():
        never_bridge(by=keeper, first=town.mother, second=town.stranger, ground="protected person")
    assert len(barriers(keeper, reason="my team")) == 1
    town.restrict()
    assert barriers(keeper, reason="my team") == []


def test_what_leaves_in_nobodys_name_leaves_without_them(town):
    town.restrict()
    assert [draft.mentions for draft in own_records(town.agency, reason="a change of system")] == [(KWAME,)]
    assert town.mother not in [person for person, _ in who_in_full(LOOKED_FOR)]
