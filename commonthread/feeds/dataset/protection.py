"""Contacts, referrals, assessments, plans, enquiries, conferences and reviews of the dataset."""

import json
from typing import Any

from commonthread.feeds.dataset.aside import Aside
from commonthread.feeds.dataset.flags import (
    ASSESSMENT_FLAGS,
    CONFERENCE_FLAGS,
    CONTACT_FLAGS,
    EARLY_HELP_ENDS,
    ENQUIRY_FLAGS,
    REFERRAL_FLAGS,
)
from commonthread.feeds.dataset.row import Row, by_words, is_set
from commonthread.feeds.dataset.taken import Taken, author, by_person, seen
from commonthread.records.catalogue.assessment import AssessmentOutcome
from commonthread.records.catalogue.child_protection_conference import ConferenceOutcome, ConferenceType
from commonthread.records.catalogue.early_help_episode import EarlyHelpEnd, EarlyHelpReason
from commonthread.records.catalogue.section_47_enquiry import EnquiryOutcome
from commonthread.records.census_codes import (
    AbuseCategory,
    Closure,
    Factor,
    Need,
    Participation,
    ReferralSource,
)


def contact(row: Row, aside: Aside) -> Taken:
    return Taken(
        kind="contact",
        key=row.text("contact_id"),
        begins=row.day("contact_date"),
        detail={
            **_source(row, "contact_source"),
            "outcomes": row.flags("contact_outcome_json", CONTACT_FLAGS),
        },
        person=by_person(row),
    )


def early_help(row: Row, aside: Aside) -> Taken:
    reason, ended = row.text("episode_reason"), row.text("episode_end_reason")
    known_reason = by_words(EarlyHelpReason).get((reason or "").casefold())
    known_end = (EARLY_HELP_ENDS | dict(by_words(EarlyHelpEnd))).get((ended or "").casefold())
    told = [
        reason and not known_reason and f"Reason: {reason}",
        ended and not known_end and f"Ended because: {ended}",
    ]
    return Taken(
        kind="early_help_episode",
        key=row.text("episode_id"),
        begins=row.day("episode_start_date"),
        ends=row.day("episode_end_date"),
        detail={
            "reasons": (known_reason or EarlyHelpReason.OTHER,) if reason else (),
            "ended_because": (known_end or EarlyHelpEnd.OTHER) if ended else None,
            "lead_organisation": row.text("episode_organisation"),
            "summary": "\n".join(filter(None, told)) or None,
        },
        person=by_person(row),
        author=author(row, aside, "episode_worker_id"),
        columns={"happened_until": "episode_end_date"},
    )


def referral(row: Row, aside: Aside) -> Taken:
    closed_on = row.date("close_date")
    outcomes = row.flags("referral_outcome_json", REFERRAL_FLAGS)
    return Taken(
        kind="referral",
        key=row.text("referral_id"),
        begins=row.day("referral_date"),
        detail={
            **_source(row, "referral_source"),
            "primary_need": row.code("cin_primary_need_code", Need),
            "no_further_action": bool(row.flag("referral_nfa")),
            "outcomes": outcomes,
            "closed_on": closed_on,
            "closure": row.code("close_reason", Closure),
        },
        person=by_person(row),
        author=author(row, aside, "referral_worker_id", "referral_team"),
    )


def assessment(row: Row, aside: Aside) -> Taken:
    outcomes = row.flags("assessment_outcome_json", ASSESSMENT_FLAGS)
    if row.flag("assessment_outcome_nfa"):
        outcomes = (*outcomes, AssessmentOutcome.NO_FURTHER_ACTION)
    return Taken(
        kind="assessment",
        key=row.text("assessment_id"),
        begins=row.day("assessment_start_date"),
        ends=row.day("assessment_auth_date"),
        detail={
            "referral_key": row.text("referral_id"),
            "factors": _factors(row, aside),
            "outcomes": tuple(dict.fromkeys(outcomes)),
            "summary": _comments(row, "assessment_outcome_json", "COMMENTS"),
        },
        person=by_person(row),
        author=author(row, aside, "assessment_worker_id", "assessment_team"),
        contact=seen(row, "assessment_child_seen"),
        columns={"happened_until": "assessment_auth_date"},
    )


def cin_plan(row: Row, aside: Aside) -> Taken:
    return Taken(
        kind="child_in_need_plan",
        key=row.text("cin_plan_id"),
        begins=row.day("cin_plan_start_date"),
        ends=row.day("cin_plan_end_date"),
        detail={"referral_key": row.text("referral_id")},
        person=by_person(row),
        author=author(row, aside, "cin_plan_worker_id", "cin_plan_team"),
        columns={"happened_until": "cin_plan_end_date"},
    )


def enquiry(row: Row, aside: Aside) -> Taken:
    outcomes = row.flags("s47_outcome_json", ENQUIRY_FLAGS)
    if row.flag("s47_nfa"):
        outcomes = (*outcomes, EnquiryOutcome.NO_FURTHER_ACTION)
    return Taken(
        kind="section_47_enquiry",
        key=row.text("s47_enquiry_id"),
        begins=row.day("s47_start_date"),
        ends=row.day("s47_end_date"),
        detail={
            "referral_key": row.text("referral_id"),
            "outcomes": tuple(dict.fromkeys(outcomes)),
            "summary": _comments(row, "s47_outcome_json", "OUTCOME_COMMENTS"),
        },
        person=by_person(row),
        author=author(row, aside, "s47_completed_by_worker_id", "s47_completed_by_team"),
        columns={"happened_until": "s47_end_date"},
    )


def conference(row: Row, aside: Aside) -> Taken:
    outcomes = row.flags("icpc_outcome_json", CONFERENCE_FLAGS)
    if row.flag("icpc_outcome_cp_flag"):
        outcomes = (*outcomes, ConferenceOutcome.PLAN)
    transferred = row.flag("icpc_transfer_in")
    return Taken(
        kind="child_protection_conference",
        key=row.text("icpc_id"),
        begins=row.day("icpc_date"),
        detail={
            "conference_type": ConferenceType.TRANSFER_IN if transferred else ConferenceType.INITIAL,
            "referral_key": row.text("referral_id"),
            "enquiry_key": row.text("s47_enquiry_id"),
            "due_on": row.date("icpc_target_date"),
            "outcomes": tuple(dict.fromkeys(outcomes)),
            "summary": _comments(row, "icpc_outcome_json", "COMMENTS"),
        },
        person=by_person(row),
        author=author(row, aside, "icpc_worker_id", "icpc_team"),
    )


def protection_plan(row: Row, aside: Aside) -> Taken:
    return Taken(
        kind="child_protection_plan",
        key=row.text("cp_plan_id"),
        begins=row.day("cp_plan_start_date"),
        ends=row.day("cp_plan_end_date"),
        detail={
            "referral_key": row.text("referral_id"),
            "conference_key": row.text("icpc_id"),
            "initial_category": _category(row, "cp_plan_initial_category"),
            "latest_category": _category(row, "cp_plan_latest_category"),
            "other_authority": row.flag("cp_plan_ola"),
        },
        person=by_person(row),
        columns={"happened_until": "cp_plan_end_date"},
    )


def review(row: Row, aside: Aside) -> Taken:
    return Taken(
        kind="child_protection_review",
        key=row.text("cp_review_id"),
        begins=row.day("cp_review_date"),
        detail={
            "plan_key": row.text("cp_plan_id"),
            "due_on": row.date("cp_review_due"),
            "quorate": row.flag("cp_review_quorate"),
            "participation": row.code("cp_review_participation", Participation),
            "plan_continues": row.flag("cp_review_outcome_continue_cp"),
        },
        person=by_person(row),
    )


def _source(row: Row, column: str) -> dict[str, Any]:
    """The census code of the source; where the authority uses codes of its own, its words are kept."""
    stated = row.text(f"{column}_code")
    source = by_words(ReferralSource).get((stated or "").casefold())
    told = row.text(f"{column}_desc")
    if stated and not source:
        row.warn(
            f"{column}_code", "is not a code of the census: it is taken as unknown, with its description"
        )
    return {
        "source": source or ReferralSource.UNKNOWN,
        "summary": f"Source: {told}" if told and not source else None,
    }


def _category(row: Row, column: str) -> AbuseCategory | None:
    text = (row.text(column) or "").casefold()
    return AbuseCategory.MULTIPLE if text.startswith("multiple") else row.code(column, AbuseCategory)


def _factors(row: Row, aside: Aside) -> tuple[Factor, ...]:
    """The factors of every row kept for the assessment; none beside another is left out."""
    found: dict[Factor, None] = {}
    known = by_words(Factor)
    for kept in aside.all("ssd_assessment_factors", row.text("assessment_id")):
        for code in _marked(kept.get("cinf_assessment_factors_json", "")):
            if code.casefold() in known:
                found[known[code.casefold()]] = None
            else:
                row.warn("assessment_id", "has a factor that is not one of the codes: it is left out")
    if len(found) > 1:
        found.pop(Factor.NONE, None)
    return tuple(found)


def _marked(text: str) -> list[str]:
    """The codes in ["1A", "2B"] and in {"1A": "Yes", "2B": "No"}."""
    try:
        stated = json.loads(text)
    except (ValueError, RecursionError):
        return [text]
    if isinstance(stated, dict):
        return [code for code, value in stated.items() if is_set(value)]
    return [str(code) for code in stated] if isinstance(stated, list) else [text]


def _comments(row: Row, column: str, name: str) -> str | None:
    stated = row.json(column) if not any(f.column == row.column(column) for f in row.rejected) else None
    comments = stated.get(name) if isinstance(stated, dict) else None
    return str(comments).strip() or None if comments else None
