"""Which law may carry a sharing, and which may not."""

from datetime import date

import pytest

from commonthread.access.law import CONDITIONS, POWERS, what_is_missing
from commonthread.access.terms import AgencyKind, Category

P18, TASK, S16LA, S49A = "dpa-2018-sch1-para18", "uk-gdpr-art6-1e", "children-act-2004-s16la", "domestic-abuse-act-2021-s49a"  # fmt: skip
S11, S47 = "children-act-2004-s11", "children-act-1989-s47"
TODAY = date(2026, 11, 22)
CASES = [
    # power, condition, category, holder, begins: what is wrong
    (S47, P18, Category.HEALTH, AgencyKind.HEALTH, TODAY, None),
    (S11, TASK, Category.EDUCATION, AgencyKind.SCHOOL, TODAY, None),
    (S11, TASK, Category.HEALTH, AgencyKind.HEALTH, TODAY, "does not cover health"),
    (S11, TASK, Category.SUBSTANCE_USE, AgencyKind.VOLUNTARY, TODAY, "does not cover substance use"),
    (S11, TASK, Category.SEXUAL_HEALTH, AgencyKind.HEALTH, TODAY, "does not cover sexual health"),
    (S16LA, P18, Category.HEALTH, AgencyKind.HEALTH, TODAY, "not in force"),
    (S49A, TASK, Category.CRIME_AND_INCIDENTS, AgencyKind.POLICE, TODAY, None),
    (S49A, TASK, Category.CRIME_AND_INCIDENTS, AgencyKind.POLICE, date(2025, 11, 6), "not in force"),
    (S49A, TASK, Category.HEALTH, AgencyKind.HEALTH, TODAY, "a power of police only"),
    ("common sense", P18, Category.HEALTH, AgencyKind.HEALTH, TODAY, "Choose the legal power"),
    (S47, "consent", Category.HEALTH, AgencyKind.HEALTH, TODAY, "Choose the data protection condition"),
]


@pytest.mark.parametrize(("power", "condition", "category", "holder", "begins", "wrong"), CASES)
def test_what_carries_a_sharing(power, condition, category, holder, begins, wrong):
    found = what_is_missing(power, condition, categories=[category], holders=[holder], begins=begins)
    assert (found == []) if wrong is None else wrong in " ".join(found)


@pytest.mark.parametrize("basis", [*POWERS.values(), *CONDITIONS.values()], ids=lambda basis: basis.code)
def test_each_provision_has_a_source_and_says_how_sure_it_is(basis):
    assert basis.source.link.startswith("https://www.legislation.gov.uk/")
    assert basis.confidence
    assert basis.says.endswith(".")
