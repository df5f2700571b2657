"""Who meets what of a case in the Hub, by pages and by raw SQL, is what the policy table says; whoever is kept apart meets nothing."""

import pytest

from commonthread.web.conftest import browser  # noqa: F401
from tests.wall.hub_policy import THINGS, may
from tests.wall.test_every_case_door import Whole
from tests.wall.test_kept_from_own import apart

POLICY = may()
IN_THE_CASE = (
    "whoever leads the case",
    "a manager of its team",
    "whom the police sent",
    "the police's hub",
    "whom the trust sent",
)
NOTHING = ("[]", "NotAllowed")


@pytest.fixture
def whole(make, fresh_database):
    return Whole(make)


def everybody(whole) -> dict:
    return dict(zip(IN_THE_CASE, whole.insiders(), strict=True)) | whole.strangers()


def met(whole, browser, scope) -> dict[str, tuple[bool, bool]]:  # noqa: F811
    """Each thing: by its page, and by raw SQL."""
    client = browser(scope.user)
    return {
        thing: (client.get(page % whole.there).status_code == 200, not whole.given(scope, f"SELECT * FROM {sql}", whole.there).startswith(NOTHING))
        for thing, (page, sql) in THINGS.items()
    }  # fmt: skip


def test_who_meets_what_is_what_the_table_says(whole, browser, record_property):  # noqa: F811
    wrong = [
        (who, thing, way, "must" if thing in POLICY[who] else "must not")
        for who, scope in everybody(whole).items()
        for thing, found in met(whole, browser, scope).items()
        for way, there in zip(("page", "SQL"), found, strict=True)
        if there != (thing in POLICY[who])
    ]
    assert wrong == []
    record_property("tried", len(POLICY) * len(THINGS) * 2)


def test_whoever_is_kept_apart_meets_nothing_of_it(whole, browser, record_property):  # noqa: F811
    _, *others = whole.insiders()
    for scope in others:
        apart(whole.make, scope, whole.children[0])
    assert [
        (scope.name, thing)
        for scope in others
        for thing, found in met(whole, browser, scope).items()
        if any(found)
    ] == []
    record_property("tried", len(others) * len(THINGS) * 2)


def test_the_table_names_everybody_and_everything(whole):
    assert POLICY.keys() == everybody(whole).keys()
    assert set().union(*POLICY.values()) == THINGS.keys()
