from datetime import UTC, datetime

from commonthread.chronology.facts import Said, newest, others
from commonthread.records.record import Mention, MentionRole


def said(agency, year, **fields):
    return Said(agency, datetime(year, 1, 1, tzinfo=UTC), Mention(role=MentionRole.SUBJECT, **fields))


WORDS = [
    said("school", 2024, given_name="Ann", family_name="Hill"),
    said("school", 2026, family_name="Marsh"),
    said("police", 2025, given_name="Anne", family_name="Hill"),
]


def test_the_newest_word_of_ones_own_agency_counts_field_by_field():
    facts = newest(WORDS, "school")
    assert (facts["given_name"].value, facts["family_name"].value) == ("Ann", "Marsh")


def test_without_an_agency_the_newest_word_of_any_counts():
    assert newest(WORDS)["given_name"].value == "Anne"


def test_other_and_former_values_are_listed_once_newest_first():
    assert [(fact.value, fact.agency) for fact in others(WORDS, "family_name", "Marsh")] == [
        ("Hill", "police")
    ]
