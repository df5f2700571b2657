"""Unusual but real text passes; text that deceives or breaks is refused."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonthread.kernel.data_folder import data_folder
from commonthread.kernel.text import clean, fold

NAMES = [
    "O'Brien-Smythe",
    "D’Arcy",
    "Nguyễn",
    "Đặng",
    "Ó Súilleabháin",
    "李",
    "A",
    "Ñ",
    "van der Berg",
    "Þórðarson",
    "Łukasz",
    "محمد",
    "שרה",
    "नरेन्द्र",
    "می\u200cخواهم",
    "Null",
    "True",
    "Test",
    "Null-Undefined",
    "Hubert Blaine Wolfeschlegelsteinhausenbergerdorff Sr.",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_real_name_passes_and_keeps_its_letters(name):
    assert clean(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("name", NAMES)
def test_a_real_name_has_a_key_for_matching(name):
    assert fold(name)


REFUSALS = [
    ("before\x00after", "a NUL character U+0000 at character 7"),
    ("\x1b[31m", "a control character (is the encoding right?) U+001B at character 1"),
    ("caf\x85", "a control character (is the encoding right?) U+0085 at character 4"),
    ("\u202eevil", "a character that reverses the reading order U+202E"),
    ("\u2066isolate", "a character that reverses the reading order U+2066"),
    ("half \ud83d", "half of a character U+D83D"),
    ("\ufeffname", "a byte-order mark U+FEFF at character 1"),
    ("\uffff", "a code that is no character U+FFFF"),
    ("\U0001fffe", "a code that is no character U+1FFFE"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSALS)
def test_a_character_that_deceives_or_breaks_is_refused_by_name(text, reason):
    with pytest.raises(ValueError) as refused:
        clean(text)
    assert reason in str(refused.value)


def test_decomposed_letters_are_composed_and_line_ends_are_plain():
    assert clean("e\u0301\r\na\rb") == "é\na\nb"


def test_every_string_that_breaks_programs_passes_as_nfc_or_is_refused():
    if not (folder := data_folder()):
        pytest.skip("the folder of real input is absent: set COMMONTHREAD_DATA")
    for text in json.loads((folder / "text" / "blns.json").read_text("utf-8")):
        try:
            assert clean(text) == unicodedata.normalize("NFC", text)
        except ValueError as refusal:
            assert "U+" in str(refusal)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("O'Brien-Smythe", "obrien smythe"),
        ("O’BRIEN SMYTHE", "obrien smythe"),
        ("Nguyễn", "nguyen"),
        ("Đặng", "dang"),
        ("Ó Súilleabháin", "o suilleabhain"),
        ("  Anne - Marie ", "anne marie"),
        ("Straße", "strasse"),
        ("Łukasz Øre Æsc", "lukasz ore aesc"),
        ("İpek Işık", "ipek isik"),
        ("李", "李"),
        ("नरेन्द्र", "नरेन्द्र"),
        ("Jr.", "jr"),
        ("…", ""),
    ],
)
def test_writings_of_one_name_share_a_key(name, key):
    assert fold(name) == key


@given(st.text())
def test_a_key_is_its_own_key(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_whatever_passes_passes_again_unchanged(text):
    try:
        once = clean(text)
    except ValueError:
        return
    assert clean(once) == once
