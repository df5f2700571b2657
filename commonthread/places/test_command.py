"""What an administrator sees of `commonthread places`."""

import json

import pytest
from typer.testing import CliRunner

from commonthread.places.command import app

WARD = "ward21_name,ward21_code,ltla21_name,ltla21_code\nA,E05999001,Coventry,E08000026\n"
MORE = "B,E05999002,Shrewsbury,E06000051\n"


@pytest.fixture
def run(tmp_path):
    def run(*words):
        return CliRunner().invoke(app, [*words, "--store", str(tmp_path / "places.json.gz")])

    return run


def test_a_load_says_what_was_taken_and_what_was_left_out(run, tmp_path):
    (tmp_path / "wards.csv").write_text(WARD + MORE, encoding="utf-8")
    done = run("load", str(tmp_path / "wards.csv"))
    assert done.exit_code == 0
    assert "wards.csv: wards and districts: 1 of 2 taken, 1 outside the force area" in done.stdout
    assert "Still invented: neighbourhoods, schools" in done.stdout
    assert "1 wards\n" in run("show").stdout


def test_a_receipt_can_be_had_as_json(run, tmp_path):
    (tmp_path / "wards.csv").write_text(WARD, encoding="utf-8")
    receipt = json.loads(run("load", str(tmp_path / "wards.csv"), "--json").stdout)
    assert receipt["files"][0]["taken"] == 1
    assert receipt["replaced"] == {"districts": 7, "wards": 1}


def test_a_failed_load_says_why_and_that_nothing_was_changed(run, tmp_path):
    (tmp_path / "wards.csv").write_text(WARD + "A,E9,Coventry,E08000026\n" * 30, encoding="utf-8")
    done = run("load", str(tmp_path / "wards.csv"))
    assert done.exit_code == 1
    assert "wards.csv, line 3, column ward21_code: is not the code of a ward in England" in done.stderr
    assert "and 10 more like these\nNothing was changed." in done.stderr


def test_show_lists_the_units_of_a_day(run):
    shown = run("show", "--on", "2017-01-01").stdout
    assert "On 1 January 2017 the force had 8 units there" in shown
    assert "Birmingham East, policing unit: 34 neighbourhoods" in shown


def test_show_says_where_a_postcode_lies(run):
    shown = run("show", "--postcode", "wm11aa", "--on", "2012-01-01").stdout
    assert shown.splitlines() == [
        "Ward: Thimblecroft and Juniperbourne",
        "Neighbourhood: Thimblecroft",
        "District: Birmingham",
        "Unit on 1 January 2012: Birmingham West and Central",
    ]
    assert "Not a postcode of the force area" in run("show", "--postcode", "ZZ1 1ZZ").stdout


def test_show_draws_the_map(run, tmp_path):
    assert run("show", "--svg", str(tmp_path / "area.svg")).exit_code == 0
    assert (tmp_path / "area.svg").read_text(encoding="utf-8").startswith("<svg")


def test_nothing_shown_gives_a_refuge_or_a_childrens_home_away(run, tmp_path):
    run("show", "--svg", str(tmp_path / "area.svg"))
    shown = run("show").stdout + (tmp_path / "area.svg").read_text(encoding="utf-8")
    assert "Alder House" not in shown
    assert "Thimble Road" not in shown


def test_a_damaged_store_is_said(run, tmp_path):
    (tmp_path / "places.json.gz").write_bytes(b"damaged")
    done = run("show")
    assert done.exit_code == 1
    assert "is not a gazetteer of this version" in done.stderr
