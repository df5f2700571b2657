"""An administrator of a council sees what its area sets, with author, day and authority, and changes it without a release."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.kernel.bank_holidays import ENGLAND
from commonthread.pathways.queries import case
from commonthread.pathways.tasks import follow_procedure, tasks
from tests.pages import text

DISTRICT = "E08000031"
GIVEN = {
    "authority": "Board of the safeguarding partnership, 3 Nov 2026",
    "because": "the audit of the summer",
}


def begins() -> int:
    """The year in which the school year of today began."""
    return localdate().year - (localdate().month < 9)


def terms() -> str:
    this, next = begins(), begins() + 1
    return (
        f"term 2 Sep {this} to 18 Dec {this}\nhalf-term 26 Oct {this} to 30 Oct {this}\nterm 4 Jan {next} to 25 Mar {next}\n"
        f"half-term 15 Feb {next} to 19 Feb {next}\nterm 12 Apr {next} to 21 Jul {next}\nhalf-term 31 May {next} to 4 Jun {next}"
    )


@pytest.fixture
def council(make, fresh_database):
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    make._owner("UPDATE access_agency SET district = %s WHERE code = %s", DISTRICT, agency)
    return agency


@pytest.fixture
def page(make, browser, council):
    return browser(make.user(council, Role.ADMINISTRATOR))


def set_limit(page, words, rule="strategy-discussion"):
    given = GIVEN | {"words": words, "looked": words}
    return page.post(f"/times-and-terms/limits/{rule}", given, follow=True)


def from_today(make):
    """As though it had been set yesterday."""
    make._owner(
        "UPDATE pathways_setting SET holds_from = holds_from - 1, made_at = made_at - interval '1 day'"
    )


def test_what_is_set_is_shown_with_who_set_it_when_and_on_whose_authority(page):
    assert "As declared" in text(page.get("/times-and-terms"))
    shown = text(set_limit(page, "1 working day by 16:30"))
    assert "Kept. It holds for what begins from" in shown
    assert "Board of the safeguarding partnership, 3 Nov 2026" in shown
    assert "the audit of the summer" in shown
    assert "holds from" in shown
    assert "1 working day by 16:30" in text(page.get("/times-and-terms/limits/strategy-discussion"))


def test_what_begins_from_then_counts_by_it_and_what_runs_keeps_its_time(make, council, page):
    worker = make.scope(council, Role.SOCIAL_WORKER)

    def due():
        number = make.case(worker, make.person(), purpose=Purpose.SECTION_47)
        with worker.transaction():
            follow_procedure(by=worker, case=case(number), pathway="section-47")
            (task,) = tasks(case(number))
        return number, task.due_at

    first, before = due()
    set_limit(page, "2 hours")
    assert due()[1] - now() > timedelta(hours=3)
    from_today(make)
    assert due()[1] - now() < timedelta(hours=2, minutes=1)
    with worker.transaction():
        (task,) = tasks(case(first))
    assert task.due_at == before


def test_terms_are_entered_and_a_notice_to_a_school_goes_by_them(page):
    wrong = page.post(f"/times-and-terms/school-years/{begins()}", GIVEN | {"words": "term sometime"})
    assert (wrong.status_code, "is no term: write" in text(wrong)) == (422, True)
    assert "Not entered" in text(page.get("/times-and-terms"))
    shown = text(
        page.post(
            f"/times-and-terms/school-years/{begins()}",
            GIVEN | {"words": terms(), "looked": terms()},
            follow=True,
        )
    )
    assert f"term 2 Sep {begins()} to 18 Dec {begins()}" in shown


def test_a_bank_holiday_that_is_proclaimed_counts(page):
    day = localdate() + timedelta(days=40)
    while ENGLAND.on(day) or day.weekday() != 2:
        day += timedelta(days=1)
    said = GIVEN | {"day": f"{day:%-d %b %Y}", "words": "An invented jubilee"}
    shown = text(page.post("/times-and-terms", said, follow=True))
    assert "An invented jubilee" in shown
    again = page.post(
        "/times-and-terms", GIVEN | {"day": f"25 Dec {localdate().year + 1}", "words": "Christmas"}
    )
    assert "not a bank holiday already" in text(again)


def test_an_administrator_elsewhere_reads_and_changes_nothing(make, browser, page, council):
    set_limit(page, "2 hours")
    school = make.agency(AgencyKind.SCHOOL)
    make._owner("UPDATE access_agency SET district = %s WHERE code = %s", DISTRICT, school)
    reader = browser(make.user(school, Role.ADMINISTRATOR))
    assert GIVEN["authority"] in text(reader.get("/times-and-terms"))
    assert "Change" not in text(reader.get("/times-and-terms")).split("<main", 1)[1]
    assert set_limit(reader, "3 hours").status_code == 404
    assert browser(make.user(council, Role.SOCIAL_WORKER)).get("/times-and-terms").status_code == 403
    other = browser(make.user(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.ADMINISTRATOR))
    assert GIVEN["authority"] not in text(other.get("/times-and-terms"))


def test_it_holds_from_the_next_day_in_england(make, page):
    set_limit(page, "2 hours")
    assert make._owner("SELECT holds_from FROM pathways_setting") == (localdate() + timedelta(days=1),)
