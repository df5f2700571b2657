"""What is written in the national standard says the same when it is read again."""

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonthread.access.terms import AgencyKind
from commonthread.feeds.catalogue.national import read
from commonthread.feeds.drafting import draft_of
from commonthread.feeds.format import Admitted, Listed, Outcome, Reading, Reject, Sent
from commonthread.feeds.national.vocabulary import CensusEthnicGroup
from commonthread.feeds.national.writing import Holder, write_national
from commonthread.records.record import (
    Author,
    Draft,
    Ethnicity,
    Mention,
    MentionRole,
    Precision,
    Relation,
    Sex,
)

TODAY = date(2026, 11, 22)
HOLDER = Holder("examplecs", "Example children's services", AgencyKind.CHILDRENS_SERVICES)
SUBJECT = Mention(role=MentionRole.SUBJECT, agency_person_id="P1")


def draft(
    kind: str, mentions: tuple[Mention, ...] = (SUBJECT,), detail: dict[str, Any] | None = None, **others: Any
) -> Draft:
    begins = others.pop("begins", datetime(2026, 5, 1, 9, 30, tzinfo=UTC))
    made = draft_of(
        kind, key="R1", begins=begins, detail=detail or {}, mentions=mentions, today=TODAY, **others
    )
    assert isinstance(made, Draft), made
    return made


def written_and_read(folder: Path, *drafts: Draft, authors: tuple[Author, ...] = ()) -> list[Outcome]:
    path = folder / "out.json"
    with path.open("w", encoding="utf-8") as out:
        write_national(drafts, holder=HOLDER, out=out, authors=authors)
    found = list(read([Sent(path, "out.json")], Reading(received_on=TODAY)))
    assert not [each for each in found if isinstance(each, Reject)]
    return found


def read_again(folder: Path, *drafts: Draft) -> list[Draft]:
    return [each.draft for each in written_and_read(folder, *drafts) if isinstance(each, Admitted)]


EPISODES = [
    ("early_help_episode", {"summary": "Help with parenting"}),
    ("child_in_need_plan", {}),
    ("child_protection_plan", {"summary": "Visits each week"}),
    ("section_47_enquiry", {}),
    ("looked_after_episode", {}),
    ("mental_health_contact", {"service": "child", "progress": "in_treatment"}),
    (
        "service_episode",
        {
            "episode_type": "ehcp",
            "service_name": "Inclusion team",
            "service_code": "social-care",
            "organisation": "Example children's services",
        },
    ),
]


@pytest.mark.parametrize(("kind", "detail"), EPISODES)
@pytest.mark.parametrize("begins", [datetime(2026, 5, 1, 9, 30, tzinfo=UTC), date(2026, 5, 1)])
def test_an_episode_is_the_same_again(
    kind: str, detail: dict[str, Any], begins: date, tmp_path: Path
) -> None:
    given_out = draft(
        kind, detail=detail, begins=begins, author=Author(key="SW1", team="Inclusion team"), place="Town hall"
    )
    assert read_again(tmp_path, given_out) == [given_out]


@pytest.mark.parametrize("event", ["birth", "death", "ae-attendance", "missing-person", "homeless"])
def test_a_life_event_is_the_same_again(event: str, tmp_path: Path) -> None:
    given_out = draft(
        "life_event", detail={"event_type": event, "organisation": "Ward 3"}, author=Author(team="Ward 3")
    )
    (again,) = read_again(tmp_path, given_out)
    assert again.model_copy(update={"detail": given_out.detail}) == given_out
    assert again.detail.event_type == event


words = st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=12)
people = st.builds(
    Mention,
    role=st.just(MentionRole.SUBJECT),
    agency_person_id=words,
    given_name=words,
    middle_names=st.none() | words,
    family_name=words,
    former_family_name=st.none() | words,
    known_as=st.none() | words,
    born_on=st.dates(date(1930, 1, 1), date(2025, 1, 1)),
    born_precision=st.sampled_from(Precision),
    died_on=st.none() | st.dates(date(2025, 1, 2), date(2026, 1, 1)),
    sex=st.sampled_from(Sex),
    gender=st.sampled_from([None, "Male", "Female", "Indeterminate"]),
    nhs_number=st.sampled_from([None, "9990000018"]),
    upn=st.sampled_from([None, "M000000000017"]),
    address=st.none() | st.lists(words, min_size=1, max_size=3).map(", ".join),
    postcode=st.sampled_from(["B1 1AA", "CV1 1AA"]),
    phone=st.sampled_from([None, "0121 496 0123"]),
    email=st.sampled_from([None, "jo@example.org"]),
    ethnicity=st.sampled_from([group.label for group in CensusEthnicGroup if group != "-8"]),
    ethnicity_source=st.just(Ethnicity.SELF_DESCRIBED),
    allocated_worker=st.none() | words,
)


@given(person=people)
def test_a_person_is_the_same_again(person: Mention, tmp_path_factory: pytest.TempPathFactory) -> None:
    given_out = draft("person_details", (person,), begins=TODAY)
    (again,) = read_again(tmp_path_factory.mktemp("any"), given_out)
    assert again.mentions == (person,)


@pytest.mark.parametrize(
    ("role", "relation"),
    [
        (MentionRole.PARENT, Relation.MOTHER),
        (MentionRole.PARENT, Relation.STEP_PARENT),
        (MentionRole.CARER, Relation.FOSTER_CARER),
        (MentionRole.SIBLING, Relation.TWIN),
        (MentionRole.SIBLING, Relation.HALF_SIBLING),
        (MentionRole.CHILD, Relation.CHILD),
        (MentionRole.RELATIVE, Relation.GRANDPARENT),
        (MentionRole.RELATIVE, Relation.FORMER_PARTNER),
        (MentionRole.HOUSEHOLD_MEMBER, Relation.PARTNER),
    ],
)
def test_a_tie_is_the_same_again(role: MentionRole, relation: Relation, tmp_path: Path) -> None:
    tied = Mention(role=role, relation=relation, agency_person_id="P2")
    (again,) = read_again(tmp_path, draft("person_details", (SUBJECT, tied), begins=TODAY))
    assert again.mentions[1] == tied


def test_somebody_without_a_number_is_written_as_a_person_whom_the_tie_names(tmp_path: Path) -> None:
    mother = Mention(
        role=MentionRole.PARENT, relation=Relation.MOTHER, given_name="Ann", family_name="Example"
    )
    first, second = read_again(tmp_path, draft("person_details", (SUBJECT, mother), begins=TODAY))
    assert (first.mentions[0].given_name, second.mentions[0].agency_person_id) == ("Ann", "P1")
    assert second.mentions[1].agency_person_id == first.mentions[0].agency_person_id


def test_what_an_agency_recorded_of_ethnicity_is_not_written_as_the_persons_own_word(tmp_path: Path) -> None:
    person = SUBJECT.model_copy(
        update={"ethnicity": "Roma", "ethnicity_source": Ethnicity.RECORDED_BY_AGENCY, "given_name": "Jo"}
    )
    assert (
        read_again(tmp_path, draft("person_details", (person,), begins=TODAY))[0].mentions[0].ethnicity
        is None
    )


def test_professionals_and_the_agency_are_in_the_directory_again(tmp_path: Path) -> None:
    author = Author(key="SW1", name="Sam Worker", role="Social worker", phone="0121 496 0101")
    found = written_and_read(tmp_path, draft("child_in_need_plan"), authors=(author,))
    listed = {each.author.key: each.author for each in found if isinstance(each, Listed)}
    assert listed["SW1"].model_copy(update={"team": None}) == author
    assert listed["examplecs"].team == "Example children's services"


def test_what_has_no_place_in_the_standard_is_counted_and_not_lost_in_silence() -> None:
    out = io.StringIO()
    visit = draft("home_visit", detail={"result": "access"})
    written = write_national([visit, visit, draft("child_in_need_plan")], holder=HOLDER, out=out)
    assert written.no_place == {"home_visit": 2}
    assert written.nodes == {"Organisation": 1, "Service": 1, "ServiceEpisode": 1}


@pytest.mark.parametrize(
    ("kind", "detail", "code"),
    [
        ("missing_report", {"scheme": "2017"}, "missing-person"),
        ("referral", {"source": "6"}, "referral"),
        ("school_exclusion", {"exclusion_type": "PERM"}, "school-exclusion"),
        ("school_exclusion", {"exclusion_type": "SUSP"}, "school-suspension"),
        ("ae_attendance", {"complaint": "burn"}, "ae-attendance"),
    ],
)
def test_records_of_other_kinds_are_written_as_the_event_that_they_are(
    kind: str, detail: dict[str, Any], code: str
) -> None:
    out = io.StringIO()
    write_national([draft(kind, detail=detail)], holder=HOLDER, out=out)
    *_, event = json.loads(out.getvalue())["@graph"]
    assert (event["@type"], event["type"]) == ("LifeEvent", [code])


REQUIRED = {
    "Organisation": ("identifier", "name", "contact", "relatedService"),
    "Service": ("identifier", "name", "type", "contact"),
    "Professional": ("identifier", "name", "role", "contact"),
    "ServiceEpisode": (
        "identifier",
        "type",
        "subjectPerson",
        "relatedService",
        "timeInformation",
        "location",
    ),
    "LifeEvent": ("identifier", "type", "subjectPerson"),
}


def test_every_property_that_the_standard_requires_is_written() -> None:
    out = io.StringIO()
    event = draft("life_event", detail={"event_type": "birth"})
    write_national([draft("child_in_need_plan"), event], holder=HOLDER, out=out, authors=[Author(key="SW1")])
    nodes = json.loads(out.getvalue())["@graph"]
    assert {node["@type"] for node in nodes} == set(REQUIRED)
    for node in nodes:
        assert all(node.get(name) for name in REQUIRED[node["@type"]]), node
