"""Linking files and measuring, from the command line."""

import csv
import json

import pytest
from typer.testing import CliRunner

from commonthread.identity.command import app
from commonthread.identity.conftest import townspeople

COLUMNS = ("given_name", "family_name", "born_on", "postcode", "address", "sex")


@pytest.fixture
def file(tmp_path):
    with (tmp_path / "people.csv").open("w", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(("row", *COLUMNS))
        for mention, _ in townspeople(40):
            writer.writerow((mention.number, *(getattr(mention, name) or "" for name in COLUMNS)))
    return tmp_path / "people.csv"


def run(*arguments) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_several_fields_may_be_mapped_in_one_option_or_in_many(file, tmp_path):
    mapped = ["--map", "given_name=given_name family_name=family_name", "--map", "born_on=born_on"]
    status, _, said = run("link-files", file, *mapped, "--id", "row", "--out", tmp_path / "links.csv")
    assert (status, "rows are" in said) == (0, True)
    with (tmp_path / "links.csv").open() as links:
        assert {row["id"] for row in csv.DictReader(links)} == {
            str(mention.number) for mention, _ in townspeople(40)
        }


@pytest.mark.parametrize(
    ("mapped", "says"),
    [
        ("given_name", "FIELD=COLUMN"),
        ("given_name=nothing", "has no column nothing"),
        ("shoe_size=row", "has no field shoe_size"),
    ],
)
def test_a_mapping_that_cannot_be_is_explained(file, tmp_path, mapped, says):
    status, _, said = run("link-files", file, "--map", mapped, "--id", "row", "--out", tmp_path / "links.csv")
    assert status == 2
    assert says in " ".join(said.split())


def test_truth_sets_are_measured_beside_splink(tmp_path):
    with (tmp_path / "fake_small.csv").open("w", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(("unique_id", "first_name", "surname", "dob", "city", "email", "cluster"))
        for mention, person in townspeople(120, seed=3):
            born = mention.born_on or ""
            mail = f"{mention.nhs_number}@example.org" if mention.nhs_number else ""
            city = (mention.postcode or "")[:3]
            writer.writerow(
                (mention.number, mention.given_name, mention.family_name, born, city, mail, person)
            )
    status, printed, _ = run("evaluate", "--files", tmp_path, "--json")
    assert status == 0
    lines = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    assert [line["by"].split(",")[0] for line in lines] == ["Common Thread", "Splink", "Splink"]
    assert lines[0]["agreement"]["pairs"]["both"] > 0
