"""Which table and columns of the Standard Safeguarding Dataset hold which kind of record."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from commonthread.kernel.dates import in_england
from commonthread.synthetic.event import Event
from commonthread.synthetic.people import Address

CONTACT_OUTCOMES = {
    "new_referral": "NEW_REFERRAL_FLAG",
    "existing_referral": "EXISTING_REFERRAL_FLAG",
    "no_further_action": "NFA_FLAG",
    "advice": "ADVICE_FLAG",
    "early_help": "OTHER_OUTCOMES_EXIST_FLAG",
}
REFERRAL_OUTCOMES = {
    "assessment": "SINGLE_ASSESSMENT_FLAG",
    "strategy_discussion": "STRATEGY_DISCUSSION_FLAG",
    "no_further_action": "NFA_FLAG",
}
ASSESSMENT_OUTCOMES = {"services": "PROV_OF_SERVICES_FLAG", "no_further_action": "NFA_FLAG"}
ENQUIRY_OUTCOMES = {"conference": "CP_CONFERENCE_FLAG", "services": "PROV_OF_SERVICES_FLAG"}
CONFERENCE_OUTCOMES = {"plan": "CP_FLAG", "services": "PROV_OF_SERVICES_FLAG"}


@dataclass(frozen=True)
class Exported:
    """The table that holds a kind, its prefix and key column, and how the rest of a row is filled."""

    table: str
    prefix: str
    key: str
    began: str
    cells: Callable[[Event], Mapping[str, Any]]
    ended: str | None = None


def _flags(outcomes: tuple[str, ...], meanings: Mapping[str, str]) -> str:
    return json.dumps(
        {
            flag: "Y" if flag in {meanings.get(o) for o in outcomes} else "N"
            for flag in dict.fromkeys(meanings.values())
        }
    )


def _contact(event: Event) -> Mapping[str, Any]:
    return {
        "contact_source_code": event.detail["source"],
        "contact_outcome_json": _flags(event.detail["outcomes"], CONTACT_OUTCOMES),
    }


def _referral(event: Event) -> Mapping[str, Any]:
    d = event.detail
    return {
        "cin_primary_need_code": d["primary_need"],
        "referral_source_code": d["source"],
        "referral_outcome_json": _flags(d["outcomes"], REFERRAL_OUTCOMES),
        "referral_nfa": yes(d["no_further_action"]),
        "close_reason": d["closure"],
        "close_date": d["closed_on"],
    }


def _assessment(event: Event) -> Mapping[str, Any]:
    outcomes = event.detail.get("outcomes", ())
    return {
        "referral_id": event.detail["referral_key"],
        "assessment_child_seen": "Y",
        "assessment_outcome_json": _flags(outcomes, ASSESSMENT_OUTCOMES) if outcomes else None,
        "assessment_outcome_nfa": yes("no_further_action" in outcomes) if outcomes else None,
    }


def _enquiry(event: Event) -> Mapping[str, Any]:
    return {
        "referral_id": event.detail["referral_key"],
        "s47_nfa": "N",
        "s47_outcome_json": _flags(event.detail.get("outcomes", ()), ENQUIRY_OUTCOMES),
    }


def _conference(event: Event) -> Mapping[str, Any]:
    return {
        "referral_id": event.detail["referral_key"],
        "icpc_transfer_in": "N",
        "icpc_target_date": event.detail["due_on"],
        "icpc_outcome_cp_flag": yes("plan" in event.detail["outcomes"]),
        "icpc_outcome_json": _flags(event.detail["outcomes"], CONFERENCE_OUTCOMES),
    }


def _plan(event: Event) -> Mapping[str, Any]:
    category = event.detail["initial_category"]
    return {
        "referral_id": event.detail["referral_key"],
        "cp_plan_ola": "N",
        "cp_plan_initial_category": category,
        "cp_plan_latest_category": category,
    }


def _review(event: Event) -> Mapping[str, Any]:
    return {
        "cp_review_outcome_continue_cp": yes(event.detail["plan_continues"]),
        "cp_review_quorate": yes(event.detail["quorate"]),
    }


def _early_help(event: Event) -> Mapping[str, Any]:
    return {"episode_reason": event.detail["reasons"][0], "episode_end_reason": event.detail["ended_because"]}


def _missing(event: Event) -> Mapping[str, Any]:
    offered = event.detail.get("return_interview_offered")
    return {
        "missing_episode_type": "Missing",
        "missing_rhi_offered": None if offered is None else yes(offered),
        "missing_rhi_accepted": yes(offered) if offered else "NA",
    }


EXPORTED = {
    "contact": Exported("contacts", "cont_", "contact_id", "contact_date", _contact),
    "early_help_episode": Exported(
        "early_help_episodes", "earl_", "episode_id", "episode_start_date", _early_help, "episode_end_date"
    ),
    "referral": Exported("cin_episodes", "cine_", "referral_id", "referral_date", _referral),
    "assessment": Exported(
        "cin_assessments", "cina_", "assessment_id", "assessment_start_date", _assessment, "assessment_auth_date"
    ),
    "child_in_need_plan": Exported(
        "cin_plans", "cinp_", "cin_plan_id", "cin_plan_start_date",
        lambda event: {"referral_id": event.detail["referral_key"]}, "cin_plan_end_date",
    ),
    "section_47_enquiry": Exported("s47_enquiry", "s47e_", "s47_enquiry_id", "s47_start_date", _enquiry, "s47_end_date"),
    "child_protection_conference": Exported("initial_cp_conference", "icpc_", "icpc_id", "icpc_date", _conference),
    "child_protection_plan": Exported("cp_plans", "cppl_", "cp_plan_id", "cp_plan_start_date", _plan, "cp_plan_end_date"),
    "child_protection_review": Exported("cp_reviews", "cppr_", "cp_review_id", "cp_review_date", _review),
    "missing_report": Exported(
        "missing", "miss_", "table_id", "missing_episode_start_date", _missing, "missing_episode_end_date"
    ),
}  # fmt: skip


def address_json(address: Address) -> str:
    """The parts that the dataset asks for; the number and the street, and before them a flat or a building."""
    before, _, street = address.line.rpartition(", ")
    number, _, name = street.partition(" ")
    parts = dict.fromkeys(("ROOM", "FLAT", "FLOOR", "BUILDING", "HOUSE", "STREET", "TOWN"), "")
    parts |= {"HOUSE": number, "STREET": name, "TOWN": address.district}
    if before:
        parts |= (
            {"FLAT": before.removeprefix("Flat ")} if before.startswith("Flat ") else {"BUILDING": before}
        )
    return json.dumps(parts)


def yes(value: bool) -> str:
    return "Y" if value else "N"


def cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{in_england(value):%Y-%m-%d %H:%M:%S}"
    return value.isoformat() if isinstance(value, date) else str(value)
