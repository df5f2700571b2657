"""The tables of the Standard Safeguarding Dataset, and what becomes of the rows of each."""

from dataclasses import dataclass
from enum import StrEnum

from commonthread.kernel.citations import Authority, Source

SOURCE = Source(
    "Standard Safeguarding Dataset",
    edition="data model of July 2026",
    link="https://data-to-insight.github.io/ssd-data-model/",
    authority=Authority.NATIONAL_PRACTICE,
)


class Use(StrEnum):
    RECORD = "each row becomes a record"
    DIRECTORY = "each row becomes an entry of the agency's directory"
    WITHIN = "its rows stand within other records"
    NOT_TAKEN = "not taken"


@dataclass(frozen=True)
class Table:
    """One table: the prefix of its columns, those that it cannot do without, and what it is for here."""

    name: str
    prefix: str
    use: Use
    into: str
    needs: tuple[str, ...] = ()
    by: str = ""

    def has(self, column: str) -> bool:
        return column.startswith(self.prefix)


def _record(name: str, prefix: str, kind: str, *needs: str) -> Table:
    return Table(name, prefix, Use.RECORD, kind, tuple(prefix + need for need in needs))


def _within(name: str, prefix: str, into: str, by: str) -> Table:
    return Table(name, prefix, Use.WITHIN, into, (prefix + by,), prefix + by)


def _not_taken(name: str, prefix: str, why: str) -> Table:
    return Table(name, prefix, Use.NOT_TAKEN, why)


NO_KIND = "there is no kind of record for it yet"
NO_DATE = "its rows have no date to stand under"

_TABLES = (
    _record("ssd_person", "pers_", "person_details", "person_id"),
    _record("ssd_address", "addr_", "change_of_address", "table_id", "person_id", "address_start_date"),
    _record("ssd_contacts", "cont_", "contact", "contact_id", "person_id", "contact_date"),
    _record(
        "ssd_early_help_episodes",
        "earl_",
        "early_help_episode",
        "episode_id",
        "person_id",
        "episode_start_date",
    ),
    _record("ssd_cin_episodes", "cine_", "referral", "referral_id", "person_id", "referral_date"),
    _record(
        "ssd_cin_assessments", "cina_", "assessment", "assessment_id", "person_id", "assessment_start_date"
    ),
    _record(
        "ssd_cin_plans", "cinp_", "child_in_need_plan", "cin_plan_id", "person_id", "cin_plan_start_date"
    ),
    _record("ssd_cin_visits", "cinv_", "home_visit", "cin_visit_id", "person_id", "cin_visit_date"),
    _record(
        "ssd_s47_enquiry", "s47e_", "section_47_enquiry", "s47_enquiry_id", "person_id", "s47_start_date"
    ),
    _record(
        "ssd_initial_cp_conference",
        "icpc_",
        "child_protection_conference",
        "icpc_id",
        "person_id",
        "icpc_date",
    ),
    _record(
        "ssd_cp_plans", "cppl_", "child_protection_plan", "cp_plan_id", "person_id", "cp_plan_start_date"
    ),
    _record("ssd_cp_visits", "cppv_", "home_visit", "cp_visit_id", "person_id", "cp_visit_date"),
    _record(
        "ssd_cp_reviews", "cppr_", "child_protection_review", "cp_review_id", "person_id", "cp_review_date"
    ),
    _record("ssd_missing", "miss_", "missing_report", "table_id", "person_id", "missing_episode_start_date"),
    _record(
        "ssd_cla_episodes",
        "clae_",
        "looked_after_episode",
        "cla_episode_id",
        "person_id",
        "cla_episode_start_date",
    ),
    _record("ssd_cla_visits", "clav_", "home_visit", "cla_visit_id", "person_id", "cla_visit_date"),
    _record(
        "ssd_immigration_status",
        "immi_",
        "life_event",
        "immigration_status_id",
        "person_id",
        "immigration_status",
        "immigration_status_start_date",
    ),  # fmt: skip
    Table(
        "ssd_professionals",
        "prof_",
        Use.DIRECTORY,
        "the directory",
        ("prof_professional_id",),
        "prof_professional_id",
    ),
    _within("ssd_department", "dept_", "the team of an author", "team_id"),
    _within("ssd_involvements", "invo_", "the allocated worker of a person", "person_id"),
    _within("ssd_linked_identifiers", "link_", "the numbers of a person", "person_id"),
    _within("ssd_disability", "disa_", "the disabilities of a person", "person_id"),
    _within("ssd_send", "send_", "the pupil number of a person", "person_id"),
    _within("ssd_mother", "moth_", "the mother of a person", "childs_person_id"),
    _within("ssd_family", "fami_", "the family group of a person", "person_id"),
    _within("ssd_permanence", "perm_", "whether a person was placed for adoption", "person_id"),
    _within("ssd_assessment_factors", "cinf_", "the factors of an assessment", "assessment_id"),
    _within("ssd_legal_status", "lega_", "the legal status of a looked-after episode", "person_id"),
    _within("ssd_cla_placement", "clap_", "the placement of a looked-after episode", "cla_placement_id"),
    _not_taken("ssd_voice_of_child", "voch_", NO_DATE),
    _not_taken("ssd_care_leavers", "clea_", NO_DATE),
    _not_taken("ssd_cla_care_plan", "lacp_", NO_KIND),
    _not_taken("ssd_cla_convictions", "clac_", NO_KIND),
    _not_taken("ssd_cla_health", "clah_", NO_KIND),
    _not_taken("ssd_cla_immunisations", "clai_", NO_KIND),
    _not_taken("ssd_cla_previous_permanence", "lapp_", NO_KIND),
    _not_taken("ssd_cla_reviews", "clar_", NO_KIND),
    _not_taken("ssd_cla_substance_misuse", "clas_", NO_KIND),
    _not_taken("ssd_sdq_scores", "csdq_", NO_KIND),
    _not_taken("ssd_pre_proceedings", "prep_", NO_KIND),
    _not_taken("ssd_ehcp_requests", "ehcr_", NO_KIND),
    _not_taken("ssd_ehcp_assessment", "ehca_", NO_KIND),
    _not_taken("ssd_ehcp_named_plan", "ehcn_", NO_KIND),
    _not_taken("ssd_ehcp_active_plans", "ehcp_", NO_KIND),
    _not_taken("ssd_sen_need", "senn_", NO_KIND),
    _not_taken("ssd_s251_finance", "s251_", "it is about money, not about people"),
    _not_taken("ssd_version_log", "version_", "it is about the dataset itself"),
)
TABLES = {table.name: table for table in _TABLES}


def table_of(columns: list[str]) -> Table | None:
    """The table that a first line names, if every filled column could be of one table of the dataset."""
    found = [table for table in _TABLES if any(table.has(column) for column in columns)]
    return max(found, key=lambda table: sum(map(table.has, columns)), default=None)
