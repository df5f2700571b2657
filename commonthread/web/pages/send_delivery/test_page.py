"""What is sent is kept, loaded by the worker, and then stands among the deliveries."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from commonthread import flow
from commonthread.access.permissions import Role
from tests.delivering import ROW, Row
from tests.pages import text


def sent(*rows: Row, name: str = "home_visit.csv", **more) -> dict:
    lines = "\n".join([ROW.header, *map(str, rows), ""])
    return {"format": "extract", "files": [SimpleUploadedFile(name, lines.encode())], **more}


def number_of(answer) -> int:
    assert answer.status_code == 302, text(answer)
    return int(answer["Location"].rpartition("/")[2])


def test_what_is_sent_is_loaded_in_the_background(sender, make, browser):
    here = browser(sender.officer)
    answer = here.post("/deliveries/send", sent(ROW, ROW.wrong("V2")))
    number = number_of(answer)
    assert "stands in the queue" in text(here.get(answer["Location"]))
    assert make._owner(
        "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'load_delivery' AND args -> 'numbers' ->> 0 = %s",
        str(number),
    ) == (1,)
    flow.load_delivery([number])
    shown = text(here.get(answer["Location"]))
    assert "Receipt" in shown
    assert "To put right (1)" in shown
    again = here.post("/deliveries/send", sent(ROW, ROW.wrong("V2")), follow=True)
    assert "This delivery was sent and loaded before." in text(again)


def test_what_cannot_be_read_is_said_on_its_page(sender, browser):
    here = browser(sender.officer)
    answer = here.post("/deliveries/send", {**sent(ROW), "format": "cin-census"})
    flow.load_delivery([number_of(answer)])
    shown = text(here.get(answer["Location"]))
    assert "Not loaded" in shown
    assert "home_visit.csv, line 1" in shown


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"format": ""}, "Choose the format"),
        ({"format": "telegram"}, "Choose the format"),
        ({"files": []}, "Choose a file"),
        ({"files": [("a.csv", b"x"), ("a.csv", b"y")]}, "have the same name"),
        ({"files": [("a.csv", b"")]}, "A file is empty"),
    ],
    ids=["no format", "unknown format", "no file", "twice the same name", "an empty file"],
)
def test_what_is_missing_is_asked_for(sender, browser, changed, words):
    given = {**sent(ROW), **changed}
    given["files"] = [SimpleUploadedFile(*f) if isinstance(f, tuple) else f for f in given["files"]]
    assert words in text(browser(sender.officer).post("/deliveries/send", given))


def test_without_an_agreement_nothing_can_be_sent(make, browser):
    here = browser(make.user(make.agency(), Role.RECORDS_OFFICER))
    for answer in (here.get("/deliveries/send"), here.post("/deliveries/send", sent(ROW))):
        assert "no feed agreement in force" in text(answer)


def test_an_agreement_that_ends_before_the_worker_comes_is_said(sender, make, browser):
    here = browser(sender.officer)
    answer = here.post("/deliveries/send", sent(ROW))
    make._owner("UPDATE feeds_feedagreement SET ends_on = '2026-01-01' WHERE agency = %s", sender.agency)
    flow.load_delivery([number_of(answer)])
    assert "no feed agreement in force" in text(here.get(answer["Location"]))
