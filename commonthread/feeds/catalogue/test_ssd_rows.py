"""What a row of each table of the Standard Safeguarding Dataset becomes."""

from pathlib import Path

import pytest

from commonthread.records.record import Seen
from tests.ssd import drafts

ROWS = [
    (
        "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,cont_contact_outcome_json",
        'C1,P1,2026-01-05,6,"{""NEW_REFERRAL_FLAG"": ""Y"", ""NFA_FLAG"": ""N""}"',
        "contact",
        {"source": "6", "outcomes": ["new_referral"]},
    ),
    (
        "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,cont_contact_source_desc",
        "C1,P1,2026-01-05,LOCAL7,Street pastor",
        "contact",
        {"source": "10", "summary": "Source: Street pastor"},
    ),
    (
        "earl_episode_id,earl_person_id,earl_episode_start_date,earl_episode_end_date,earl_episode_reason,"
        "earl_episode_end_reason",
        "E1,P1,2026-01-05,2026-03-01,Parenting,Step-up",
        "early_help_episode",
        {"reasons": ["parenting"], "ended_because": "stepped_up"},
    ),
    (
        "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_source_code,cine_cin_primary_need_code,"
        "cine_referral_nfa,cine_close_date,cine_close_reason,cine_referral_outcome_json",
        'R1,P1,2026-01-05,1A,N1,N,2026-06-01,RC7,"{""SINGLE_ASSESSMENT_FLAG"": ""Y""}"',
        "referral",
        {"source": "1A", "primary_need": "N1", "outcomes": ["assessment"], "closed_on": "2026-06-01", "closure": "RC7"},
    ),
    (
        "cina_assessment_id,cina_person_id,cina_referral_id,cina_assessment_start_date,cina_assessment_auth_date,"
        "cina_assessment_child_seen,cina_assessment_outcome_json",
        'A1,P1,R1,2026-01-06,2026-02-10,Y,"{""PROV_OF_SERVICES_FLAG"": ""Y"", ""COMMENTS"": ""Support agreed""}"',
        "assessment",
        {"referral_key": "R1", "outcomes": ["services"], "summary": "Support agreed"},
    ),
    (
        "cinp_cin_plan_id,cinp_person_id,cinp_referral_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date",
        "N1,P1,R1,2026-02-10,",
        "child_in_need_plan",
        {"referral_key": "R1"},
    ),
    (
        "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen,cinv_cin_visit_seen_alone,"
        "cinv_cin_visit_bedroom",
        "V1,P1,2026-02-20,Y,N,Y",
        "home_visit",
        {"result": "access", "purpose": "child_in_need", "bedroom_seen": True},
    ),
    (
        "s47e_s47_enquiry_id,s47e_referral_id,s47e_person_id,s47e_s47_start_date,s47e_s47_end_date,s47e_s47_nfa,"
        "s47e_s47_outcome_json",
        'S1,R1,P1,2026-02-01,2026-02-12,N,"{""CP_CONFERENCE_FLAG"": ""Y""}"',
        "section_47_enquiry",
        {"referral_key": "R1", "outcomes": ["conference"]},
    ),
    (
        "icpc_icpc_id,icpc_s47_enquiry_id,icpc_person_id,icpc_referral_id,icpc_icpc_transfer_in,icpc_icpc_target_date,"
        "icpc_icpc_date,icpc_icpc_outcome_cp_flag",
        "I1,S1,P1,R1,N,2026-02-20,2026-02-19,Y",
        "child_protection_conference",
        {"referral_key": "R1", "enquiry_key": "S1", "due_on": "2026-02-20", "outcomes": ["plan"]},
    ),
    (
        "cppl_cp_plan_id,cppl_referral_id,cppl_icpc_id,cppl_person_id,cppl_cp_plan_start_date,"
        "cppl_cp_plan_initial_category,cppl_cp_plan_latest_category,cppl_cp_plan_ola",
        "L1,R1,I1,P1,2026-02-19,Neglect,\"Multiple: Neglect, Emotional abuse\",N",
        "child_protection_plan",
        {
            "referral_key": "R1", "conference_key": "I1", "initial_category": "NEG", "latest_category": "MUL",
            "other_authority": False,
        },
    ),
    (
        "cppv_cp_visit_id,cppv_person_id,cppv_cp_plan_id,cppv_cp_visit_date,cppv_cp_visit_seen",
        "V1,P1,L1,2026-03-01,N",
        "home_visit",
        {"result": "access", "purpose": "child_protection", "plan_key": "L1"},
    ),
    (
        "cppr_cp_review_id,cppr_person_id,cppr_cp_plan_id,cppr_cp_review_due,cppr_cp_review_date,"
        "cppr_cp_review_outcome_continue_cp,cppr_cp_review_quorate,cppr_cp_review_participation",
        "W1,P1,L1,2026-05-19,2026-05-18,Y,Y,PN1",
        "child_protection_review",
        {"plan_key": "L1", "due_on": "2026-05-19", "quorate": True, "participation": "PN1", "plan_continues": True},
    ),
    (
        "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
        "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted",
        "M1,P1,2026-04-01 21:30,Away,2026-04-02,Y,NA",
        "missing_report",
        {
            "scheme": "2017", "missing_from": "away_from_placement", "returned_at": "2026-04-01T23:00:00Z",
            "return_interview_offered": True,
        },
    ),
    (
        "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_start_reason,"
        "clae_cla_primary_need_code,clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason,clae_cla_id",
        "K1,P1,2026-06-01,S,N1,2026-07-01,E4A,CLA1",
        "looked_after_episode",
        {"care_key": "CLA1", "started_because": "S", "ended_because": "E4A", "primary_need": "N1"},
    ),
    (
        "clav_cla_visit_id,clav_cla_id,clav_person_id,clav_cla_visit_date,clav_cla_visit_seen",
        "V1,CLA1,P1,2026-06-20,Y",
        "home_visit",
        {"result": "access", "purpose": "looked_after", "plan_key": "CLA1"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "row", "kind", "detail"), ROWS, ids=[row[0].partition(",")[0] for row in ROWS]
)
def test_a_row_becomes_a_record_of_its_kind(
    header: str, row: str, kind: str, detail: dict[str, object], tmp_path: Path
) -> None:
    (found,) = drafts(tmp_path, table=f"{header}\n{row}\n")
    assert found.kind == kind
    assert found.detail.model_dump(mode="json", exclude_defaults=True) == detail
    assert found.mentions[0].agency_person_id == "P1"


def test_visits_of_three_tables_keep_keys_of_their_own(tmp_path: Path) -> None:
    texts = {
        f"t{number}": f"{row[0]}\n{row[1]}\n" for number, row in enumerate(ROWS) if row[2] == "home_visit"
    }
    assert sorted(draft.key for draft in drafts(tmp_path, **texts)) == ["cinv_V1", "clav_V1", "cppv_V1"]


def test_whether_the_child_was_seen_stands_in_a_visit(tmp_path: Path) -> None:
    header, row, *_ = ROWS[6]
    (visit,) = drafts(tmp_path, table=f"{header}\n{row}\n")
    assert (visit.contact.seen, visit.contact.seen_alone) == (Seen.SEEN, False)
