"""Notices to us: what waits is on top with its time; that it stands there is not that it was read."""

from html import unescape

from commonthread.access.permissions import Role


def text(client, address="/notices") -> str:
    return unescape(client.get(address).content.decode())


def test_what_waits_stands_there_with_its_time_and_without_its_words(make, browser, telling):
    telling.tell()
    words = text(browser(telling.lead.user))
    assert "1 notice waits to be acknowledged" in words
    assert "New to you" in words
    assert f"P-{telling.child}" in words
    assert "by noon" not in words
    assert make._owner("SELECT count(*) FROM notices_reading r JOIN notices_notice n ON n.number = r.notice_id WHERE n.case_id = %s",
                       telling.case) == (0,)  # fmt: skip


def test_the_start_page_says_how_many_wait(make, browser, telling):
    notice = telling.tell()
    assert "1 notice to us waits to be acknowledged" in text(browser(telling.lead.user), "/")
    make._owner("UPDATE notices_notice SET answer_by = now() - interval '1 hour' WHERE number = %s", notice)
    assert "1 overdue" in text(browser(telling.lead.user), "/")
    assert "1 notice of your cases was not acknowledged in time" in text(browser(telling.hub.user), "/")


def test_where_there_is_none_it_says_so(make, browser):
    page = browser(make.user(make.agency(), Role.HUB_OFFICER))
    assert "Nobody has sent your team or duty desk a notice yet" in text(page)
    assert "No notice to us is overdue" in text(page, "/notices?only=overdue")
    assert "There is no more" in text(page, "/notices?page=2")


def test_a_long_list_is_shown_a_page_at_a_time(make, browser, telling):
    telling.tell()
    make._owner(
        "INSERT INTO notices_notice (number, case_id, kind, content, from_agency, to_agency, sent_by, answer_by, answer, withdrawn_because) "
        "SELECT pathways.fresh_number(), case_id, kind, content, from_agency, to_agency, sent_by, answer_by, '', '' "
        "FROM notices_notice, generate_series(1, 50) WHERE case_id = %s", telling.case,
    )  # fmt: skip
    page = browser(telling.lead.user)
    assert "51 notices wait" in text(page)
    assert text(page).count("New to you") == 50
    assert text(page, "/notices?page=2").count("New to you") == 1
