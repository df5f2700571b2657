"""Words that begin a sentence or stand within one keep the capitals that are theirs."""

import pytest

from commonthread.web.templating import environment


@pytest.mark.parametrize(
    ("given", "begun", "within"),
    [
        ("Hold the strategy discussion", "Hold the strategy discussion", "hold the strategy discussion"),
        ("Ring West Midlands Police", "Ring West Midlands Police", "ring West Midlands Police"),
        ("A&E attendance", "A&E attendance", "A&E attendance"),
        ("GP registration", "GP registration", "GP registration"),
        ("A child or adult", "A child or adult", "a child or adult"),
        ("children’s services", "Children’s services", "children’s services"),
        ("the NHS number", "The NHS number", "the NHS number"),
        ("", "", ""),
    ],
)
def test_capitals_are_kept(given, begun, within):
    page = environment().from_string("{{ given | capitalize }}|{{ given | inside }}")
    assert page.render(given=given) == f"{begun}|{within}"
