"""What somebody has begun to write on the pages of a case is there again, for them alone, until it is recorded."""

from types import SimpleNamespace

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.pathways.supervision import look_after
from tests.disputing import Disputed
from tests.hub import Hub
from tests.pages import text

HALF = "Half a thought"
BACK = "What you had begun to write here is back"


@pytest.fixture
def led(make, browser):
    """A case of two children with a task that may be graded anew, and their page of whoever leads it, or supervises that."""
    hub = Hub(make)
    hub.worker = make.scope(hub.council, Role.TEAM_MANAGER, team=hub.hubs[hub.council])
    children = [make.person(), make.person()]
    number = hub.contact(*children)
    checks = next(task for task in hub.waiting(number, "checks") if task.agency == hub.council)
    peer = make.user(hub.council, Role.SOCIAL_WORKER)
    over = make.scope(hub.council, Role.TEAM_MANAGER, team=hub.hubs[hub.council])
    with over.transaction():
        look_after(by=over, case=number, because="another's lead")
    return SimpleNamespace(
        police=hub.police, case=f"/cases/{number}", task=f"/cases/{number}/tasks/{checks.number}", child=children[0], peer=peer,
        page=browser(hub.worker.user), writer=lambda at: browser(over.user if at.endswith("/supervision") else hub.worker.user),
        colleague=browser(make.user(hub.council, Role.TEAM_MANAGER)),
    )  # fmt: skip


FORMS = [
    ("{case}", "add", {"reason": HALF, "person": "P-4711", "sort": "adult"}, ['value="P-4711"', 'value="adult" selected']),
    ("{case}", "take_out", {"reason": HALF, "person": "{child}"}, []),
    ("{case}", "give", {"reason": HALF, "to": "{peer}"}, ['value="{peer}" selected']),
    ("{case}", "hand_over", {"reason": HALF, "to": "{peer}"}, ['value="{peer}" selected']),
    ("{case}/allocate", "", {"reason": HALF}, []),
    ("{case}/allocate", "place", {"place_reason": HALF, "lives": "LPA-BM"}, ['value="LPA-BM" selected']),
    ("{task}/clock", "grade", {"reason": HALF, "grade": "red"}, ['value="red" selected']),
    ("{case}/tasks/add", "", {"does": HALF, "to": "user-{peer}"}, ['value="user-{peer}" selected']),
    ("{case}/ask?person={child}&agency={police}", "{child} {police}", {"what": HALF, "level": "2"}, []),
    ("{case}/supervision", "", {"direction": HALF, "day": "2030-12-24"}, ["-12-24"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("at", "form", "typed", "marks"), FORMS, ids=lambda one: one if isinstance(one, str) else ""
)
def test_what_was_begun_is_back_for_its_author_alone_until_it_is_thrown_away(led, at, form, typed, marks):
    at, form = at.format(**vars(led)), form.format(**vars(led))
    typed = {name: given.format(**vars(led)) for name, given in typed.items()}
    page = led.writer(at)
    assert page.post(at, typed | {"do": [form, "keep"] if form else "keep"}).status_code == 204
    shown = text(led.writer(at).get(at))
    assert [mark for mark in (BACK, HALF, *marks) if mark.format(**vars(led)) not in shown] == []
    assert HALF not in text(led.colleague.get(at))
    page.post(at, {"do": "throw away"})
    assert HALF not in text(page.get(at))


REFUSED = [
    ("{case}", {"do": "add", "person": "P-4711", "sort": "adult"}, "reason", 500),
    ("{case}/allocate", {"do": "place", "lives": "nowhere"}, "place_reason", 500),
    ("{task}/clock", {"do": "grade", "grade": "red"}, "reason", 500),
    ("{case}/supervision", {}, "direction", 2000),
]


@pytest.mark.parametrize(("at", "sent", "field", "longest"), REFUSED, ids=lambda one: str(one)[:20])
def test_what_was_refused_is_not_lost(led, at, sent, field, longest):
    at = at.format(**vars(led))
    words = f"{HALF} " + "x" * longest
    page = led.writer(at)
    page.post(at, sent | {field: words}, follow=True)
    assert words in text(page.get(at))


def test_what_was_recorded_is_kept_no_more(led):
    led.page.post(led.case, {"do": ["give", "keep"], "reason": HALF, "to": led.peer})
    led.page.post(led.case, {"do": "give", "reason": HALF, "to": led.peer}, follow=True)
    assert BACK not in text(led.page.get(led.case))


@pytest.mark.parametrize("of", ["worker", "sergeant"])
def test_a_disagreement_keeps_what_either_agency_begins(make, browser, of):
    disputed = Disputed(make)
    if of == "sergeant":
        disputed.answer()
    page, at = browser(getattr(disputed, of).user), f"/disagreements/{disputed.raised}"
    assert page.post(at, {"words": HALF, "do": "keep"}).status_code == 204
    assert HALF in text(page.get(at))
    other = browser(disputed.worker.user if of == "sergeant" else disputed.sergeant.user)
    assert HALF not in text(other.get(at))


def test_what_somebody_else_settled_meanwhile_leaves_the_words_of_the_second(make, browser):
    disputed = Disputed(make)
    page, at = browser(disputed.worker.user), f"/disagreements/{disputed.raised}"
    page.get(at)
    disputed.answer()
    assert "What you wrote is not recorded" in text(page.post(at, {"words": HALF}, follow=True))


def test_a_disagreement_that_is_not_raised_yet_is_kept(make, browser):
    page = browser(Disputed(make).sergeant.user)
    assert page.post("/disagreements/raise", {"why": HALF, "do": "keep"}).status_code == 204
    assert HALF in text(page.get("/disagreements/raise"))
    stranger = browser(make.user(make.agency(AgencyKind.SCHOOL), Role.SCHOOL_LEAD))
    assert HALF not in text(stranger.get("/disagreements/raise"))
