"""What is written can be read again, is the same each time, and carries no number that could be real."""

import csv
import hashlib
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from commonthread.kernel.identifiers import nhs_number, upn
from commonthread.records.columns import reader
from commonthread.records.kind import kinds
from commonthread.synthetic.agencies import by_code
from commonthread.synthetic.identifiers import LOCAL_AUTHORITY_NOT_IN_USE
from commonthread.synthetic.staff import staff
from commonthread.synthetic.synthesise import deliveries, synthesise

UNTIL = date(2026, 11, 20)
PEOPLE = 1500
PHONES = re.compile(r"(0121 496 0\d{3}|07700 900\d{3}|01632 960\d{3})")
INVENTED_POSTCODE = re.compile(r"WM\d{1,2} \d[A-Z]{2}")


@pytest.fixture(scope="module")
def area(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("area")
    synthesise(out, PEOPLE, 7, UNTIL, lambda done: None)
    return out


@pytest.fixture(scope="module")
def truth(area) -> list[dict[str, str]]:
    with (area / "truth.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def extracts(area: Path):
    for delivery in deliveries(area):
        if delivery.format == "extract":
            with delivery.paths[0].open(encoding="utf-8", newline="") as file:
                yield delivery, list(csv.DictReader(file))


def cells(area: Path, ending: str) -> list[str]:
    return [
        value
        for _, rows in extracts(area)
        for row in rows
        for name, value in row.items()
        if name.endswith(ending) and value
    ]


def digest(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_the_same_arguments_write_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        synthesise(tmp_path / name, 300, 5, UNTIL, lambda done: None)

    assert digest(tmp_path / "one") == digest(tmp_path / "two")


def test_another_seed_writes_another_area(tmp_path):
    for seed in (5, 6):
        synthesise(tmp_path / str(seed), 300, seed, UNTIL, lambda done: None)

    assert digest(tmp_path / "5")["truth.csv"] != digest(tmp_path / "6")["truth.csv"]


def test_every_row_is_read_as_a_record_but_those_that_the_truth_calls_rejected(area, truth):
    spoilt = {(row["file"], row["key"]) for row in truth if "rejected" in row["flags"]}
    for delivery, rows in extracts(area):
        read = reader(kinds()[delivery.kind], tuple(rows[0]), today=UNTIL)
        for row in rows:
            fails = isinstance(read(tuple(row.values())), tuple)
            where = (str(delivery.paths[0].relative_to(area)), row["key"])
            assert fails == (where in spoilt), where


def test_every_agency_sends_only_kinds_that_its_agencies_write(area):
    for delivery, _ in extracts(area):
        assert by_code()[delivery.agency].kind in kinds()[delivery.kind].authors, delivery


def test_every_mention_in_the_files_has_one_line_of_truth(area, truth):
    told = Counter((row["file"], row["key"], row["role"], row["place"]) for row in truth)
    written = Counter()
    for delivery, rows in extracts(area):
        file = str(delivery.paths[0].relative_to(area))
        for row in rows:
            people = {
                m[0] for name, value in row.items() if value and (m := re.match(r"[a-z_]+_\d+(?=_)", name))
            }
            for person in people:
                role, _, place = person.rpartition("_")
                written[file, row["key"], role, place] += 1

    assert set(told.values()) == {1}
    assert set(written) <= set(told)


def test_identifiers_come_from_ranges_in_which_nobody_real_has_one(area, truth):
    assert all(number.startswith("999") for number in cells(area, "_nhs_number"))
    assert all(number[1:4] == LOCAL_AUTHORITY_NOT_IN_USE for number in cells(area, "_upn"))
    assert all(INVENTED_POSTCODE.fullmatch(postcode) for postcode in cells(area, "_postcode"))
    assert all(PHONES.fullmatch(phone) for phone in cells(area, "_phone"))
    assert all(address.endswith("@example.org") for address in cells(area, "_email"))
    assert all(PHONES.fullmatch(member.phone) for member in staff())
    assert all(PHONES.fullmatch(agency.duty_telephone) for agency in by_code().values())


def test_numbers_have_check_digits_that_fit_unless_the_row_is_spoilt(area):
    fit = [_fits(nhs_number, number) for number in cells(area, "_nhs_number")]
    fit += [_fits(upn, number) for number in cells(area, "_upn")]

    assert fit.count(False) < len(fit) * 0.01


def _fits(rule, number: str) -> bool:
    try:
        rule(number)
    except ValueError:
        return False
    return True


def test_people_are_mentioned_a_little_more_than_twice_on_average(truth):
    assert 2.0 < len(truth) / PEOPLE < 2.7
