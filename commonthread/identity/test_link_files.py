"""Any CSV file can be linked, without a database and without truth."""

import csv
from dataclasses import asdict
from random import Random
from string import ascii_lowercase

import pytest

from commonthread.identity.agreement import agreement
from commonthread.identity.conftest import townspeople
from commonthread.identity.link_files import link_files
from commonthread.identity.tables import NoSuchColumn, NoSuchField, born_digits
from commonthread.kernel.data_folder import data_folder

TOLD = {"given_name": "fn", "family_name": "sn", "born_on": "dob", "town": "place", "address": "no+street"}


def write(path, rows, delimiter=",", encoding="utf-8"):
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def clusters(out) -> dict[str, str]:
    with out.open() as file:
        return {row["id"]: row["cluster"] for row in csv.DictReader(file)}


@pytest.fixture
def people(tmp_path):
    """Each of 60 people twice; the second time with a slip in the name."""
    chance, rows = Random(1), []
    for i in range(60):
        given, family, street = ("".join(chance.choices(ascii_lowercase, k=8)) for _ in range(3))
        born = f"{i % 28 + 1:02}/0{i % 9 + 1}/19{i + 30}"
        row = {"key": f"a{i}", "fn": given, "sn": family, "dob": born, "place": f"Town {i % 7}"}
        row |= {"no": str(i), "street": f"{street} Street"}
        rows += [row, row | {"key": f"b{i}", "fn": given[:-1], "place": ""}]
    return write(tmp_path / "people.csv", rows, delimiter=";", encoding="utf-8-sig")


def test_rows_of_one_person_bear_one_number(people, tmp_path):
    link_files([people], TOLD, "key", tmp_path / "out.csv")
    found = clusters(tmp_path / "out.csv")
    assert all(found[f"a{i}"] == found[f"b{i}"] for i in range(60))
    assert len(set(found.values())) == 60


def test_several_files_are_read_as_one(people, tmp_path):
    with people.open(encoding="utf-8-sig") as file:
        again = next(row for row in csv.DictReader(file, delimiter=";") if row["key"] == "a7")
    second = write(tmp_path / "second.csv", [again | {"key": "c7"}])
    names = {field: TOLD[field] for field in ("given_name", "family_name", "born_on")}
    link_files([people, second], names, "key", tmp_path / "out.csv")
    found = clusters(tmp_path / "out.csv")
    assert found["c7"] == found["a7"]


@pytest.mark.parametrize(
    ("mapping", "error", "says"),
    [
        ({"given_name": "first"}, NoSuchColumn, "has no column first"),
        ({"surname": "sn"}, NoSuchField, "has no field surname"),
    ],
)
def test_what_is_not_there_is_named(people, tmp_path, mapping, error, says):
    with pytest.raises(error, match=says):
        link_files([people], mapping, "key", tmp_path / "out.csv")


@pytest.mark.parametrize(
    ("text", "style", "digits"),
    [
        ("19560409", "ymd", 19560409),
        ("1956-04-09", "ymd", 19560409),
        ("1956-04-09T00:00:00", "ymd", 19560409),
        ("9/4/1956", "dmy", 19560409),
        ("04/09/1956", "mdy", 19560409),
        ("19561399", "ymd", 19561399),
        ("", "ymd", 0),
        ("about 1956", "dmy", 0),
    ],
)
def test_dates_in_the_styles_that_files_keep(text, style, digits):
    assert born_digits(text, style) == digits


def test_an_invented_town_is_linked_as_well_from_a_file(tmp_path):
    told = townspeople(400)
    rows = [{name: value or "" for name, value in asdict(mention).items()} for mention, _ in told]
    columns = (
        "given_name",
        "middle_names",
        "family_name",
        "born_on",
        "sex",
        "postcode",
        "address",
        "nhs_number",
    )
    path = write(tmp_path / "town.csv", rows)
    answer = link_files([path], {name: name for name in columns}, "number", tmp_path / "out.csv")
    assert agreement(answer.persons.tolist(), [person for _, person in told]).pairs.f1 > 0.9


@pytest.mark.skipif(
    data_folder() is None, reason="the folder of real input is not here: set COMMONTHREAD_DATA"
)
@pytest.mark.parametrize(
    ("file", "mapping", "id_column", "least"),
    [
        (
            "fake_1000.csv",
            {
                "given_name": "first_name",
                "family_name": "surname",
                "born_on": "dob",
                "town": "city",
                "email": "email",
            },
            "unique_id",
            0.975,
        ),
        (
            "febrl1.csv",
            {
                "given_name": "given_name",
                "family_name": "surname",
                "born_on": "date_of_birth",
                "address": "street_number+address_1",
                "postcode": "postcode",
            },
            "rec_id",
            0.985,
        ),
    ],
)
def test_public_truth_sets_are_linked_well(tmp_path, file, mapping, id_column, least):
    path = data_folder() / "linkage" / file
    link_files([path], mapping, id_column, tmp_path / "out.csv")
    found = clusters(tmp_path / "out.csv")
    with path.open() as opened:
        rows = list(csv.DictReader(opened, skipinitialspace=True))
    truth = [row.get("cluster") or row["rec_id"].split("-")[1] for row in rows]
    assert agreement([found[row[id_column].strip()] for row in rows], truth).pairs.f1 >= least
