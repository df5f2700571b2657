"""Outside, a notice goes to an address that somebody marked safe, and to no other."""

import pytest
from django.db import DatabaseError

from commonthread.access.permissions import Role
from commonthread.access.scope import ChangedMeanwhile, NotAllowed, NotSafe
from commonthread.notices.actions import ToAddress, try_again
from commonthread.notices.addresses import addresses, revoke
from commonthread.notices.queries import State
from tests.noticing import WORDS, mark, send
from tests.wall.notices.shown import outbox, sent


def test_to_an_address_that_is_marked_safe_it_goes_in_the_templates_words_alone(make, hub, opened, child):
    number = send(hub, opened, ToAddress(mark(hub, opened)), about=child)
    content, outside = make._owner(
        "SELECT content, answer_by IS NULL FROM notices_notice WHERE number = %s", number
    )
    assert outside
    assert str(child) not in content
    assert outbox(make, number) == (1, 1)
    with pytest.raises(DatabaseError, match="its own words alone"):
        send(hub, opened, ToAddress(mark(hub, opened)), words=WORDS)


@pytest.mark.parametrize("unsafe", ["revoked", "too late", "of another case", "not there"])
def test_to_an_address_that_is_not_marked_safe_nothing_goes(make, hub, opened, unsafe):
    address = mark(hub, opened if unsafe != "of another case" else make.case(hub, make.person()))
    if unsafe == "revoked":
        with hub.transaction():
            revoke(by=hub, number=address, because="he has her telephone")
    if unsafe == "too late":
        make._owner("UPDATE notices_address SET until = now() WHERE number = %s", address)
    with pytest.raises(NotSafe):
        send(hub, opened, ToAddress(address + (unsafe == "not there")))


def test_the_database_itself_puts_nothing_in_the_outbox_for_an_address_that_is_not_safe(
    make, hub, opened, told
):
    """Not even for its owner, with a statement that no function of ours makes."""
    safe = mark(hub, opened)
    number = send(hub, opened, ToAddress(safe))
    revoked = mark(hub, opened, "other@example.org")
    with hub.transaction():
        revoke(by=hub, number=revoked, because="he reads it")
    for notice, address in ((number, revoked), (told, safe)):
        with pytest.raises(Exception, match="marked safe"):
            make._owner(
                "INSERT INTO notices_sending (notice_id, address_id) VALUES (%s, %s)", notice, address
            )
    with pytest.raises(Exception, match="marked safe"):
        make._owner("UPDATE notices_sending SET address_id = %s WHERE notice_id = %s", revoked, number)


def test_once_revoked_what_waits_is_stopped_and_is_not_tried_again(make, hub, opened):
    address = mark(hub, opened)
    number = send(hub, opened, ToAddress(address))
    with hub.transaction():
        revoke(by=hub, number=address, because="he has her telephone")
    (message,) = sent(hub, number).messages
    assert message.state is State.STOPPED
    with pytest.raises(ChangedMeanwhile), hub.transaction():
        try_again(by=hub, number=number)
    with pytest.raises(Exception, match="marked safe"):
        make._owner(
            "INSERT INTO notices_attempt (sending_id) SELECT number FROM notices_sending WHERE notice_id = %s",
            number,
        )


def test_an_address_is_never_shown_whole_nor_kept_on_the_ledger(make, hub, opened):
    mark(hub, opened, "reader.quill@example.org")
    with hub.transaction():
        (shown,) = addresses(opened)
    assert shown.shown == "r…@example.org"
    assert make._owner("SELECT count(*) FROM ledger_words WHERE data::text LIKE '%%reader.quill%%'") == (0,)


def test_an_address_is_marked_and_revoked_by_those_who_work_on_the_case(make, council, hub, opened):
    stranger = make.scope(council, Role.SOCIAL_WORKER)
    with pytest.raises(NotAllowed):
        mark(stranger, opened)
    address = mark(hub, opened)
    with pytest.raises(NotAllowed), stranger.transaction():
        revoke(by=stranger, number=address, because="why")
    with pytest.raises(NotAllowed), stranger.transaction():
        addresses(opened)
