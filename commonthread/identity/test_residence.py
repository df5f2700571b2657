from datetime import date

import pytest

from commonthread.identity.residence import MOST_AT_ONE_ADDRESS, LivedWith, Report, lived_together, stays

MOTHER, CHILD, PARTNER, LODGER = 1, 2, 3, 4
HOME, ELSEWHERE = 10, 20


def day(month):
    return date(2026, month, 1)


def together(*reports):
    found = lived_together(
        stays(Report(day(m), record, person, address) for m, record, person, address in reports)
    )
    return {(tie.person, tie.other): (tie.since, tie.until) for tie in found}


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([(1, 1, MOTHER, HOME), (3, 2, CHILD, HOME)], {(MOTHER, CHILD): (day(3), None)}),
        (
            [(1, 1, MOTHER, HOME), (1, 2, PARTNER, HOME), (6, 3, PARTNER, ELSEWHERE)],
            {(MOTHER, PARTNER): (day(1), day(6))},
        ),
        ([(1, 1, MOTHER, HOME), (4, 2, MOTHER, ELSEWHERE), (5, 3, LODGER, HOME)], {}),
        (
            [(1, 1, MOTHER, HOME), (1, 2, PARTNER, HOME), (4, 3, PARTNER, ELSEWHERE), (8, 4, PARTNER, HOME)],
            {(MOTHER, PARTNER): (day(8), None)},
        ),
        ([(1, 1, MOTHER, HOME), (1, 2, CHILD, ELSEWHERE)], {}),
    ],
    ids=["live together", "one moves out", "in after the other left", "one comes back", "two homes"],
)
def test_who_lived_with_whom_and_when(reports, expected):
    assert together(*reports) == expected


def test_an_address_with_very_many_people_makes_no_household():
    crowd = [(1, n, n, HOME) for n in range(1, MOST_AT_ONE_ADDRESS + 2)]
    assert together(*crowd) == {}


def test_the_tie_rests_on_the_record_of_each():
    (tie,) = lived_together(stays([Report(day(1), 7, MOTHER, HOME), Report(day(2), 9, CHILD, HOME)]))
    assert tie == LivedWith(MOTHER, CHILD, 7, 9, day(2), None)
