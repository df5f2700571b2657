"""A notice as those see it whom it is to and from."""

from commonthread.access.permissions import Permission
from commonthread.notices.actions import acknowledge
from commonthread.notices.queries import notice_from_us, notice_to_us, read_notice


def seen(scope, number):
    with scope.transaction():
        return notice_to_us(number)


def sent(scope, number):
    with scope.transaction():
        return notice_from_us(number)


def outbox(make, number):
    return make._owner(
        "SELECT count(*), count(*) FILTER (WHERE state = 'waiting') FROM notices_sending WHERE notice_id = %s",
        number,
    )


def role_may_ask(scope, question) -> bool:
    needs = {notice_to_us: Permission.READ_NOTICES, notice_from_us: Permission.OPEN_CASES}
    return scope.may(needs[question])


def acknowledged(scope, number, answer="Her form teacher knows"):
    read_notice(scope, number)
    with scope.transaction():
        acknowledge(by=scope, number=number, answer=answer)
