"""A kind's page is made from its declaration, so that it cannot go out of date."""

import csv

import pytest

from commonthread.records.columns import columns, record_columns
from commonthread.records.kind import kinds


@pytest.mark.parametrize("kind", kinds().values(), ids=kinds().keys())
def test_a_kind_names_each_of_its_columns_and_who_writes_it(kind, browser):
    text = browser().get(f"/kinds/{kind.name}").content.decode()
    assert [c.name for c in record_columns(kind) if f"<code>{c.name}</code>" not in text] == []
    assert kind.authors[0] in text.replace("&#39;", "'")


def test_the_first_line_of_a_file_can_be_had(browser):
    answer = browser().get("/kinds/home_visit.csv")
    (line,) = csv.reader(answer.content.decode().splitlines())
    assert line == [column.name for column in columns(kinds()["home_visit"])]


def test_the_schema_can_be_had(browser):
    assert browser().get("/kinds/home_visit.json").json()["title"]


def test_a_kind_that_is_not_there_is_not_found(browser):
    assert browser().get("/kinds/gossip").status_code == 404
    assert browser().get("/kinds/gossip.csv").status_code == 404
