"""The entry form: made from a kind's columns, and nothing that was typed is lost."""

import re
from datetime import date

import pytest

from commonthread.records.columns import columns, read, record_columns
from commonthread.records.kind import kinds
from commonthread.records.record import Draft, Fault
from commonthread.web.components.entry import entry_form
from commonthread.web.components.posted import posted, wants_saving
from commonthread.web.templating import environment

TODAY = date(2026, 11, 20)
VISIT = kinds()["home_visit"]
TYPED = {
    "person": ["subject_1", "sibling_1", "sibling_2", "sibling_3"],
    "key": ["V-1"],
    "happened_from": ["14 Mar 2026 16:30"],
    "result": ["no_access"],
    "subject_1_given_name": ["Alfie"],
    "sibling_1_given_name": ["Ava"],
    "sibling_2_given_name": ["Noah"],
    "sibling_3_given_name": ["Ida"],
}
EVERY_KIND = pytest.mark.parametrize("kind", kinds().values(), ids=kinds().keys())


def shown(kind, sent, faults=()) -> str:
    page = '{% from "entry.html" import entry, error_summary %}{{ error_summary(form) }}{{ entry(form, "") }}'
    form = entry_form(kind, posted(kind, sent), faults)
    return environment(autoescape=True).from_string(page).render(form=form)


def names(sent) -> list[str]:
    now = posted(VISIT, sent)
    return [now.cells[f"{place.key}_given_name"] for place in now.people]


@EVERY_KIND
def test_every_kind_has_a_form_with_a_field_for_each_of_its_columns(kind):
    text = shown(kind, {})
    first = f"{kind.about[0]}_1_"
    not_asked = {f"{first}relation"} if kind.about[0] == "subject" else set()
    expected = {column.name for column in columns(kind) if column.name.startswith(first)} - not_asked
    expected |= {column.name for column in record_columns(kind)}
    assert [name for name in expected if f'name="{name}"' not in text] == []


@EVERY_KIND
def test_an_empty_form_says_what_is_required_and_is_read_as_faults(kind):
    faults = read(kind, posted(kind, {}).cells, today=TODAY)
    form = entry_form(kind, posted(kind, {}), faults)
    required = {
        column.name for column in record_columns(kind) if column.required and column.part != "grading"
    }
    assert required <= {name for name, _ in form.errors}


def test_what_was_typed_is_read_as_a_record():
    draft = read(VISIT, posted(VISIT, TYPED).cells, today=TODAY)
    assert isinstance(draft, Draft), draft
    assert [mention.given_name for mention in draft.mentions] == ["Alfie", "Ava", "Noah", "Ida"]


def test_what_was_typed_stays_when_something_is_wrong():
    wrong = TYPED | {"happened_from": ["31 Feb 2026"]}
    text = shown(VISIT, wrong, read(VISIT, posted(VISIT, wrong).cells, today=TODAY))
    assert 'value="31 Feb 2026"' in text
    assert 'value="Noah"' in text
    assert 'href="#happened_from"' in text
    assert "When it happened is a date that the calendar does not have" in text


def test_one_more_person_can_be_added_without_script():
    sent = TYPED | {"do": ["add"], "add_role": ["parent"]}
    assert [place.key for place in posted(VISIT, sent).people][-1] == "parent_1"
    (field,) = re.findall(r'<input[^>]*name="parent_1_given_name"[^>]*>', shown(VISIT, sent))
    assert " autofocus" in field


def test_whoever_is_taken_away_leaves_no_gap():
    assert names(TYPED | {"do": ["remove:sibling_1"]}) == ["Alfie", "Noah", "Ida"]
    kept = posted(VISIT, TYPED | {"do": ["remove:sibling_1"]})
    assert [place.key for place in kept.people] == ["subject_1", "sibling_1", "sibling_2"]


@pytest.mark.parametrize(
    "sent",
    [
        {"person": ["subject_1"], "do": ["add"], "add_role": ["subject"]},
        {"person": ["subject_1"], "do": ["add"], "add_role": ["nobody"]},
        {"person": ["subject_1"], "do": ["remove:parent_9"]},
        {"person": ["subject_1", "subject_99", "x", "", "subject_1"]},
    ],
    ids=["no room", "unknown role", "nobody to take away", "forged people"],
)
def test_what_cannot_be_is_left_as_it_was(sent):
    assert [place.key for place in posted(VISIT, sent).people] == ["subject_1"]


def test_only_the_button_for_saving_saves():
    assert wants_saving({"do": ["save"]})
    assert not wants_saving({"do": ["add"]})
    assert not wants_saving({})


def test_a_fault_of_no_field_still_stands_in_the_summary():
    text = shown(VISIT, {}, (Fault(column="(whole line)", message="names nobody"),))
    assert "The whole line: names nobody" in text


def test_what_was_typed_is_escaped():
    assert "<b>Alfie" not in shown(VISIT, TYPED | {"subject_1_given_name": ["<b>Alfie"]})
