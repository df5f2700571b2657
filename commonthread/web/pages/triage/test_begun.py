"""What somebody has begun to type on the page is there again, for them alone."""

import pytest

from commonthread.places.cited import DISTRICTS
from tests.pages import text
from tests.telling import case_of, tell
from tests.triaging import CONSENT, RATED, colleague, deciding, done, put_in

FORMS = [
    ({"do": "rate", "rating": "red", "rating_why": "Half a thought"}, "rated"),
    ({"do": "consent", "consent": "refused", "consent_why": "Half a thought"}, "in it"),
    ({"do": "decide", "outcome": "assessment", "reasons": "Half a thought"}, "to decide"),
    ({"do": "tell", "words": "Half a thought"}, "decided"),
    ({"do": "send_on", "district": DISTRICTS[1].code, "reason": "Half a thought"}, "nobody"),
]


@pytest.mark.parametrize(("begun", "stands"), FORMS, ids=[form[0]["do"] for form in FORMS])
def test_what_is_typed_into_any_form_is_there_again_and_says_so(browser, make, hub, begun, stands):
    tell(browser(), district=hub.district, reach="post", reach_at="4 Wicket Lane")
    client = browser(hub.officer)
    client.make, client.case = make, case_of(make, hub)
    client.page = f"/front-door/{client.case}"
    client.child = make.person()
    make.record(hub.agency, make.draft("case_note"), persons=(client.child,))
    if stands not in ("nobody",):
        put_in(client)
    if stands in ("to decide", "decided"):
        done(client, **RATED)
    if stands == "decided":
        done(client, **deciding(client))
    record = make._owner("SELECT record FROM pathways_contact WHERE case_id = %s", client.case)[0]
    assert (
        client.post(client.page, begun | {"record": record, "do": [begun["do"], "keep"]}).status_code == 204
    )
    shown = text(browser(hub.officer).get(client.page))
    assert "Half a thought" in shown
    assert "What you had begun to write here is back" in shown
    assert "Half a thought" not in text(colleague(client, hub, browser).get(client.page))
    client.post(client.page, {"do": "throw away"})
    assert "Half a thought" not in text(client.get(client.page))


def test_what_was_refused_stays_and_what_was_recorded_goes_and_takes_no_other_with_it(contact, make):
    put_in(contact)
    contact.post(contact.page, {"do": ["consent", "keep"], "consent_why": "Rang his mother"})
    contact.post(contact.page, RATED | {"rating": "", "rating_why": "Half a thought"})
    assert "Half a thought" in text(contact.get(contact.page))
    done(contact, **RATED)
    shown = text(contact.get(contact.page))
    assert "Half a thought" not in shown
    assert "Rang his mother" in shown
    done(contact, **CONSENT)
    (kept,) = make._owner(
        "SELECT count(*) FROM content.unfinished WHERE token = %s", f"triage {contact.case}"
    )
    assert kept == 0
