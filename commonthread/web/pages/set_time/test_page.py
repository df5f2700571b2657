"""Setting one time limit: what cannot be right is said, and what the law says is not there to be set."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from tests.pages import text

GIVEN = {
    "authority": "Board of the safeguarding partnership, 3 Nov 2026",
    "because": "the audit of the summer",
}


@pytest.fixture
def page(make, browser):
    return browser(make.user(make.agency(AgencyKind.CHILDRENS_SERVICES), Role.ADMINISTRATOR))


def test_it_begins_with_what_holds_and_shows_its_source(page):
    shown = text(page.get("/times-and-terms/limits/hub-checks"))
    assert "amber: 24 opening hours" in shown
    assert "How sure:" in shown
    assert "It holds for what begins from tomorrow" in shown


@pytest.mark.parametrize(
    ("rule", "words", "says"),
    [
        ("strategy-discussion", "soon", "is not a limit of time"),
        ("strategy-discussion", "5 years", "twice as long"),
        ("strategy-discussion", "amber: 2 hours", "one time, and none for each grade"),
        ("hub-checks", "red: 2 opening hours", "would have no time for amber, green"),
        ("strategy-discussion", "", "Write what is set"),
    ],
)
def test_what_cannot_be_right_is_said_and_not_kept(page, rule, words, says):
    answer = page.post(f"/times-and-terms/limits/{rule}", GIVEN | {"words": words})
    assert answer.status_code == 422
    assert says in text(answer)


def test_what_the_law_says_is_not_there_to_be_set(page):
    assert page.get("/times-and-terms/limits/conference").status_code == 404


TERMS = "term 2 Sep 2026 to 18 Dec 2026\nterm 4 Jan 2027 to 21 Jul 2027"
HALF = "half-term 26 Oct 2026 to 30 Oct 2026"
YEAR = "/times-and-terms/school-years/2026"


def test_a_limit_is_kept_once_what_would_change_was_seen(page):
    at, words = "/times-and-terms/limits/hub-checks", "red: 1 hour\namber: 8 hours\ngreen: 3 working days"
    shown = text(page.post(at, GIVEN | {"words": words, "do": "look"}))
    assert "What would change" in shown
    assert "amber: 8 hours, due" in shown
    assert "was 24 opening hours" in shown
    assert "Nothing is kept yet" in shown
    assert "amber: 8 hours" in text(page.get(at)).split("Every edition")[0]
    assert "amber: 8 hours" not in text(page.get(at)).split("Every edition")[1]
    page.post(at, GIVEN | {"words": words, "looked": words, "do": "look"})
    again = text(page.get(f"{at}?again=declared"))
    assert "amber: 24 opening hours" in again.split("Every edition")[0]
    assert "What you had begun" not in again


def test_the_year_of_a_district_is_looked_at_kept_and_an_earlier_edition_set_again(page):
    shown = text(page.post(YEAR, GIVEN | {"words": TERMS}))
    assert "days of school. Nothing is kept yet" in shown
    page.post(YEAR, GIVEN | {"words": TERMS, "looked": TERMS})
    both = f"{TERMS}\n{HALF}"
    shown = text(page.post(YEAR, GIVEN | {"words": both}))
    assert "26 Oct 2026 to 30 Oct 2026: half-term holiday" in shown
    page.post(YEAR, GIVEN | {"words": both, "looked": both})
    begins = text(page.get(f"{YEAR}?again=0")).split("Every edition")[0]
    assert "term 2 Sep 2026" in begins
    assert HALF not in begins.split("<textarea")[1].split("</textarea")[0]


def test_the_year_comes_from_a_file_and_goes_to_one(page):
    table = "event,start,end\nterm,2026-09-02,2026-12-18\nterm,2027-01-04,2027-07-21\n"
    file = SimpleUploadedFile("terms.csv", table.encode())
    assert "term 2 Sep 2026 to 18 Dec 2026" in text(page.post(YEAR, {"do": "read", "file": file}))
    page.post(YEAR, GIVEN | {"words": TERMS, "looked": TERMS})
    assert "term,2026-09-02,2026-12-18" in page.get(f"{YEAR}/csv").content.decode()
    assert "BEGIN:VCALENDAR" in page.get(f"{YEAR}/ics").content.decode()
    assert page.get(f"{YEAR}/pdf").status_code == 404
    assert page.get("/times-and-terms/school-years/2025/csv").status_code == 404
    wrong = page.post(YEAR, {"do": "read", "file": SimpleUploadedFile("terms.csv", b"what,when\n")})
    assert (wrong.status_code, "no column event" in text(wrong)) == (422, True)


def test_what_was_begun_is_there_again(page):
    page.post(YEAR, {"do": ["look", "keep"], "words": TERMS})
    assert "What you had begun to write here is back" in text(page.get(YEAR))
