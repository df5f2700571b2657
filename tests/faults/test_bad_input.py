"""Whatever is sent: a clear message with file, line and column, an exit status, and nothing half-done."""

import os
import threading
import time

import pytest
from django.utils.timezone import localdate
from typer.testing import CliRunner

from commonthread.cli import app
from tests.delivering import HEADER, ROW

LOADED, REJECTED, REFUSED, UNREADABLE = 0, 1, 2, 3
CHILD = (
    "<Child><ChildIdentifiers><LAchildID>X1</LAchildID><UPN>A000000000018</UPN>"
    "<PersonBirthDate>2015-04-01</PersonBirthDate><Sex>F</Sex></ChildIdentifiers></Child>"
)
CENSUS = f"<Message>\n<Children>\n{CHILD}\n</Children>\n</Message>\n"
LAUGHS = (
    '<!DOCTYPE Message [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(20))
    + "]>\n<Message><Children><Child>&u;</Child></Children></Message>"
)
MORE = f"{HEADER},subject_1_born_on,subject_1_nhs_number,subject_1_upn"


def csv(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *map(str, rows), ""]).encode()


def born(day: str = "", nhs: str = "", upn: str = "") -> bytes:
    return csv(f"{ROW}{day and ''},{day},{nhs},{upn}", header=MORE)


READ_ALL_THE_SAME = {
    "byte-order mark": b"\xef\xbb\xbf" + csv(ROW),
    "reordered columns": csv(
        "access,,Jo,2026-02-28,V1", header="result,summary,subject_1_given_name,happened_from,key"
    ),
    "dates in three styles": csv(
        ROW, ROW.under("V2", day="28/02/2026"), ROW.under("V3", day="28 Feb 2026 16:30")
    ),
    "no newline at the end": csv(ROW).rstrip(),
    "Windows line ends": csv(ROW).replace(b"\n", b"\r\n"),
    "a name in every script": csv(str(ROW).replace("Jo", "Zoë Ó Súilleabháin محمد 李")),
}
REJECTED_ROWS = {
    "an impossible date": (
        csv(ROW, ROW.wrong("V2")),
        3,
        "happened_from",
        "a date that the calendar does not have",
    ),
    "a birth date in the future": (born("2035-04-01"), 2, "subject_1_born_on", "is in the future"),
    "a wrong NHS number": (born(nhs="9990000019"), 2, "subject_1_nhs_number", "the check digit"),
    "a wrong UPN": (born(upn="A123456789123"), 2, "subject_1_upn", "the check letter"),
    "a code that is not there": (csv(ROW.under("V1", result="perhaps")), 2, "result", "is not one of"),
    "a control character": (
        csv(str(ROW).replace("Jo", "J\x07o")),
        2,
        "subject_1_given_name",
        "a control character",
    ),
    "a right-to-left override": (
        csv(str(ROW).replace("Jo", "J\u202eo")),
        2,
        "subject_1_given_name",
        "reverses the reading order",
    ),
    "an open quotation mark": (
        csv('V1,2026-02-28,access,"Jo" x,'),
        2,
        "(whole line)",
        "a quotation mark without its pair",
    ),
    "a cell too many": (csv(f"{ROW},more"), 2, "(whole line)", "has 6 cells where the first line names 5"),
}
NOTHING_TAKEN = {
    "wrong encoding": (
        "home_visit.csv",
        csv(ROW, str(ROW).replace("Jo", "Zoë")).decode().encode("cp1252"),
        "line 3, column 24: is not UTF-8",
    ),
    "UTF-16": ("home_visit.csv", csv(ROW).decode().encode("utf-16"), "is written in UTF-16 or UTF-32"),
    "NUL": (
        "home_visit.csv",
        csv(str(ROW).replace("Jo", "J\0o")),
        "line 2, column 23: contains a NUL character",
    ),
    "empty": ("home_visit.csv", b"", "is empty"),
    "a spreadsheet": ("home_visit.csv", b"PK\x03\x04" + bytes(100), "is a zip archive or a spreadsheet"),
    "missing column": (
        "home_visit.csv",
        csv(ROW, header=HEADER.replace("result", "purpose")),
        "line 1: the first line is not in order: result is missing",
    ),
    "doubled column": (
        "home_visit.csv",
        csv(ROW, header=f"{HEADER},key"),
        "line 1, column 55: the first line is not in order: key stands 2 times",
    ),
    "unknown column": (
        "home_visit.csv",
        csv(ROW, header=HEADER.replace("summary", "sumary")),
        "sumary is not a column of a home visit; did you mean summary?",
    ),
    "no kind": ("march.csv", csv(ROW), "does not say of what kind its rows are"),
    "a line without end": (
        "home_visit.csv",
        csv(ROW) + b"x" * 20_000_000,
        "line 3, column 1,000,000: the line is longer than 1,000,000 characters",
    ),
    "truncated XML": (
        "cin.xml",
        CENSUS[:-20].encode(),
        "line 4, column 4: is not well-formed XML: the file ends before its elements are closed",
    ),
    "malformed XML": (
        "cin.xml",
        CENSUS.replace("</Sex>", "</Sax>").encode(),
        "line 3, column 132: is not well-formed XML: an element is closed by the end tag of another",
    ),
    "billion laughs": ("cin.xml", LAUGHS.encode(), "line 1: has a document type"),
    "another XML": (
        "cin.xml",
        b"<html><body/></html>",
        "has no <Child>: it is not a Children in Need census",
    ),
}


@pytest.fixture
def load(sender, monkeypatch, tmp_path):
    """`load(name, content)` gives the exit status and what was said."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://")
    monkeypatch.setenv("COLUMNS", "500")

    def load(name: str, content: bytes, **told: str) -> tuple[int, str]:
        file = tmp_path / name
        file.write_bytes(content)
        told = {
            "format": "cin-census" if name.endswith(".xml") else "extract",
            "agency": sender.agency,
            **told,
        }
        options = [word for option, value in told.items() for word in (f"--{option}", value)]
        done = CliRunner().invoke(app, ["load", str(file), *options, "--no-identity"])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, " ".join(done.output.split())

    return load


def left_behind(make, agency: str) -> tuple[int, int]:
    """How many records, and how many deliveries of which something was taken."""
    return make._owner(
        "SELECT (SELECT count(*) FROM records_record WHERE agency = %s), "
        "(SELECT count(*) FROM feeds_delivery WHERE agency = %s AND (cursor > 0 OR state = 'loaded'))",
        agency, agency,
    )  # fmt: skip


@pytest.mark.parametrize("content", READ_ALL_THE_SAME.values(), ids=READ_ALL_THE_SAME.keys())
def test_what_is_only_unusual_is_read(load, sender, make, content):
    status, said = load("home_visit.csv", content)
    assert status == LOADED, said
    assert left_behind(make, sender.agency) == (content.count(b"2026"), 1)


@pytest.mark.parametrize(
    ("content", "line", "column", "words"), REJECTED_ROWS.values(), ids=REJECTED_ROWS.keys()
)
def test_a_row_that_is_wrong_is_named_by_line_and_column(load, content, line, column, words):
    status, said = load("home_visit.csv", content)
    assert status == REJECTED, said
    assert f"line {line}: {column}: " in said
    assert words in said
    assert not any(secret in said for secret in ("9990000019", "A123456789123", "2035", "31/02"))


@pytest.mark.parametrize(("name", "content", "words"), NOTHING_TAKEN.values(), ids=NOTHING_TAKEN.keys())
def test_a_file_that_cannot_be_read_leaves_nothing_behind_and_says_where(
    load, sender, make, name, content, words
):
    status, said = load(name, content)
    assert status == UNREADABLE, said
    assert said.startswith(name)
    assert words in said
    assert left_behind(make, sender.agency) == (0, 0)


def test_a_file_that_was_put_right_loads(load):
    assert load("home_visit.csv", csv(ROW)[:-4] + b"\0\n")[0] == UNREADABLE
    assert load("home_visit.csv", csv(ROW))[0] == LOADED


def test_a_file_that_is_not_there_is_said(load, sender, tmp_path):
    done = CliRunner().invoke(
        app, ["load", str(tmp_path / "gone.csv"), "--format", "extract", "--agency", sender.agency]
    )
    assert done.exit_code == UNREADABLE
    assert "gone.csv: the file cannot be opened (No such file or directory)" in " ".join(done.output.split())


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"agency": "nowhere"}, "There is no agency 'nowhere'. There are: "),
        (
            {"format": "telegram"},
            "There is no format 'telegram'. There are: calls, cin-census, extract, json, national, ssd",
        ),
        ({}, "no feed agreement in force on {today:%d %B %Y}. Nothing loads without one"),
    ],
    ids=["unknown agency", "unknown format", "no agreement"],
)
def test_what_is_not_set_up_is_refused(load, sender, make, told, words):
    make._owner("UPDATE feeds_feedagreement SET ends_on = '2026-01-01' WHERE agency = %s", sender.agency)
    status, said = load("home_visit.csv", csv(ROW), **told)
    assert status == REFUSED, said
    assert words.format(today=localdate()) in said
    assert left_behind(make, sender.agency) == (0, 0)


def test_a_file_that_changes_while_it_is_read_is_not_taken(load, sender, make, tmp_path):
    content = csv(*(ROW.under(f"V{n}") for n in range(200_000)))
    finished = threading.Event()

    def write_on() -> None:
        path = tmp_path / "home_visit.csv"
        while not finished.is_set():
            if path.exists():
                os.utime(path)
            time.sleep(0.001)

    writing = threading.Thread(target=write_on)
    writing.start()
    try:
        status, said = load("home_visit.csv", content)
    finally:
        finished.set()
        writing.join()
    assert status == UNREADABLE, said
    assert "home_visit.csv: the file changed while it was read" in said
    assert left_behind(make, sender.agency) == (0, 0)


MB = 1_000_000
ENDLESS = {
    "a row": (
        *("home_visit.csv", "extract", csv(ROW)),
        "line 3, column 1,000,000: the line is longer than 1,000,000 characters",
    ),
    "a text in XML": ("cin.xml", "cin-census", b"<Message>\n<Child>", "line 2, column 4,"),
    "a tag in XML": ("cin.xml", "cin-census", b"<Message>\n<Child a='", "line 2, column "),
    "a text in JSON-LD": (
        *("national.jsonld", "national", b'{"@graph": [\n {"@id": "'),
        "line 2, column 2: one value is longer than 4,000,000 characters",
    ),
}


@pytest.mark.parametrize(("name", "format", "start", "words"), ENDLESS.values(), ids=ENDLESS.keys())
def test_a_line_without_end_takes_little_memory(
    sender, command_line, make, tmp_path, name, format, start, words
):
    file = tmp_path / name
    with file.open("wb") as out:
        out.write(start)
        for _ in range(50):
            out.write(b"x" * MB)
    done = command_line.load(file, "--format", format, "--agency", sender.agency)
    assert done.status == UNREADABLE, done.said
    assert f"{name}, {words}" in done.said
    assert done.memory < 400
    assert left_behind(make, sender.agency) == (0, 0)
