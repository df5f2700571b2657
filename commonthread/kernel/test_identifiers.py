"""NHS numbers and unique pupil numbers, by the vectors of others and by the rules."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.gb.nhs import checksum
from stdnum.gb.upn import calc_check_digit

from commonthread.kernel.data_folder import data_folder
from commonthread.kernel.identifiers import is_temporary, nhs_number, upn

READERS = {"NHS": nhs_number, "UPN": upn}


def vectors():
    if not (folder := data_folder()):
        pytest.skip("the folder of real input is absent: set COMMONTHREAD_DATA")
    with (folder / "identifiers" / "vectors.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_vectors_of_others_are_judged_as_they_judge_them():
    for vector in vectors():
        read = READERS[vector["kind"]]
        if vector["valid"] == "true":
            assert read(vector["value"]) == vector["value"]
        else:
            with pytest.raises(ValueError) as refused:
                read(vector["value"])
            assert vector["value"] not in str(refused.value)


@pytest.mark.parametrize("text", ["999 000 0018", "999-000-0018", " 9990000018 "])
def test_separators_in_an_nhs_number_make_no_difference(text):
    assert nhs_number(text) == "9990000018"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("9990000019", "the check digit (the last) does not fit"),
        ("999000001", "has 10 digits"),
        ("99900000188", "has 10 digits"),
        ("999000001X", "has 10 digits"),
        ("٩٩٩٠٠٠٠٠١٨", "has 10 digits"),
        ("", "has 10 digits"),
        ("0000000000", "is a placeholder"),
        ("5555555555", "is a placeholder"),
    ],
)
def test_an_nhs_number_that_breaks_a_rule_is_refused_with_the_rule(text, reason):
    with pytest.raises(ValueError, match=reason.replace("(", r"\(").replace(")", r"\)")):
        nhs_number(text)


# Local authority 000 is in use nowhere.
PERMANENT, TEMPORARY = "Z000000026001", "X00000002600R"


def test_permanent_and_temporary_pupil_numbers_are_read_in_any_case():
    assert upn(PERMANENT.lower()) == PERMANENT
    assert not is_temporary(upn(PERMANENT))
    assert is_temporary(upn(TEMPORARY))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A000000026001", "the check letter"),
        ("Z00000002600", "13 characters"),
        ("Z0000000260O1", "not I, O, S"),
        ("Z00000002600S", "not I, O, S"),
        ("1000000026001", "not I, O, S"),
    ],
)
def test_a_pupil_number_that_breaks_a_rule_is_refused_with_the_rule(text, reason):
    with pytest.raises(ValueError, match=reason):
        upn(text)


def is_valid(read, text: str) -> bool:
    try:
        return bool(read(text))
    except ValueError:
        return False


@given(number=st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_the_check_digit_is_that_of_others(number):
    assert is_valid(nhs_number, number) == (not checksum(number) and len(set(number)) > 1)


@given(rest=st.from_regex(r"[0-9]{11}[0-9A-HJ-NP-RT-Z]", fullmatch=True))
def test_the_check_letter_is_that_of_others(rest):
    letters = [letter for letter in "ABCDEFGHJKLMNPQRTUVWXYZ" if is_valid(upn, letter + rest)]
    assert letters == [calc_check_digit(rest)]
