"""Why records are one person; what another agency holds is said to be held, and no more."""

from datetime import date

import pytest

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.identity.linking import link_unlinked
from commonthread.records.record import Mention, MentionRole

CHILD = {
    "given_name": "Odalys", "family_name": "Quenby", "born_on": date(2017, 3, 14), "address": "14 Larkspur Row",
    "postcode": "B98 7CV",
}  # fmt: skip


@pytest.fixture
def linked(fresh_database, make):
    """The agency, the person, and the mentions of two records about her; a school knows her too."""
    csc, school = make.agency(AgencyKind.CHILDRENS_SERVICES), make.agency(AgencyKind.SCHOOL)
    said = Mention(role=MentionRole.SUBJECT, **CHILD)
    make.record(school, make.draft("school_welfare_concern", said))
    records = [make.record(csc, make.draft("case_note", said)) for _ in range(2)]
    link_unlinked()
    found = [
        make._owner("SELECT number, person FROM content.mention WHERE record = %s", record)
        for record in records
    ]
    assert found[0][1] == found[1][1]
    return csc, found[0][1], [mention for mention, _ in found]


@pytest.fixture
def opened(make, browser):
    def as_(agency, role, number):
        client = browser(make.user(agency, role))
        stated = {"purpose": Purpose.RECORD_QUALITY.value, "because": "Call 1182", "going": "why"}
        client.post(f"/people/{number}/purpose", stated)
        return client

    return as_


def text(answer):
    return answer.content.decode()


def test_the_purpose_comes_first_and_leads_back_here(linked, make, browser):
    csc, child, _ = linked
    answer = browser(make.user(csc, Role.SOCIAL_WORKER)).get(f"/people/{child}/why")
    assert answer["Location"] == f"/people/{child}/purpose?going=why"


def test_each_mention_is_shown_with_what_was_weighed(linked, opened):
    csc, child, _ = linked
    shown = text(opened(csc, Role.SOCIAL_WORKER, child).get(f"/people/{child}/why"))
    assert "2 mentions of 1 agency" in shown
    assert "Odalys Quenby, born 14 Mar 2017" in shown
    assert "Model 2026-11" in shown


def test_what_another_agency_holds_is_held_and_nothing_is_said_of_it(linked, opened, make):
    csc, child, mentions = linked
    held = make._owner("SELECT number FROM content.mention WHERE person = %s ORDER BY number LIMIT 1", child)[
        0
    ]
    make._owner("UPDATE identity_link SET beside = %s, weight = 9 WHERE mention = %s", held, mentions[0])
    shown = text(opened(csc, Role.SOCIAL_WORKER, child).get(f"/people/{child}/why"))
    assert "fits a mention that is held by another agency" in shown


def test_only_whoever_decides_on_identity_is_offered_to_take_out(linked, opened):
    csc, child, mentions = linked
    offer = f"/people/{child}/why/{mentions[1]}/unlink"
    assert offer in text(opened(csc, Role.RECORDS_OFFICER, child).get(f"/people/{child}/why"))
    client = opened(csc, Role.SOCIAL_WORKER, child)
    assert offer not in text(client.get(f"/people/{child}/why"))
    assert client.get(offer).status_code == 403
    assert client.post(f"/people/{child}/why/{mentions[1]}/rejoin").status_code == 403


def test_what_was_taken_out_is_listed_and_can_be_put_back(linked, opened):
    csc, child, mentions = linked
    client = opened(csc, Role.RECORDS_OFFICER, child)
    client.post(f"/people/{child}/why/{mentions[1]}/unlink", {"reason": "A cousin of that name"})
    shown = text(client.get(f"/people/{child}/why"))
    assert "A cousin of that name" in shown
    assert "1 mention of 1 agency" in shown
    back = text(client.post(f"/people/{child}/why/{mentions[1]}/rejoin", follow=True))
    assert "Put back" in back
    assert "2 mentions of 1 agency" in back
    assert "Taken out of this person" not in back


def test_what_was_put_back_stays_when_everything_is_linked_again(linked, opened, make):
    csc, child, mentions = linked
    client = opened(csc, Role.RECORDS_OFFICER, child)
    client.post(f"/people/{child}/why/{mentions[1]}/unlink", {"reason": "A cousin of that name"})
    client.post(f"/people/{child}/why/{mentions[1]}/rejoin")
    make.record(
        csc, make.draft("case_note", Mention(role=MentionRole.SUBJECT, given_name="Else", family_name="Body"))
    )
    link_unlinked()
    assert make._owner("SELECT person FROM content.mention WHERE number = %s", mentions[1]) == (child,)


def test_what_is_kept_apart_for_another_reason_is_not_put_back(linked, opened, make):
    csc, child, mentions = linked
    make._owner(
        "INSERT INTO identity_apart (first, second, reason) VALUES (%s, %s, 'somebody else’s word')",
        *sorted(mentions),
    )
    client = opened(csc, Role.RECORDS_OFFICER, child)
    client.post(f"/people/{child}/why/{mentions[1]}/unlink", {"reason": "A cousin of that name"})
    shown = text(client.post(f"/people/{child}/why/{mentions[1]}/rejoin", follow=True))
    assert "Not put back" in shown
    assert "Taken out of this person" in shown
