"""What an agency sends is agreed and signed by two, held to at the load, and told to the public."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from commonthread.access.agreements.actions import NotAgreed
from commonthread.access.agreements.edition import State
from commonthread.access.permissions import Role
from commonthread.access.scope import ChangedMeanwhile, NotAllowed, open_scope
from commonthread.access.terms import AgencyKind, Category, Purpose
from commonthread.feeds import actions
from commonthread.feeds.actions import load
from commonthread.feeds.agreed import FeedSaid, current, editions_of
from commonthread.feeds.agreeing import draft_feed, end_feed, sign_feed
from commonthread.feeds.processing import activities, published, sharing_in_words
from commonthread.feeds.queries import Which, rejects, terms_in_force
from commonthread.feeds.receipt import NoAgreement
from commonthread.feeds.store import DeliveryStore

DAY = timedelta(days=1)


class Two:
    """A school that sends, and the council that answers for the service."""

    def __init__(self, make) -> None:
        self.make = make
        self.school, self.council = make.agency(AgencyKind.SCHOOL), make.agency(AgencyKind.CHILDRENS_SERVICES)
        self.sends = open_scope(make.user(self.school, Role.DATA_PROTECTION_OFFICER))
        self.answers = open_scope(make.user(self.council, Role.DATA_PROTECTION_OFFICER))

    def said(self, **changes) -> FeedSaid:
        whole = FeedSaid(
            agency=self.school, controller="Alder School", responsible=self.council, cohort="pupils",
            cohort_rule="on_roll", kinds=("school_enrolment", "home_visit"), fields=("mention.*", "record.*",
            "school_enrolment.*", "home_visit.*"), power="education-act-2002-s175", condition="uk-gdpr-art6-1e",
            starts_on=localdate() - DAY, review_on=localdate() + 100 * DAY, ends_on=localdate() + 200 * DAY,
        )  # fmt: skip
        return replace(whole, **changes)

    def drafts(self, **changes) -> int:
        with self.sends.transaction():
            return draft_feed(by=self.sends, said=self.said(**changes))

    def newest(self, scope=None):
        with (scope or self.sends).transaction():
            return editions_of(self.school)[-1]

    def signs(self, *scopes) -> None:
        for scope in scopes or (self.sends, self.answers):
            edition = self.newest(scope)
            with scope.transaction():
                sign_feed(by=scope, edition=edition, digest=edition.digest)

    def ends(self, scope, because="the school closes") -> None:
        edition = self.newest(scope)
        with scope.transaction():
            end_feed(by=scope, edition=edition, because=because)

    def state(self) -> State:
        return self.newest().state(localdate())


@pytest.fixture
def two(make):
    return Two(make)


def test_it_is_in_force_once_the_sender_and_who_answers_for_it_have_signed(two):
    two.drafts()
    assert two.state() is State.DRAFTED
    two.signs(two.sends)
    assert two.state() is State.PART_SIGNED
    with pytest.raises(NoAgreement):
        terms_in_force(two.school, localdate(), login="engine")
    two.signs(two.answers)
    assert two.state() is State.IN_FORCE
    assert terms_in_force(two.school, localdate(), login="engine").cohort_rule == "on_roll"


def test_a_new_edition_takes_over_and_the_old_one_is_kept(two):
    two.drafts()
    two.signs()
    assert two.drafts(kinds=("home_visit",), change="no enrolments") == 2
    assert terms_in_force(two.school, localdate(), login="engine").kinds == {"school_enrolment", "home_visit"}
    two.signs()
    assert terms_in_force(two.school, localdate(), login="engine").kinds == {"home_visit"}
    with two.sends.transaction():
        editions = editions_of(two.school)
    assert [edition.state(localdate()) for edition in editions] == [State.REPLACED, State.IN_FORCE]
    assert current(editions).said.edition == 2


@pytest.mark.parametrize("who", ["sends", "answers"])
def test_either_of_the_two_ends_it_at_once(two, who):
    two.drafts()
    two.signs()
    two.ends(getattr(two, who))
    with pytest.raises(NoAgreement):
        terms_in_force(two.school, localdate(), login="engine")
    assert two.newest().ended_because == "the school closes"


def test_nobody_else_signs_ends_or_sees_the_draft(two, make):
    two.drafts()
    stranger = make.scope(make.agency(), Role.DATA_PROTECTION_OFFICER)
    read = two.newest()
    with pytest.raises(NotAllowed), stranger.transaction():
        editions_of(two.school)
    with pytest.raises(NotAllowed), stranger.transaction():
        sign_feed(by=stranger, edition=read, digest=read.digest)
    with pytest.raises(NotAllowed), stranger.transaction():
        end_feed(by=stranger, edition=read, because="no")


def test_what_changed_since_it_was_read_is_not_signed(two):
    two.drafts()
    read = two.newest(two.answers)
    two.drafts(cohort_rule="everybody")
    with pytest.raises(ChangedMeanwhile), two.answers.transaction():
        sign_feed(by=two.answers, edition=read, digest=read.digest)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kinds": ("police_incident",)}, "your kind of agency records"),
        ({"cohort_rule": "whoever"}, "whom it is about"),
        ({"responsible": "nobody"}, "who answers for it"),
        ({"power": "children-act-2004-s16la"}, "not in force"),
        ({"ends_on": None}, "after the first"),
    ],
)
def test_what_cannot_be_agreed_is_not_drafted(two, changes, words):
    with pytest.raises(NotAgreed, match=words):
        two.drafts(**changes)


VISITS = "key,happened_from,result,subject_1_agency_person_id,subject_1_given_name"


def test_rows_outside_the_cohort_are_rejected_with_the_reason_and_kept_for_their_owner(two, tmp_path):
    two.drafts()
    two.signs()
    store = DeliveryStore(tmp_path / "store")
    enrolled = tmp_path / "school_enrolment.csv"
    enrolled.write_text(
        "key,happened_from,subject_1_agency_person_id,subject_1_given_name\nE1,2025-09-01,P7,Jo\n"
    )
    assert load(store=store, paths=[enrolled], format="extract", agency=two.school).accepted == 1
    visits = tmp_path / "home_visit.csv"
    visits.write_text(f"{VISITS}\nV1,2026-02-01,access,P7,Jo\nV2,2026-02-01,access,P8,Al\n")
    receipt = load(store=store, paths=[visits], format="extract", agency=two.school)
    assert (receipt.accepted, receipt.rejected) == (1, 1)
    officer = two.make.scope(two.school, Role.RECORDS_OFFICER)
    with officer.transaction():
        (refused,) = rejects(receipt.delivery, Which.OPEN)
    assert refused.faults[0].message == "outside the agreement, which covers: children on the agency’s roll"


def test_an_agreement_that_ends_while_a_file_is_loaded_stops_it(two, tmp_path, monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 2)
    two.drafts(cohort_rule="everybody")
    two.signs()
    visits = tmp_path / "home_visit.csv"
    visits.write_text(VISITS + "".join(f"\nV{n},2026-02-01,access,P{n},Jo" for n in range(7)) + "\n")
    ended = []

    def end_it(pieces: int, share: float) -> None:
        if not ended:
            ended.append(pieces)
            two.ends(two.answers)

    with pytest.raises(NoAgreement, match="has ended or was replaced"):
        load(
            store=DeliveryStore(tmp_path / "store"), paths=[visits], format="extract", agency=two.school,
            progress=end_it,
        )  # fmt: skip
    (stored,) = two.make._owner("SELECT count(*) FROM records_record WHERE agency = %s", two.school)
    assert stored == 2


def test_the_notice_and_the_record_change_with_the_agreements(two):
    def row():
        return next((each for each in activities(published()) if two.school in each.contact), None)

    two.drafts()
    assert row() is None
    two.signs()
    name = two.make._owner("SELECT name FROM access_agency WHERE code = %s", two.council)[0]
    assert (row().responsible, row().data, row().recipients) == (
        name,
        ("children's social care", "education"),
        (),
    )
    assert row().power == "Education Act 2002, section 175"
    agreement = two.make.agreement(
        viewer=two.council, role=Role.HUB_OFFICER, holder=two.school, category=Category.EDUCATION,
        purpose=Purpose.SECTION_47,
    )  # fmt: skip
    (seen,) = row().recipients
    assert seen.startswith("Hub officers of")
    assert Purpose.SECTION_47.value in row().purposes
    two.make._owner("UPDATE access_edition SET ended_at = now() WHERE agreement_id = %s", agreement)
    assert row().recipients == ()
    assert agreement not in {number for number, *_ in sharing_in_words(published())}
    two.ends(two.sends)
    assert row() is None


@pytest.mark.parametrize(("ended_at", "edition"), [("2026-07-01 00:30", None), ("2026-06-30 23:30", 1)])
def test_ended_on_its_first_day_it_has_begun_and_the_one_before_is_over(make, ended_at, edition):
    """By the clock in England: in UTC that is the day before still."""
    school = make.agency(AgencyKind.SCHOOL)
    for _ in range(2):
        make.feed_agreement(school)
    make._owner(
        "UPDATE feeds_feedagreement SET starts_on = '2026-07-01', ended_at = %s::timestamp AT TIME ZONE 'Europe/London' "
        "WHERE agency = %s AND edition = 2",
        ended_at, school,
    )  # fmt: skip
    (newest,) = make._owner("SELECT (SELECT edition FROM feeds.agreement_in_force(%s, '2026-07-02'))", school)
    assert newest == edition
