"""The consent decision can be changed, and every version stays to be read."""

from tests.journeys.visits.case import a_case

REFUSED = {"consent": "refused", "consent_why": "The father said no", "decided_by": "A manager"}


def test_a_decision_is_changed_and_both_versions_are_kept(make, browser):
    going = a_case(make, "/cases/{case}/consent")
    client = browser(going.user)
    case = going.address.removesuffix("/consent")
    (child,) = make._owner(
        "SELECT person FROM pathways_caseperson WHERE case_id = %s ORDER BY id LIMIT 1",
        int(case.split("/")[2]),
    )
    refused = client.post(going.address, {**REFUSED, "person": child, "consent_why": " "})
    assert refused.status_code == 422
    assert "why it was decided so" in refused.content.decode()
    assert "Choose whom" in client.post(going.address, REFUSED).content.decode()
    unread = client.post(going.address, {**REFUSED, "person": child})
    assert unread.status_code == 409
    assert "Read theirs" in unread.content.decode()
    seen = unread.content.decode().partition('name="seen" value="')[2].partition('"')[0]
    shown = client.post(
        going.address, {**REFUSED, "person": child, "seen": seen}, follow=True
    ).content.decode()
    assert "The decision is recorded" in shown
    assert "No: The father said no" in shown
    assert "Yes: spoke to the mother" in shown
    assert "other agencies are not asked about 1 of them" in shown
