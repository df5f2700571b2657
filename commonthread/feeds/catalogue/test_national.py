"""The national standard: what a document gives, what is left out of it, and what is said of a broken one."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonthread.feeds.catalogue.national import read
from commonthread.feeds.format import Admitted, Listed, Reading, Reject, Remark, Sent, Unreadable
from commonthread.records.record import Ethnicity, MentionRole, Precision, Relation, Sex
from tests.national_standard import (
    EPISODE,
    EVENT,
    LOCAL,
    NHS,
    PERSON,
    PROFESSIONAL,
    SERVICE,
    TODAY,
    drafts,
    outcomes,
    rejects,
)


def test_a_person_becomes_person_details(tmp_path: Path) -> None:
    (found,) = drafts(tmp_path, PERSON)
    jo, mother = found.mentions
    assert (found.kind, found.key) == ("person_details", "P1")
    assert (jo.given_name, jo.middle_names, jo.family_name, jo.known_as) == (
        "Joanna",
        "Mary",
        "Example",
        "Jo",
    )
    assert (jo.former_family_name, jo.nhs_number, jo.born_on) == ("Specimen", "9990000018", date(2015, 4, 1))
    assert (jo.address, jo.postcode, jo.phone) == (
        "Flat 3, 1 High Street, Anytown",
        "B1 1AA",
        "0121 496 0123",
    )
    assert (jo.sex, jo.gender, jo.ethnicity) == (Sex.FEMALE, "Female", "Black Caribbean")
    assert jo.ethnicity_source is Ethnicity.SELF_DESCRIBED
    assert (mother.role, mother.relation, mother.agency_person_id) == (
        MentionRole.PARENT,
        Relation.MOTHER,
        "P2",
    )


@pytest.mark.parametrize(
    ("written", "accuracy", "day", "precision"),
    [
        ("2015-04-01", "AAA", date(2015, 4, 1), Precision.DAY),
        ("2015-04-01", None, date(2015, 4, 1), Precision.DAY),
        ("2015-04-01", "UAA", date(2015, 4, 1), Precision.MONTH),
        ("2015-04-01", "EEA", date(2015, 4, 1), Precision.YEAR),
        ("2015-04-01", "UUE", date(2015, 4, 1), Precision.ABOUT),
        ("2015-04-01", "UUU", None, Precision.DAY),
        ("2015-04", None, date(2015, 4, 1), Precision.MONTH),
        ("2015", None, date(2015, 1, 1), Precision.YEAR),
    ],
)
def test_a_partial_date_says_how_much_of_it_is_known(
    written: str, accuracy: str | None, day: date | None, precision: Precision, tmp_path: Path
) -> None:
    birth = {"date": written} | ({"accuracyIndicator": accuracy} if accuracy else {})
    (found,) = drafts(tmp_path, PERSON | {"dateOfBirth": birth})
    assert (found.mentions[0].born_on, found.mentions[0].born_precision) == (day, precision)


@pytest.mark.parametrize(
    ("change", "column", "message"),
    [
        (
            {"identifier": [{"value": "P1"}, {"value": "9990000019", "system": NHS}]},
            "identifier.value",
            "check digit",
        ),
        ({"dateOfBirth": {"date": "2015-02-30"}}, "dateOfBirth.date", "the calendar does not have"),
        ({"dateOfBirth": {"date": "2031-01-01"}}, "dateOfBirth.date", "is in the future"),
        ({"deceasedDate": {"date": "2014-01-01"}}, "deceasedDate.date", "is before the date of birth"),
        ({"sexCode": "7"}, "sexCode", "is not a code of the standard"),
        ({"ethnicityCode": "77"}, "ethnicityCode", "is not a code of the standard"),
        (
            {"name": [{"familyName": ["Ex\x07ample"], "givenName": ["Jo"]}]},
            "name.familyName",
            "control character",
        ),
        (
            {"relatedPerson": [{"identifier": {"value": "P2"}, "relationship": ["MUM"]}]},
            None,
            "is not a code",
        ),
        ({"relatedPerson": [{"relationship": ["MTH"]}]}, "relatedPerson.identifier", "nobody is named"),
        ({"address": ["1 High Street"]}, "address", "must be an object"),
    ],
)
def test_a_wrong_value_is_left_out_and_the_rest_of_the_person_goes_in(
    change: dict[str, Any], column: str | None, message: str, tmp_path: Path
) -> None:
    ((found, said),) = rejects(tmp_path, PERSON | change)
    assert column in (None, found)
    assert message in said
    assert drafts(tmp_path, PERSON | change)[0].mentions[0].agency_person_id == "P1"


def test_a_person_without_a_number_of_the_agency_has_a_key_that_is_not_their_number(tmp_path: Path) -> None:
    (found,) = drafts(tmp_path, PERSON | {"identifier": [{"value": "9990000018", "system": NHS}]})
    assert "9990000018" not in found.key


def test_an_episode_is_of_a_closer_kind_where_there_is_one(tmp_path: Path) -> None:
    (found,) = drafts(tmp_path, SERVICE, PROFESSIONAL, EPISODE)
    assert (found.kind, found.key, found.place) == ("child_in_need_plan", "EP1", "Family Centre")
    assert found.happened_from == datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
    assert (found.author.key, found.author.team) == ("SW1", "Family support")
    assert found.mentions[0].agency_person_id == "P1"
    assert found.detail.summary == "Home stable.\nNEET, from 15 March 2026\nAuthorised absences: 12 %"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("early-help", "early_help_episode"),
        ("cp-plan", "child_protection_plan"),
        ("section-47", "section_47_enquiry"),
        ("child-looked-after", "looked_after_episode"),
        ("CAMHS-plan", "mental_health_contact"),
        ("ehcp", "service_episode"),
        ("family-court-order", "service_episode"),
        ("care-leaver", "service_episode"),
        ("adult-safeguarding", "service_episode"),
        ("of a later edition", "service_episode"),
    ],
)
def test_every_type_of_episode_is_taken(code: str, kind: str, tmp_path: Path) -> None:
    (found,) = drafts(tmp_path, EPISODE | {"type": [code]})
    assert found.kind == kind


def test_a_life_event_is_taken_as_such(tmp_path: Path) -> None:
    (found,) = drafts(tmp_path, SERVICE, EVENT)
    assert (found.kind, found.detail.event_type, found.detail.organisation) == (
        "life_event",
        "missing-person",
        "Family support",
    )


def test_an_episode_about_two_people_gives_a_record_each(tmp_path: Path) -> None:
    subjects = [{"person": {"value": value, "system": LOCAL}, "involvement": "SBJ"} for value in ("P1", "P2")]
    found = drafts(tmp_path, EPISODE | {"subjectPerson": subjects})
    assert [(draft.key, draft.mentions[0].agency_person_id) for draft in found] == [
        ("EP1", "P1"),
        ("EP1/2", "P2"),
    ]


@pytest.mark.parametrize("name", ["identifier", "timeInformation", "subjectPerson"])
def test_an_episode_without_number_time_or_subject_is_rejected(name: str, tmp_path: Path) -> None:
    broken = {key: value for key, value in EPISODE.items() if key != name}
    assert rejects(tmp_path, broken) == [(name, "is needed: without it there is no record")]


def test_an_episode_that_ends_before_it_starts_is_rejected(tmp_path: Path) -> None:
    times = [{"startDateTime": "2026-05-01T09:30:00Z", "endDateTime": "2026-04-01T09:30:00Z"}]
    expected = [("timeInformation.endDateTime", "is before the beginning")]
    assert rejects(tmp_path, EPISODE | {"timeInformation": times}) == expected


def test_a_service_and_a_professional_stand_in_the_directory(tmp_path: Path) -> None:
    found = [each.author for each in outcomes(tmp_path, SERVICE, PROFESSIONAL) if isinstance(each, Listed)]
    assert [(a.key, a.name, a.role, a.team, a.phone) for a in found] == [
        ("SVC1", None, None, "Family support", "0121 496 0100"),
        ("SW1", "Sam Worker", "Social worker", "Family support", "0121 496 0101"),
    ]


def test_values_alone_or_in_lists_and_names_of_earlier_drafts_are_read_alike(tmp_path: Path) -> None:
    other = {
        "@type": ["https://socialcaredata.github.io/ontology/person#Person"],
        "Identifier": {"value": "P1", "system": {"@value": LOCAL}},
        "Name": {
            "familyName": "Example",
            "givenNames": "Joanna",
            "preferredNames": ["Jo"],
            "use": "official",
        },
        "DateOfBirth": {"date": "2015-04-01"},
    }
    jo = drafts(tmp_path, other)[0].mentions[0]
    assert (jo.agency_person_id, jo.given_name, jo.known_as, jo.born_on) == (
        "P1",
        "Joanna",
        "Jo",
        date(2015, 4, 1),
    )


def test_a_property_of_a_later_edition_is_said_and_not_taken(tmp_path: Path) -> None:
    (found,) = [each for each in outcomes(tmp_path, EPISODE | {"outcome": "x"}) if isinstance(each, Admitted)]
    assert [warning.column for warning in found.warnings] == ["outcome"]


def test_what_has_no_type_is_rejected_and_what_has_no_kind_is_counted(tmp_path: Path) -> None:
    assert rejects(tmp_path, {"a": 1}, 7) == [("@type", "is missing")] * 2
    found = outcomes(tmp_path, {"@type": "PlacementRequirements"}, {"@type": "Name"}, {"repeat": {}})
    assert [each.rows for each in found if isinstance(each, Remark)] == [1, 1, 1]


def test_a_corrected_reject_is_read_on_its_own(tmp_path: Path) -> None:
    wrong = PERSON | {"sexCode": "7"}
    (reject,) = [each for each in outcomes(tmp_path, wrong, PERSON) if isinstance(each, Reject)]
    assert drafts(tmp_path, json.loads(reject.raw.replace('"7"', '"2"', 1))) != []


def test_a_document_broken_at_its_end_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    path.write_text(json.dumps([PERSON] * 3)[:-1], encoding="utf-8")
    with pytest.raises(Unreadable, match="it was cut off"):
        next(read([Sent(path, "people.json")], Reading(received_on=TODAY)))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*PERSON, *EPISODE, "value", "date", "@value"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(
    type_name=st.sampled_from(
        ["Person", "ServiceEpisode", "LifeEvent", "Service", "Organisation", "Professional"]
    ),
    name=st.sampled_from([*PERSON, *EPISODE]),
    value=anything,
)
def test_no_value_of_a_property_stops_the_file(
    type_name: str, name: str, value: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    found = outcomes(folder, {**EPISODE, **PERSON, name: value, "@type": type_name}, PERSON)
    assert isinstance(found[-1], Admitted)
