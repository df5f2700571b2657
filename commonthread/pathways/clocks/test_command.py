"""What somebody sees of `commonthread clock`."""

import json

import pytest
from typer.testing import CliRunner

from commonthread.pathways.clocks.command import app
from commonthread.pathways.clocks.known import rules

TERMS = """la_code,la_name,school_year,event,start,end,source_url
X1,Anyborough,2026-27,term,2026-09-02,2026-12-18,https://example.org
X1,Anyborough,2026-27,half_term,2026-10-26,2026-10-30,https://example.org
X1,Anyborough,2026-27,term,2027-01-04,2027-07-21,https://example.org
"""


def run(*words: str):
    return CliRunner().invoke(app, words)


@pytest.fixture
def terms(tmp_path):
    path = tmp_path / "terms.csv"
    path.write_text(TERMS, encoding="utf-8")
    return ["--terms", str(path), "--district", "X1"]


def test_the_answer_says_when_who_says_so_and_which_days_were_not_counted():
    said = run("due", "conference", "2026-04-01 14:30").stdout
    assert (
        "within 15 working days of the strategy discussion at which section 47 enquiries were begun" in said
    )
    assert "Working Together to Safeguard Children" in said
    assert "Due by the end of Friday 24 April 2026" in said
    assert "Fri 3 April 2026: Good Friday" in said
    assert "Were the day of the trigger day 1, as some count: by the end of Thursday 23 April 2026" in said


def test_what_if():
    said = run(
        "due",
        "conference",
        "2026-04-01 14:30",
        "--if-started",
        "2026-04-02",
        "--if-within",
        "10 working days",
    )
    assert "What if: due by the end of Monday 20 April 2026" in said.stdout


def test_a_grade_that_rises_and_one_that_might(terms):
    graded = ("due", "missing-review", "2026-06-01 10:00", "--grade", "medium")
    assert "Due by 18:00 (BST)" in run(*graded).stdout
    assert "Due by 12:30 (BST)" in run(*graded, "--regraded", "2026-06-01 11:30=high").stdout
    assert "What if: due by 12:30 (BST)" in run(*graded, "--if-regraded", "2026-06-01 11:30=high").stdout
    assert "What if: due by 19:00 (BST)" in run(*graded, "--if-started", "2026-06-01 11:00").stdout


def test_a_school_with_a_training_day(terms):
    said = run("due", "school-notice", "2026-10-29 23:00", *terms, "--training-day", "2026-11-02").stdout
    assert "Due by 08:45 (GMT) on Tuesday 3 November 2026" in said
    assert "Mon 2 November 2026: training day" in said


def test_a_clock_that_stands_still_and_one_that_went_on():
    pausing = ("--because", "asked what was meant", "--authorised-by", "information officer")
    still = run("due", "subject-access", "2026-06-01 10:00", "--paused", "2026-06-02 09:00/", *pausing).stdout
    assert "Due at no time: stopped since 09:00 on Tuesday 2 June 2026: asked what was meant" in still
    on = run(
        "due", "subject-access", "2026-06-01 10:00", "--paused", "2026-06-02 09:00/2026-06-03 09:00", *pausing
    )
    assert "Due by the end of Thursday 2 July 2026" in on.stdout


def test_as_json_for_machines():
    said = json.loads(
        run(
            "due", "hub-checks", "2026-06-01 16:30", "--grade", "red", "--team-hours", "08:30-17:00", "--json"
        ).stdout
    )
    assert said["due"] == "2026-06-02T11:00:00+00:00"
    assert said["rule"]["source"]["authority"] == "local practice"
    assert [rule["name"] for rule in json.loads(run("rules", "--json").stdout)] == list(rules())


def test_the_list_of_rules_shows_what_the_area_set(tmp_path):
    (tmp_path / "area.toml").write_text(
        '[breach]\nwithin = "24 hours"\nset_by = "the board"\nset_on = 2026-09-01\nwhy = "sooner is better"\n'
    )
    said = run("rules", "--local", str(tmp_path / "area.toml")).stdout
    assert "within 24 hours of becoming aware of it" in said
    assert "set locally by the board on 2026-09-01: sooner is better" in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("conferences", "2026-04-01"), "no rule is named 'conferences': see `commonthread clock rules`"),
        (("conference", "1st of April"), "'1st of April' is not a moment: write it as 2026-04-01 14:30"),
        (("conference", "2026-10-25 01:30"), "was twice: the clocks went back. Say 01:30+01:00"),
        (("conference", "2026-03-29 01:30"), "never was: the clocks went forward. Say 00:30 or 02:30"),
        (("conference", "2030-12-20 09:00"), "bank holidays are known for 2010 to 2030, not for 2031"),
        (("conference", "2026-04-01", "--paused", "2026-04-02/", "--because", "x", "--authorised-by", "y"), "cannot be paused"),
        (("school-notice", "2026-10-29 23:00"), "say which school it is about"),
        (("school-notice", "2026-10-29 23:00", "--terms", "/none/such.csv"), "No such file"),
        (("hub-checks", "2026-06-01 16:30"), "give one of red, amber, green"),
        (("hub-checks", "2026-06-01 16:30", "--grade", "red", "--team-hours", "nine to five"), "write the team's hours as 08:30-17:00"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_refused_with_what_to_do(words, says):
    done = run("due", *words)
    assert done.exit_code == 2
    assert says in done.stderr


def test_term_dates_of_another_district_are_not_taken(terms):
    assert (
        "has no district 'X2'; it has X1"
        in run("due", "school-notice", "2026-10-29 23:00", *terms[:3], "X2").stderr
    )
    later = run("due", "school-notice", "2027-09-10 23:00", *terms)
    assert "the terms of 2027/28 are not known" in later.stderr
