"""What holds for every kind of record, now and for whichever comes next."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from commonthread.records import catalogue
from commonthread.records.api_schema import example_json, from_json
from commonthread.records.cells import CellType, cell_type, codes
from commonthread.records.codes import Code
from commonthread.records.columns import check_header, columns, read, reader, record_columns, write
from commonthread.records.examples import example
from commonthread.records.kind import kinds
from commonthread.records.record import Mention

TODAY = date(2026, 11, 22)
EVERY = pytest.mark.parametrize("name", list(kinds()))
FILES = [path for path in Path(catalogue.__file__).parent.glob("*.py") if path.name != "__init__.py"]
NAME = "Zebulon-Quist"


@EVERY
def test_a_kind_is_the_file_of_its_name(name):
    assert f"{name}.py" in {path.name for path in FILES}


@EVERY
def test_a_record_comes_back_from_a_row_as_it_went(name):
    cells = write(example(name))
    assert read(kinds()[name], cells, today=TODAY) == example(name)
    assert write(read(kinds()[name], cells, today=TODAY)) == cells


@EVERY
def test_a_record_comes_back_from_a_csv_file_with_every_column_in_another_order(name):
    kind = kinds()[name]
    header = [column.name for column in columns(kind)][::-1]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header)
    writer.writeheader()
    writer.writerow(write(example(name)))
    text.seek(0)
    first, row = csv.reader(text)
    assert check_header(kind, first) == ()
    assert reader(kind, first, today=TODAY)(row) == example(name)


@EVERY
def test_a_record_comes_back_from_json_as_it_went(name):
    kind = kinds()[name]
    assert from_json(kind, json.dumps(example_json(kind)), today=TODAY) == example(name)


@EVERY
def test_a_record_reads_in_one_line_that_names_nobody(name):
    kind, draft = kinds()[name], example(name)
    named = {
        field: NAME
        for field, info in kind.detail.model_fields.items()
        if cell_type(info) in (CellType.TEXT, CellType.LONG_TEXT) and field != "school_urn"
    }
    people = [
        Mention(role=role, given_name=NAME, family_name=NAME, known_as=NAME, address=NAME)
        for role in kind.mentions
    ]
    line = kind.line(
        draft.model_copy(
            update={
                "detail": draft.detail.model_copy(update=named),
                "mentions": tuple(people),
                "place": NAME,
                "author": draft.author.model_copy(update={"name": NAME, "team": NAME}),
            }
        )
    )
    assert NAME not in line
    assert "\n" not in line
    assert line[0].isupper()
    assert 4 <= len(line) <= 200


@EVERY
def test_a_record_reads_in_one_line_when_only_what_is_required_is_known(name):
    kind = kinds()[name]
    required = {
        field: getattr(example(name).detail, field)
        for field, info in kind.detail.model_fields.items()
        if info.is_required()
    }
    bare = example(name).model_copy(update={"detail": kind.detail(**required), "grading": None})
    assert 4 <= len(kind.line(bare)) <= 120


@EVERY
def test_the_detail_of_a_kind_is_flat_and_every_column_is_explained(name):
    kind = kinds()[name]
    for info in kind.detail.model_fields.values():
        assert cell_type(info) in CellType
        assert info.title
    names = [column.name for column in columns(kind)]
    assert len(set(names)) == len(names)
    assert all(column.label for column in record_columns(kind))


@EVERY
def test_every_code_has_words_of_its_own(name):
    choices = [column.choices for column in columns(kinds()[name]) if column.choices]
    for codes_of_column in choices:
        labels = [code.label.casefold() for code in codes_of_column]
        assert all(labels)
        assert len(set(labels)) == len(labels)
        assert all("_" not in label and ";" not in label for label in labels)
        meanings = {
            text: code for code in codes_of_column for text in (code.casefold(), code.label.casefold())
        }
        assert all(meanings[code.casefold()] is code for code in codes_of_column)


@EVERY
def test_a_kind_says_who_writes_it_whom_it_is_about_and_what_it_is(name):
    kind = kinds()[name]
    assert kind.authors
    assert set(kind.about) <= set(kind.mentions)
    assert kind.explains.endswith(".")
    assert all(room >= 1 for room in kind.mentions.values())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_kind_is_a_file_that_can_be_read_at_once(path):
    assert len(path.read_text().splitlines()) <= 120


def test_codes_of_fields_are_codes_with_labels():
    assert codes(Mention.model_fields["sex"])
    assert all(isinstance(code, Code) for code in codes(Mention.model_fields["relation"]))
