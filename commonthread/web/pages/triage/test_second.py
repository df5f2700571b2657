"""The second to do what somebody else has done meanwhile reads it first, and nothing is decided of others than they saw."""

from commonthread.access.permissions import Role
from tests.pages import text
from tests.triaging import CONSENT, DECIDED, RATED, begun, colleague, deciding, done, hidden, put_in


def test_the_second_to_decide_reads_the_first_decision_and_confirms(contact, make, browser, hub):
    put_in(contact)
    done(contact, **RATED)
    done(contact, **deciding(contact) | {"outcome": "no further action", "threshold": "universal"})
    second = browser(make.user(hub.agency, Role.HUB_OFFICER, team=hub.team))
    answer = second.post(contact.page, deciding(contact))
    assert answer.status_code == 409
    shown = text(answer)
    assert "somebody else was quicker" in shown
    assert "No further action" in shown
    assert DECIDED["reasons"] in shown
    seen = hidden(shown, "seen", "decision")
    assert "Decided: strategy discussion" in text(
        second.post(contact.page, deciding(contact) | {"seen": seen}, follow=True)
    )


def test_the_second_to_rate_reads_the_first_rating_and_rates_it_again(contact, hub, browser):
    put_in(contact)
    second = colleague(contact, hub, browser)
    done(contact, **RATED)
    answer = second.post(contact.page, RATED | {"rating": "red", "rating_why": "His arm is broken"})
    assert answer.status_code == 409
    shown = text(answer)
    for words in ("somebody else was quicker", "Alone at night, and eight", "His arm is broken"):
        assert words in shown
    again = {"rating": "red", "rating_why": "His arm is broken", "seen": hidden(shown, "seen", "urgent")}
    assert "Rated: red" in text(second.post(contact.page, RATED | again, follow=True))
    assert begun(hub, contact.case)[-1] == ("decision", "")
    assert contact.post(contact.page, RATED | again).status_code == 409
    done(contact, **deciding(contact))
    seen = hidden(text(contact.get(contact.page)), "seen", "urgent")
    assert contact.post(contact.page, RATED | again | {"seen": seen}).status_code == 409


def test_the_second_to_record_consent_reads_the_first_and_records_it_again(contact, hub, browser):
    put_in(contact)
    second = colleague(contact, hub, browser)
    done(contact, **CONSENT)
    refused = CONSENT | {"consent": "refused", "consent_why": "His father said no"}
    answer = second.post(contact.page, refused)
    assert answer.status_code == 409
    shown = text(answer)
    for words in ("Read what they recorded", "Spoke to his mother", "His father said no"):
        assert words in shown
    again = refused | {"seen": hidden(shown, "seen", "consent")}
    assert "recorded and holds" in text(second.post(contact.page, again, follow=True))
    assert text(contact.get(contact.page)).count("His father said no") == 1


def test_of_others_than_those_who_were_on_the_page_nothing_is_decided(contact, make, hub):
    put_in(contact)
    done(contact, **RATED)
    before, sister = deciding(contact), make.person()
    make.record(hub.agency, make.draft("case_note"), persons=(sister,))
    done(contact, do="put_in", person=sister, sort="child")
    done(contact, do="take_out", person=contact.child, reason="not him")
    assert contact.post(contact.page, before).status_code == 409
    assert begun(hub, contact.case)[-1][1] == ""


def test_whoever_was_put_in_after_the_decision_is_decided_of_before_it_closes(contact, make, hub):
    put_in(contact)
    done(contact, **RATED)
    done(contact, **deciding(contact))
    sister = make.person()
    make.record(hub.agency, make.draft("case_note"), persons=(sister,))
    done(contact, do="put_in", person=sister, sort="child")
    assert "decide of them too" in text(contact.post(contact.page, {"do": "finish"}))


def test_the_second_to_close_or_to_take_out_is_told_that_it_is_done(contact, make, hub, browser):
    put_in(contact)
    assert "somebody else took them out" in text(
        contact.post(contact.page, {"do": "take_out", "person": make.person(), "reason": "not her"})
    )
    done(contact, **RATED | {"rating": "not about safeguarding"})
    done(contact, do="finish")
    answer = colleague(contact, hub, browser).post(contact.page, {"do": "finish"})
    assert answer.status_code == 409
    assert "closed it meanwhile" in text(answer)
