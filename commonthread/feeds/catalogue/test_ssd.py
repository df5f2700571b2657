"""The Standard Safeguarding Dataset: what each table becomes, and what is not taken."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonthread.feeds.catalogue.ssd import read
from commonthread.feeds.dataset.tables import TABLES, table_of
from commonthread.feeds.format import Admitted, Listed, Reading, Reject, Remark, Unreadable
from commonthread.kernel.data_folder import data_folder
from commonthread.records.record import Ethnicity, MentionRole, Relation, Sensitivity, Sex
from tests.ssd import ADDRESS, PERSON, TODAY, drafts, outcomes, rejects, sent


def test_a_person_is_put_together_from_the_tables_that_know_them(tmp_path: Path) -> None:
    found = drafts(
        tmp_path,
        ssd_person=PERSON,
        ssd_disability="disa_table_id,disa_person_id,disa_disability_code\n1,P1,HEAR\n2,P1,LD\n3,P2,VIS\n",
        ssd_linked_identifiers="link_table_id,link_person_id,link_identifier_type,link_identifier_value\n"
        "1,P1,Unique Pupil Number,M000000000017\n2,P1,Case Number,77\n",
        ssd_involvements="invo_involvements_id,invo_person_id,invo_professional_id,invo_involvement_start_date,"
        "invo_involvement_end_date\n1,P1,W1,2025-01-01,2025-06-01\n2,P1,W2,2025-06-01,\n",
        ssd_professionals="prof_professional_id,prof_professional_name\nW2,Sam Worker\n",
        ssd_mother="moth_table_id,moth_person_id,moth_childs_person_id,moth_childs_dob\n1,P9,P1,2015-04-01\n",
        ssd_family="fami_table_id,fami_family_id,fami_person_id\n1,F1,P1\n2,F1,P9\n3,F1,P3\n",
    )
    (details,) = [draft for draft in found if draft.kind == "person_details"]
    jo, mother, relative = details.mentions
    assert (details.key, jo.agency_person_id, jo.born_on, jo.sex) == (
        "P1",
        "P1",
        date(2015, 4, 1),
        Sex.FEMALE,
    )
    assert (jo.nhs_number, jo.upn, jo.gender) == ("9990000018", "M000000000017", "Female")
    assert (jo.ethnicity, jo.ethnicity_source) == ("Black Caribbean", Ethnicity.RECORDED_BY_AGENCY)
    assert (jo.disabilities, jo.allocated_worker) == ("Hearing, Learning", "Sam Worker")
    assert (mother.role, mother.relation, mother.agency_person_id) == (
        MentionRole.PARENT,
        Relation.MOTHER,
        "P9",
    )
    assert (relative.role, relative.relation, relative.agency_person_id) == (MentionRole.RELATIVE, None, "P3")


def test_a_family_group_with_an_adoption_in_it_ties_nobody(tmp_path: Path) -> None:
    tables = {
        "ssd_person": PERSON,
        "ssd_family": "fami_table_id,fami_family_id,fami_person_id\n1,F1,P1\n2,F1,P3\n",
        "ssd_permanence": "perm_table_id,perm_person_id,perm_placed_for_adoption_date\n1,P3,2024-01-01\n",
    }
    (admitted,) = [each for each in outcomes(tmp_path, **tables) if isinstance(each, Admitted)]
    assert len(admitted.draft.mentions) == 1
    assert "placement for adoption" in admitted.warnings[0].message


def test_addresses_become_changes_of_address_and_the_current_one_stands_with_the_person(
    tmp_path: Path,
) -> None:
    *changes, details = drafts(tmp_path, ssd_address=ADDRESS, ssd_person=PERSON)
    assert [(draft.kind, draft.mentions[0].address) for draft in changes] == [
        ("change_of_address", "2 Old Road, Anytown"),
        ("change_of_address", "Flat 3, 1 High Street, Anytown"),
    ]
    assert changes[0].happened_until is not None
    assert (details.mentions[0].address, details.mentions[0].uprn) == (
        changes[1].mentions[0].address,
        "100012345678",
    )


def test_an_assessment_has_its_factors_and_its_author(tmp_path: Path) -> None:
    (found,) = drafts(
        tmp_path,
        ssd_cin_assessments="cina_assessment_id,cina_person_id,cina_assessment_start_date,cina_assessment_team,"
        "cina_assessment_worker_id\nA1,P1,2026-01-06,T1,W1\n",
        ssd_assessment_factors="cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json\n"
        '1,A1,"[""1A"", ""21""]"\n2,A1,"{""3B"": ""Yes"", ""2B"": ""No""}"\n',
        ssd_department="dept_team_id,dept_team_name\nT1,North assessment team\n",
        ssd_professionals="prof_professional_id,prof_professional_name,prof_professional_job_title\n"
        "W1,Sam Worker,Social Worker\n",
    )
    assert found.detail.factors == ("1A", "3B")
    expected = ("W1", "Sam Worker", "Social Worker", "North assessment team")
    assert (found.author.key, found.author.name, found.author.role, found.author.team) == expected


def test_a_looked_after_episode_has_the_legal_status_and_the_placement_of_its_day(tmp_path: Path) -> None:
    (found,) = drafts(
        tmp_path,
        ssd_cla_episodes="clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_placement_id\n"
        "K1,P1,2026-06-01,PL1\n",
        ssd_legal_status="lega_legal_status_id,lega_person_id,lega_legal_status,lega_legal_status_start_date,"
        "lega_legal_status_end_date\n1,P1,V2,2025-01-01,2026-06-01\n2,P1,C1,2026-06-01,\n",
        ssd_cla_placement="clap_cla_placement_id,clap_cla_placement_type,clap_cla_placement_provider,"
        "clap_cla_placement_distance\nPL1,U4,PR1,999.9\n",
    )
    assert (found.detail.legal_status, found.detail.placement, found.detail.provider) == ("C1", "U4", "PR1")
    assert found.detail.distance_miles is None


def test_immigration_status_is_sensitive_and_of_no_kind_that_an_indicator_looks_at(tmp_path: Path) -> None:
    (found,) = drafts(
        tmp_path,
        table="immi_immigration_status_id,immi_person_id,immi_immigration_status,immi_immigration_status_start_date\n"
        "1,P1,Unaccompanied asylum seeking child,2026-01-01\n",
    )
    assert (found.kind, found.detail.event_type, found.sensitivity) == (
        "life_event",
        "other",
        Sensitivity.SENSITIVE,
    )


def test_professionals_go_into_the_directory(tmp_path: Path) -> None:
    text = "prof_professional_id,prof_professional_name,prof_professional_job_title\nW1,Sam Worker,Social Worker\n"
    (found,) = outcomes(tmp_path, ssd_professionals=text)
    assert isinstance(found, Listed)
    assert (found.author.key, found.author.name) == ("W1", "Sam Worker")


def test_rows_of_a_table_without_a_kind_are_counted(tmp_path: Path) -> None:
    found = outcomes(
        tmp_path,
        ssd_sdq_scores="csdq_table_id,csdq_person_id,csdq_sdq_score\n1,P1,7\n2,P1,8\n",
        ssd_voice_of_child="voch_table_id,voch_person_id,voch_explained_worries\n1,P1,Y\n",
    )
    assert [(each.fault.column, each.rows) for each in found if isinstance(each, Remark)] == [
        ("ssd_sdq_scores", 2),
        ("ssd_voice_of_child", 1),
    ]


def test_a_column_that_the_dataset_does_not_have_is_said(tmp_path: Path) -> None:
    found = outcomes(tmp_path, ssd_person="pers_person_id,eye_colour\nP1,green\n")
    assert [each.fault.column for each in found if isinstance(each, Remark)] == ["eye_colour"]


@pytest.mark.parametrize(
    ("change", "column", "message"),
    [
        (("9990000018", "9990000019"), "pers_common_child_id", "check digit"),
        (("2015-04-01 00:00:00", "2015-02-30"), "pers_dob", "the calendar does not have"),
        (("2015-04-01 00:00:00", "2031-02-03"), "pers_dob", "is in the future"),
        ((",F,", ",Q,"), "pers_sex", "is not one of the codes"),
        (("BCRB", "QQQQ"), "pers_ethnicity", "is not one of the codes"),
    ],
)
def test_a_wrong_value_is_left_out_and_the_rest_of_the_person_goes_in(
    change: tuple[str, str], column: str, message: str, tmp_path: Path
) -> None:
    text = PERSON.replace(*change)
    ((line, found, said),) = rejects(tmp_path, ssd_person=text)
    assert (line, found) == (2, column)
    assert message in said
    (admitted,) = [each for each in outcomes(tmp_path, ssd_person=text) if isinstance(each, Admitted)]
    assert admitted.draft.key == "P1"


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ("N1,,2026-02-10,", "cinp_person_id", "is empty"),
        (",P1,2026-02-10,", "cinp_cin_plan_id", "is empty"),
        ("N1,P1,PLACEHOLDER_DATA,", "cinp_cin_plan_start_date", "is empty"),
        ("N1,P1,tomorrow,", "cinp_cin_plan_start_date", "is not a date"),
        ("N1,P1,2027-02-10,", "cinp_cin_plan_start_date", "is in the future"),
        ("N1,P1,2026-02-10,2026-01-01", "cinp_cin_plan_end_date", "is before the beginning"),
        ("N1,P1,2026-02-10", "(whole line)", "cells of the first line"),
        ('N1,"P1" x,2026-02-10,', "(whole line)", "do not pair"),
    ],
)
def test_a_row_that_cannot_be_a_record_is_rejected(
    row: str, column: str, message: str, tmp_path: Path
) -> None:
    header = "cinp_cin_plan_id,cinp_person_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date"
    ((line, found, said),) = rejects(tmp_path, table=f"{header}\n{row}\n")
    assert (line, found) == (2, column)
    assert message in said


def test_a_rejected_person_can_be_corrected_and_read_with_all_that_belongs_to_them(tmp_path: Path) -> None:
    disability = "disa_table_id,disa_person_id,disa_disability_code\n1,P1,HEAR\n"
    wrong = PERSON.replace("2015-04-01", "2031-04-01")
    found = outcomes(tmp_path, ssd_address=ADDRESS, ssd_disability=disability, ssd_person=wrong)
    (reject,) = [each for each in found if isinstance(each, Reject)]
    whole = drafts(tmp_path, ssd_address=ADDRESS, ssd_disability=disability, ssd_person=PERSON)
    (tmp_path / "again").mkdir()
    again = drafts(tmp_path / "again", piece=reject.raw.replace("2031-04-01", "2015-04-01"))
    assert [d for d in again if d.kind == reject.kind] == [d for d in whole if d.kind == reject.kind]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,born\nx,y\n", "the first line names no table"),
        ("pers_sex\nF\n", "the first line of ssd_person is not in order: pers_person_id is missing"),
        ("pers_person_id,pers_sex,pers_sex\nP1,F,F\n", "pers_sex stands more than once"),
        ("\n\n", "holds nothing but empty lines"),
        ('"pers_person_id\n', "the first line names no table"),
    ],
)
def test_a_file_that_is_no_table_of_the_dataset_stops_the_delivery(
    text: str, said: str, tmp_path: Path
) -> None:
    files = sent(tmp_path, a_good_one=PERSON, table=text)
    with pytest.raises(Unreadable) as refused:
        next(read(files, Reading(received_on=TODAY)))
    assert said in str(refused.value)
    assert refused.value.file == "table.csv"


PIECES = [
    *'P1,"\n{}:YN2026-05',
    "pers_person_id",
    "pers_dob",
    "cont_contact_id",
    "cont_person_id",
    "cont_contact_date",
]


@given(text=st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_gives_outcomes_or_unreadable(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    try:
        outcomes(tmp_path_factory.mktemp("any"), ssd_person=PERSON + text)
    except Unreadable as refused:
        assert refused.advice


DATA = data_folder()


@pytest.mark.skipif(DATA is None, reason="needs the tables of the dataset: set COMMONTHREAD_DATA")
def test_every_table_of_the_dataset_is_known_by_its_columns() -> None:
    for path in sorted((DATA / "ssd").glob("ssd_*.yml")):
        text = path.read_text(encoding="utf-8")
        name = re.search(r"- name: (ssd_\w+)", text)[1]
        columns = re.findall(r"^  - name: (\w+)", text, re.MULTILINE)
        assert table_of(columns) is TABLES[name]
        assert set(TABLES[name].needs) <= set(columns)
