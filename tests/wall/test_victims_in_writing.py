"""A victim who is written to: a notice that really goes, to an address of theirs; told once it arrived, and to be told if it did not."""

import json

import pytest
from django.test import override_settings

from commonthread.access.scope import ChangedMeanwhile, NotAllowed, NotSafe
from commonthread.access.statements import value
from commonthread.notices.actions import withdraw
from commonthread.notices.addresses import revoke
from commonthread.notices.channels import notify
from commonthread.notices.outbox import ask_what_became
from commonthread.notices.overdue import tell_senders
from commonthread.notices.victims import write_to_victim
from commonthread.pathways.investigation import InTheWay, PartIn, lacks_to_close
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import tasks
from commonthread.pathways.victims import Way, confirm_written, record_update, updates
from tests.investigating import Investigation
from tests.noticing import mark
from tests.web_server import WebServer


class Written(Investigation):
    """What the girl is to be told: `at` is her address, and `sent` the notice."""

    def __init__(self, make) -> None:
        super().__init__(make)
        self.everybody_has_a_part()
        self.result(self.man)
        self.at = mark(self.investigator, self.case, person=self.girl)

    def write(self, person=None, at=None) -> int:
        with self.investigator.transaction():
            return write_to_victim(by=self.investigator, case=self.case, person=person or self.girl, address=at or self.at,
                                   of="the result", words="He is charged", safe_because="she said so at school")  # fmt: skip

    def goes(self, notice, state="sent", says="") -> None:
        self.make._owner(
            "UPDATE notices_sending SET state = %s, says = %s, ended_at = now() WHERE notice_id = %s",
            state,
            says,
            notice,
        )

    @property
    def waits(self) -> list[str]:
        with self.investigator.transaction():
            return [
                task.because
                for task in tasks(case(self.case))
                if not task.done_at and task.does == "Tell the victim how it stands"
            ]

    @property
    def last(self):
        with self.investigator.transaction():
            return updates(self.case)[0]

    @property
    def knows(self) -> bool:
        with self.investigator.transaction():
            return (InTheWay.NOT_TOLD, self.girl) not in {
                (lack.what, lack.person) for lack in lacks_to_close(self.case)
            }


@pytest.fixture
def it(make):
    return Written(make)


def test_it_goes_to_an_address_of_hers_and_to_nobody_elses(it):
    his, nobodys = mark(it.investigator, it.case, person=it.man), mark(it.investigator, it.case)
    for at in (his, nobodys, 1):
        with pytest.raises(NotSafe):
            it.write(at=at)
    for person, at in ((it.man, his), (it.mother, mark(it.investigator, it.case, person=it.mother))):
        with pytest.raises(NotAllowed):
            it.write(person, at)
    with it.investigator.transaction():
        revoke(by=it.investigator, number=it.at, because="he has her telephone")
    with pytest.raises(NotSafe):
        it.write()


def test_that_it_was_sent_is_not_that_she_was_told(it):
    notice = it.write()
    assert (it.last.notice, it.last.is_on_its_way, len(it.waits), it.knows) == (notice, True, 1, False)
    it.goes(notice)
    assert (it.last.is_on_its_way, len(it.waits), it.knows) == (True, 1, False)
    with it.investigator.transaction():
        confirm_written(by=it.investigator, case=it.case, notice=notice, how="She rang at four")
    assert (it.last.given_how, it.waits, it.knows) == ("She rang at four", [], True)
    with pytest.raises(ChangedMeanwhile), it.investigator.transaction():
        confirm_written(by=it.investigator, case=it.case, notice=notice, how="again")


def revoked(it, notice):
    with it.investigator.transaction():
        revoke(by=it.investigator, number=it.at, because="he reads it")


def withdrawn(it, notice):
    with it.investigator.transaction():
        withdraw(by=it.investigator, number=notice, because="he reads it")


@pytest.mark.parametrize(
    ("becomes", "why"),
    [
        (
            lambda it, notice: it.goes(notice, "refused", "nobody gets it there (5.1.1)"),
            "nobody gets it there (5.1.1)",
        ),
        (revoked, "the address is marked safe no more"),
        (withdrawn, "it was withdrawn"),
    ],
)
def test_what_does_not_reach_her_is_to_be_told_again_at_once_and_is_one_task(it, becomes, why):
    notice = it.write()
    becomes(it, notice)
    assert (it.last.failed_because, it.waits, it.knows) == (why, [f"Tell them in another way: {why}"], False)
    tell_senders()
    with it.investigator.transaction():
        assert not [task for task in tasks(case(it.case)) if task.does.startswith("Reach")]
    with pytest.raises(ChangedMeanwhile), it.investigator.transaction():
        confirm_written(by=it.investigator, case=it.case, notice=notice, how="so")


def test_what_comes_back_after_it_was_thought_to_have_arrived_is_a_task_anew(it):
    notice = it.write()
    it.goes(notice)
    with it.investigator.transaction():
        confirm_written(by=it.investigator, case=it.case, notice=notice, how="She rang")
    it.goes(notice, "refused", "it came back")
    assert (it.waits, it.knows) == (["Tell them in another way: it came back"], False)


def test_whoever_turns_out_to_be_suspected_is_not_written_to_by_what_still_waits(it):
    notice = it.write()
    it.part(it.girl, PartIn.OTHER)
    assert it.make._owner("SELECT state FROM notices_sending WHERE notice_id = %s", notice) == ("stopped",)
    assert it.waits == []


def test_nobody_only_says_that_a_notice_went(it):
    with pytest.raises(ValueError, match="is sent"), it.investigator.transaction():
        record_update(by=it.investigator, case=it.case, person=it.girl, of="the result", words="so", way=Way.NOTICE, safe_because="so", next_at=None)  # fmt: skip
    with pytest.raises(Exception, match="a_notice_that_went_or_none"), it.investigator.transaction():
        value(
            "SELECT pathways.record_update(%s, %s, true, 'so', 'so', %s, 'so', NULL)",
            it.case,
            it.girl,
            Way.NOTICE.value,
        )


@pytest.mark.parametrize(
    ("status", "knows"), [("delivered", True), ("permanent-failure", False), ("sending", False)]
)
def test_what_govuk_notify_says_of_it_later_counts(it, tmp_path, status, knows):
    notice = it.write()
    it.goes(notice)
    (id,) = it.make._owner("SELECT message_id FROM notices_sending WHERE notice_id = %s", notice)
    key = tmp_path / "key"
    key.write_text("ours-11111111-2222-4333-8444-555555555555-66666666-7777-4888-9999-000000000000\n")
    with (
        WebServer().up() as other,
        override_settings(NOTIFY_URL=other.url, NOTIFY_KEY_FILE=str(key), MAIL_SERVER=""),
    ):
        other.answers = {"GET": (200, json.dumps({"notifications": [{"status": status}]}))}
        assert notify.what_became(id) == ("" if status == "sending" else status)
        ask_what_became()
    assert it.knows is knows
    assert it.last.is_on_its_way is (status == "sending")
