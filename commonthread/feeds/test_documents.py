"""JSON one value at a time, and what is said where it is broken."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonthread.feeds.documents import documents
from commonthread.feeds.format import Limits, Sent, Unreadable

ORDINARY = Limits()
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


def sent(folder: Path, content: str | bytes) -> Sent:
    path = folder / "people.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Sent(path, "people.json")


def read(file: Sent, limits: Limits = ORDINARY) -> list[tuple[int, object]]:
    return [(found.line, found.value) for found in documents(file, limits)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1}', [(1, {"a": 1})]),
        ('[\n{"a": 1},\n{"a": 2}\n]', [(2, {"a": 1}), (3, {"a": 2})]),
        ('{"a": 1}\n{"a": 2}\n', [(1, {"a": 1}), (2, {"a": 2})]),
        ('{"@context": {"x": [1]},\n"@graph": [\n{"a": 1}]}', [(3, {"a": 1})]),
        ('{"@context": "x",\n"@graph": [{"a": 1}],\n"@id": "y"}', [(2, {"a": 1})]),
        ('{"@context": "x", "b": {"@graph": [1]}}', [(1, {"@context": "x", "b": {"@graph": [1]}})]),
        ("[]", []),
    ],
)
def test_an_array_a_graph_and_one_value_a_line_are_read_alike(
    text: str, expected: list[tuple[int, object]], tmp_path: Path
) -> None:
    assert read(sent(tmp_path, text)) == expected


@pytest.mark.parametrize(
    ("text", "line", "column", "why"),
    [
        ('{"a": 1,}', 1, 9, "a comma stands before the closing bracket"),
        ("[\n1,\n]", 3, 1, "a comma stands before the closing bracket"),
        ('{"a": false\n"b": 1}', 2, 1, "a comma is missing"),
        ('{"a": []\n"b": 1}', 2, 1, "a comma is missing"),
        ('{"a": { "see the example" }}', 1, 27, "a name stands alone"),
        ("{'a': 1}", 1, 2, "the name of a property in double quotation marks"),
        ('{"a": 1', 1, 8, "it was cut off"),
        ('[{"a": 1},', 1, 11, "it was cut off"),
        ('{"@graph": [1], "b": }', 1, 22, "this is not expected here"),
        ("[NaN]", 1, 2, "NaN and Infinity"),
        ("[1]]", 1, 4, "this is not expected here"),
        ("[" * 100_000, 1, 2, "nested too deep"),
        ("<Message/>", 1, 1, "this is not expected here"),
    ],
)
def test_broken_json_says_where_and_what(text: str, line: int, column: int, why: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        read(sent(tmp_path, text))
    assert (refused.value.line, refused.value.column) == (line, column)
    assert why in refused.value.message


def test_one_value_without_end_is_refused_after_a_bounded_read(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="one value is longer than 1,000 characters"):
        read(sent(tmp_path, '["' + "x" * 1_000_000), Limits(block=1_000))


def test_the_line_is_right_far_into_a_file(tmp_path: Path) -> None:
    text = "[\n" + ",\n".join(json.dumps({"n": n, "pad": "x" * 50}) for n in range(20_000)) + "\n]"
    found = read(sent(tmp_path, text))
    assert found[-1] == (20_001, {"n": 19_999, "pad": "x" * 50})


@given(several=st.lists(values, max_size=5))
def test_what_is_written_is_read_again(
    several: list[object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = sent(tmp_path_factory.mktemp("any"), json.dumps(several, indent=1, ensure_ascii=False))
    assert [value for _, value in read(file)] == several


@given(content=st.binary(max_size=60) | st.text(alphabet='{}[]",:@graph1 \n').map(str.encode))
def test_any_bytes_are_values_or_unreadable(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    try:
        read(sent(tmp_path_factory.mktemp("any"), content))
    except Unreadable as refused:
        assert refused.advice
