"""A case's page: where it stands, and each change with its reason."""

import re

import pytest

from commonthread.access.permissions import Role
from tests.journeys.visits.case import a_case


def text(answer):
    return answer.content.decode()


@pytest.fixture
def case(make, browser):
    going = a_case(make)
    return browser(going.user), going.address


def change(client, address, **said):
    return text(client.post(address, {"reason": "because it must be", **said}, follow=True))


def test_it_says_in_one_sentence_where_it_stands(case):
    client, address = case
    shown = text(client.get(address))
    assert re.search(r"Open since \d+ \w+ \d+ about 2 people, led by .*; other agencies are asked\.", shown)
    assert "Odalys Quenby" in shown
    assert "Odalys" not in shown.partition("</title>")[0]
    assert "agreed; decided by A manager" in shown
    assert "Case opened: put in" in shown


def test_people_and_members_change_with_a_reason(case, make):
    client, address = case
    other = make.person()
    assert "Put into the case" in change(client, address, do="add", person=f"P-{other}", sort="adult")
    assert "Not decided" in text(client.get(address))
    assert "Taken out" in change(client, address, do="take_out", person=other)
    (colleague,) = re.findall(r'<option value="(\d+)">Social Worker', text(client.get(address)))[:1]
    assert "Given." in change(client, address, do="give", to=colleague)
    (member,) = re.findall(r'name="member" value="(\d+)"', text(client.get(address)))
    assert "Taken back" in change(client, address, do="take_from", member=member)
    assert "You lead the case until they accept it" in change(client, address, do="hand_over", to=colleague)
    assert "offered to somebody already" in change(client, address, do="hand_over", to=colleague)
    assert client.get(address).status_code == 200


def test_nothing_changes_without_a_reason(case, make):
    client, address = case
    assert "Nothing was changed" in change(
        client, address, do="add", person=make.person(), sort="adult", reason=" "
    )


@pytest.mark.parametrize(
    "said",
    [
        {"do": "burn"},
        {"do": "add", "person": "x", "sort": "child"},
        {"do": "add", "person": "1", "sort": "dog"},
    ],
)
def test_what_is_no_change_is_not_there(case, said):
    client, address = case
    assert client.post(address, {"reason": "x", **said}).status_code == 404


def test_another_s_case_and_none_are_answered_alike(case, make, browser):
    _, address = case
    stranger = browser(make.user(make.agency(), Role.HUB_OFFICER))
    answers = [stranger.get(where) for where in (address, "/cases/99999999999")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({text(answer).partition("<main")[2] for answer in answers}) == 1
