"""A school's lead sets its own terms and training days: what changes is seen first, every edition is kept, and an earlier one is
set again. Its district's council may do it for the school; nobody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.pathways.area import About
from commonthread.pathways.settings import set_value
from tests.pages import text

DISTRICT = "E08000031"
TERMS = "term 2 Sep 2026 to 18 Dec 2026\nhalf-term 26 Oct 2026 to 30 Oct 2026\nterm 4 Jan 2027 to 21 Jul 2027"
GIVEN = {"authority": "The governors, 3 Nov 2026", "because": "the staff learn a new system"}
TRAINING = "training day 4 Jan 2027\nopens 08:20"


@pytest.fixture
def district(make):
    """A council that has entered its terms, and its administrator."""
    council = make.agency(AgencyKind.CHILDRENS_SERVICES)
    make._owner("UPDATE access_agency SET district = %s WHERE code = %s", DISTRICT, council)
    administrator = make.scope(council, Role.ADMINISTRATOR)
    with administrator.transaction():
        set_value(by=administrator, about=About.SCHOOL_YEAR, name="2026", words=TERMS, **GIVEN)
    yield administrator
    make._owner("DELETE FROM pathways_setting WHERE district = %s", DISTRICT)


@pytest.fixture
def school(make, district):
    code = make.agency(AgencyKind.SCHOOL)
    make._owner("UPDATE access_agency SET district = %s WHERE code = %s", DISTRICT, code)
    return code


@pytest.fixture
def lead(make, browser, school):
    page = browser(make.user(school, Role.SCHOOL_LEAD))
    page.at = f"/school-terms/{school}/2026"
    return page


def keep(page, words, at=None):
    page.post(at or page.at, GIVEN | {"words": words, "do": "look"})
    return page.post(at or page.at, GIVEN | {"words": words, "looked": words, "do": "look"}, follow=True)


def test_whoever_has_one_school_comes_to_it_and_sees_what_would_change_before_it_is_kept(lead, school):
    answer = lead.get("/school-terms")
    assert (answer.status_code, answer["Location"].rsplit("/", 1)[0]) == (302, f"/school-terms/{school}")
    assert "It keeps the terms of its district" in text(lead.get(lead.at))
    shown = text(lead.post(lead.at, GIVEN | {"words": TRAINING, "do": "look"}))
    assert '4 Jan 2027: training day <span class="ct-quiet">was school' in shown
    assert "Nothing is kept yet" in shown
    assert "None yet" in text(lead.get(lead.at))
    shown = text(lead.post(lead.at, GIVEN | {"words": TRAINING + " ", "looked": TERMS, "do": "look"}))
    assert "What would change" in shown


def test_every_edition_says_by_whom_and_an_earlier_one_is_set_again(lead):
    keep(lead, TRAINING)
    shown = text(keep(lead, "training day 5 Jan 2027"))
    assert "Kept. It holds for what begins from" in shown
    assert shown.partition("Every edition")[2].count("The governors, 3 Nov 2026") == 2
    assert "What you had begun" not in shown
    again = text(lead.get(lead.at + "?again=0"))
    assert "opens 08:20</textarea>" in again
    assert "4 Jan 2027" in text(keep(lead, TRAINING))
    shown = text(keep(lead, ""))
    assert "It keeps the terms of its district" in shown
    assert "As its district" in shown


def test_what_cannot_be_right_is_said_at_its_field_and_kept_for_its_author(lead):
    answer = lead.post(lead.at, GIVEN | {"words": "training day 9 Jan 2027", "do": "look"})
    assert (answer.status_code, "no day of school anyway: weekend" in text(answer)) == (422, True)
    assert "training day 9 Jan 2027" in text(lead.get(lead.at))
    assert "Say who decided it" in text(lead.post(lead.at, {"words": TRAINING, "do": "look"}))
    assert lead.get(lead.at.replace("2026", "1999")).status_code == 404


def test_it_goes_out_as_a_table_and_for_a_calendar_and_a_table_comes_in(lead):
    assert lead.get(lead.at + "/csv").status_code == 404
    keep(lead, TRAINING)
    table = lead.get(lead.at + "/csv").content.decode()
    assert table.splitlines() == ["event,start,end,note", "training_day,2027-01-04,2027-01-04,"]
    calendar = lead.get(lead.at + "/ics").content.decode()
    assert "DTSTART;VALUE=DATE:20270104\r\nDTEND;VALUE=DATE:20270105" in calendar
    sent = SimpleUploadedFile("days.csv", b"event,start,end\ntraining_day,2027-01-05,\n")
    assert "training day 5 Jan 2027</textarea>" in text(lead.post(lead.at, {"do": "read", "file": sent}))
    wrong = SimpleUploadedFile("days.csv", b"event\xff\n")
    assert "It is not a table in UTF-8" in text(lead.post(lead.at, {"do": "read", "file": wrong}))


def test_the_district_sets_them_for_its_schools_and_nobody_for_anothers(
    make, browser, lead, district, school
):
    council = browser(district.user)
    assert school in text(council.get(f"/school-terms?name={school[-6:]}"))
    assert "Nothing is kept yet" in text(council.post(lead.at, GIVEN | {"words": TRAINING, "do": "look"}))
    assert "Kept." in text(keep(council, TRAINING, lead.at))
    elsewhere = make.agency(AgencyKind.SCHOOL)
    other = make.agency(AgencyKind.CHILDRENS_SERVICES)
    for user in (
        make.user(elsewhere, Role.SCHOOL_LEAD),
        make.user(elsewhere, Role.ADMINISTRATOR),
        make.user(other, Role.ADMINISTRATOR),
    ):
        page = browser(user)
        sent = GIVEN | {"words": "", "looked": ""}
        answers = [
            page.get(lead.at),
            page.post(lead.at, sent),
            page.get(lead.at + "/csv"),
            page.get("/school-terms/none/2026"),
        ]
        assert {answer.status_code for answer in answers} == {404}
    assert browser(make.user(school, Role.HEALTH_PRACTITIONER)).get(lead.at).status_code == 403
