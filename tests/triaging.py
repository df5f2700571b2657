"""What an officer of a hub does with a contact, on its page."""

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.pathways.queries import case as find
from commonthread.pathways.tasks import tasks
from tests.pages import text

CONSENT = {
    "do": "consent",
    "consent": "agreed",
    "consent_why": "Spoke to his mother",
    "decided_by": "Amara, hub",
}
RATED = {"do": "rate", "rating": "amber", "rating_why": "Alone at night, and eight"}
DECIDED = {
    "do": "decide", "seen": "0", "outcome": "strategy discussion", "threshold": "child protection",
    "reasons": "Two agencies know him, and nobody has seen him for a month",
}  # fmt: skip


def done(client, **sent):
    return text(client.post(client.page, sent, follow=True))


def deciding(contact):
    """About those who are in it now."""
    people = contact.make._owner(
        "SELECT coalesce(string_agg(person::text, ' '), '') FROM pathways_caseperson WHERE case_id = %s AND ended_at IS NULL",
        contact.case,
    )
    return DECIDED | {"people": people[0]}


def begun(hub, case):
    """The hub's own tasks; which agencies sit in it beside them is another test's."""
    with open_scope(hub.officer).transaction():
        return [(task.step.name, task.outcome) for task in tasks(find(case)) if task.step.name != "checks"]


def put_in(contact):
    return done(contact, do="put_in", person=contact.child, sort="child")


def colleague(contact, hub, browser):
    return browser(contact.make.user(hub.agency, Role.HUB_OFFICER, team=hub.team))


def hidden(page, name, part):
    """What a form of a part of the page sends with what is typed."""
    return page.partition(f'id="{part}"')[2].partition(f'name="{name}" value="')[2].partition('"')[0]
