"""An agreement from its draft to its end, as an information governance lead would tell it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from commonthread.access.agreements.actions import NotAgreed, draft, end, sign
from commonthread.access.agreements.edition import Clause, Said, State
from commonthread.access.agreements.queries import agreement, agreements
from commonthread.access.permissions import Role
from commonthread.access.scope import ChangedMeanwhile, NotAllowed
from commonthread.access.terms import AgencyKind, Category, Level, Purpose
from commonthread.kernel.dates import in_england

DAY = timedelta(days=1)


def said(*parties: str, begins: int = -1, lasts: int = 365, **changes) -> Said:
    now = datetime.now(UTC)
    clause = Clause(
        holder_kinds=(AgencyKind.HEALTH,), viewer_kinds=(AgencyKind.POLICE,), roles=(Role.HUB_OFFICER.value,),
        categories=(Category.HEALTH,), purposes=(Purpose.SECTION_47,), level=Level.SUMMARY,
        power="children-act-1989-s47", condition="dpa-2018-sch1-para18",
    )  # fmt: skip
    whole = Said(
        title="Section 47 enquiries", why="so that an enquiry sees health", contact="0121 496 0123",
        starts_at=now + begins * DAY, review_on=in_england(now + (begins + lasts // 2) * DAY).date(),
        ends_at=now + (begins + lasts) * DAY, parties=parties, clauses=(clause,),
    )  # fmt: skip
    return replace(whole, **changes)


class Office:
    """Somebody who drafts and signs for one agency."""

    def __init__(self, make, kind: AgencyKind) -> None:
        self.agency = make.agency(kind)
        self.scope = make.scope(self.agency, Role.DATA_PROTECTION_OFFICER)
        self.hub = make.scope(self.agency, Role.HUB_OFFICER)

    def drafts(self, what: Said, number: int | None = None) -> int:
        with self.scope.transaction():
            return draft(by=self.scope, said=what, agreement=number)

    def reads(self, number: int, edition: int = -1):
        with self.scope.transaction():
            return agreement(number).editions[edition]

    def signs(self, number: int, edition: int = -1) -> None:
        read = self.reads(number, edition)
        with self.scope.transaction():
            sign(by=self.scope, edition=read, digest=read.digest)

    def ends(self, number: int, edition: int = -1, because: str = "we have left the hub") -> None:
        read = self.reads(number, edition)
        with self.scope.transaction():
            end(by=self.scope, edition=read, because=because)

    def state(self, number: int, edition: int = -1) -> State:
        return self.reads(number, edition).state(datetime.now(UTC))

    def levels(self) -> list[int]:
        """What the agency's hub officer may see now."""
        with self.hub.transaction(), connections["app"].cursor() as cursor:
            cursor.execute("SELECT level FROM access.my_flows()")
            return [level for (level,) in cursor.fetchall()]


@pytest.fixture
def police(make):
    return Office(make, AgencyKind.POLICE)


@pytest.fixture
def health(make):
    return Office(make, AgencyKind.HEALTH)


@pytest.fixture
def number(police, health):
    """Drafted by the police, signed by nobody."""
    return police.drafts(said(police.agency, health.agency))


def test_it_comes_into_force_when_the_last_party_signs(police, health, number):
    assert (police.state(number), police.levels()) == (State.DRAFTED, [])
    health.signs(number)
    assert (police.state(number), police.levels()) == (State.PART_SIGNED, [])
    police.signs(number)
    assert (police.state(number), police.levels()) == (State.IN_FORCE, [2])


def test_it_says_who_signed_for_each_party(police, health, number):
    health.signs(number)
    police.signs(number)
    signed = {s.agency: (s.name, s.role) for s in police.reads(number).signatures}
    assert signed == {
        office.agency: (office.scope.name, Role.DATA_PROTECTION_OFFICER) for office in (police, health)
    }


def test_signed_by_all_it_waits_for_its_first_day(police, health):
    number = police.drafts(said(police.agency, health.agency, begins=2))
    for office in (police, health):
        office.signs(number)
    assert (police.state(number), police.levels()) == (State.SIGNED, [])


def test_ended_by_either_party_it_ends_at_once_and_says_why(police, health, number):
    for office in (police, health):
        office.signs(number)
    health.ends(number, because="our trust has merged")
    assert (police.state(number), police.levels()) == (State.ENDED, [])
    assert police.reads(number).ended_because == "our trust has merged"


def test_past_its_last_day_it_has_ended(police, health):
    number = police.drafts(said(police.agency, health.agency))
    for office in (police, health):
        office.signs(number)
    shown = police.reads(number)
    assert shown.state(shown.said.ends_at) is State.ENDED
    assert shown.state(shown.said.ends_at - timedelta(seconds=1)) is State.DUE


def test_a_new_edition_takes_over_when_all_have_signed_it_and_the_old_one_is_kept(police, health, number):
    for office in (police, health):
        office.signs(number)
    clause = replace(police.reads(number).said.clauses[0], level=Level.RING)
    health.drafts(said(police.agency, health.agency, clauses=(clause,), change="less is enough"), number)
    assert police.levels() == [2]
    health.signs(number)
    assert police.levels() == [2]
    police.signs(number)
    assert police.levels() == [1]
    assert police.state(number, 0) is State.REPLACED
    assert [edition.number for edition in _editions(police, number)] == [1, 2]


def test_a_new_edition_that_ends_does_not_bring_back_the_old_one(police, health, number):
    for _ in range(2):
        for office in (police, health):
            office.signs(number)
        police.drafts(said(police.agency, health.agency, change="yearly review"), number)
    police.ends(number, because="the draft is not needed")
    police.ends(number, edition=1)
    assert police.levels() == []


def test_a_new_edition_that_was_ended_before_it_began_never_took_over(police, health, number):
    for office in (police, health):
        office.signs(number)
    police.drafts(said(police.agency, health.agency, begins=5, change="from next week"), number)
    for office in (police, health):
        office.signs(number)
    police.ends(number)
    assert police.state(number) is State.NEVER
    assert police.levels() == [2]


def test_what_was_changed_after_it_was_read_cannot_be_signed(police, health, number):
    read = health.reads(number)
    wider = replace(read.said, clauses=(replace(read.said.clauses[0], level=Level.FULL),))
    police.drafts(wider, number)
    with pytest.raises(ChangedMeanwhile), health.scope.transaction():
        sign(by=health.scope, edition=read, digest=read.digest)


def test_changing_a_draft_takes_away_the_signatures_under_it(police, health, number):
    health.signs(number)
    police.drafts(said(police.agency, health.agency, title="Another title"), number)
    assert police.reads(number).signatures == ()


def test_nobody_signs_twice_or_for_another_agency(make, police, health, number):
    stranger = Office(make, AgencyKind.POLICE)
    read = police.reads(number)
    with pytest.raises(NotAllowed), stranger.scope.transaction():
        sign(by=stranger.scope, edition=read, digest=read.digest)
    police.signs(number)
    with pytest.raises(NotAllowed), police.scope.transaction():
        sign(by=police.scope, edition=agreement(number).editions[-1], digest=read.digest)
    assert police.reads(number).unsigned == (health.agency,)


def test_a_draft_is_written_by_the_agency_that_began_it_and_read_by_its_parties(make, police, health, number):
    stranger = Office(make, AgencyKind.HEALTH)
    with pytest.raises(NotAllowed):
        health.drafts(said(police.agency, health.agency), number)
    with pytest.raises(NotAllowed):
        stranger.reads(number)
    with pytest.raises(NotAllowed):
        stranger.drafts(said(police.agency, stranger.agency), number)
    assert health.reads(number).number == 1


def test_a_stranger_to_an_agreement_does_not_end_it(make, police, health, number):
    for office in (police, health):
        office.signs(number)
    stranger = Office(make, AgencyKind.HEALTH)
    with pytest.raises(NotAllowed):
        stranger.ends(number)
    assert police.levels() == [2]


@pytest.mark.parametrize("role", [Role.HUB_OFFICER, Role.POLICE_SUPERVISOR, Role.ADMINISTRATOR])
def test_only_whom_the_agency_names_for_it_drafts_and_signs(make, police, health, number, role):
    other = make.scope(police.agency, role)
    read = police.reads(number)
    with pytest.raises(NotAllowed), other.transaction():
        draft(by=other, said=said(police.agency, health.agency))
    with pytest.raises(NotAllowed), other.transaction():
        sign(by=other, edition=read, digest=read.digest)
    with pytest.raises(NotAllowed), other.transaction():
        end(by=other, edition=read, because="no")


def test_each_step_is_on_the_ledger(make, police, health, number):
    police.signs(number)
    health.signs(number)
    health.ends(number, because="merged")
    steps = make._owner(
        "SELECT array_agg(type || ' by ' || agency ORDER BY number) FROM ledger_event "
        "WHERE data ->> 'agreement' = %s AND data -> 'edition' = '1'",
        str(number),
    )[0]
    assert steps == [
        f"agreement drafted by {police.agency}",
        f"agreement signed by {police.agency}",
        f"agreement signed by {health.agency}",
        f"agreement ended by {health.agency}",
    ]


CLAUSE = said("police", "health").clauses[0]
NOT_AGREED = {
    "a provision that is not in force": (
        {"power": "children-act-2004-s16la"}, "is not in force, so nothing can rest on it yet"),
    "a power of others": ({"power": "domestic-abuse-act-2021-s49a"}, "is a power of police only"),
    "health without a condition for special categories": (
        {"condition": "uk-gdpr-art6-1e"}, "does not cover health"),
    "own work, which is no reason to share": ({"purposes": (Purpose.OWN_WORK,)}, "Choose what for"),
    "a role that reads nothing": ({"roles": (Role.ADMINISTRATOR.value,)}, "among those that read records"),
    "a kind of which no party is": ({"holder_kinds": (AgencyKind.HOUSING,)}, "among the parties"),
    "mental health among others": (
        {"categories": (Category.HEALTH, Category.MENTAL_HEALTH)}, "needs a clause of its own"),
    "mental health of a whole kind": (
        {"categories": (Category.MENTAL_HEALTH,)}, "name the services one by one"),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "words"), NOT_AGREED.values(), ids=NOT_AGREED)
def test_what_the_law_does_not_carry_is_not_drafted(police, health, changes, words):
    clause = replace(CLAUSE, **changes)
    with pytest.raises(NotAgreed, match=words):
        police.drafts(said(police.agency, health.agency, clauses=(clause,)))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": " "}, "Say what it is called"),
        ({"ends_at": datetime(2020, 1, 1, tzinfo=UTC)}, "The end must come after the start"),
        ({"review_on": datetime(2050, 1, 1).date()}, "between the start and the end"),  # noqa: DTZ001
    ],
)
def test_a_heading_that_makes_no_sense_is_not_drafted(police, health, changes, words):
    with pytest.raises(NotAgreed, match=words):
        police.drafts(said(police.agency, health.agency, **changes))


def test_one_party_is_no_agreement(police):
    with pytest.raises(NotAgreed, match="two parties"):
        police.drafts(said(police.agency))


def test_an_agreement_without_a_clause_is_not_signed(police, health):
    number = police.drafts(said(police.agency, health.agency, clauses=()))
    with pytest.raises(NotAgreed, match="nothing would flow"):
        police.signs(number)


def test_everybody_in_a_post_may_read_what_is_signed(make, police, health, number):
    for office in (police, health):
        office.signs(number)
    reader = make.scope(make.agency(AgencyKind.HOUSING), Role.SOCIAL_WORKER)
    with reader.transaction():
        assert number in {each.number for each in agreements()}


def _editions(office, number):
    with office.scope.transaction():
        return agreement(number).editions
