"""Somebody who joins an agency, and the posts that they have had."""

from datetime import UTC, datetime

from commonthread.access.accounts import posts_of
from commonthread.access.actions import PostWanted, add_person
from commonthread.access.permissions import Role

WHY = "she joined today"


def now():
    return datetime.now(UTC)


def joined(make, administrator, role=Role.INVESTIGATOR, username="", **post) -> int:
    with administrator.transaction():
        return add_person(
            by=administrator, username=username or f"{make.mark}-{next(make.counter)}", name="Dana Fell",
            email="dana.fell@example.org", post=PostWanted(role, **post), why=WHY,
        )  # fmt: skip


def post_of(administrator, who):
    with administrator.transaction():
        return posts_of(who)[0]


def events(make, administrator):
    found = make._owner(
        "SELECT coalesce(json_agg(json_build_array(type, reason, data ->> 'role') ORDER BY number), '[]') "
        "FROM ledger_event WHERE actor = %s AND type <> 'sign-in'", administrator.user,
    )[0]  # fmt: skip
    return [tuple(event) for event in found]


def post_number(make, who):
    return make._owner("SELECT max(id) FROM access_post WHERE user_id = %s", who)[0]
