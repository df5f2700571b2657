"""The census: what a child gives, what is rejected, and that the rest of the child goes in."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonthread.feeds.catalogue.cin_census import read
from commonthread.feeds.format import Reading, Remark, Sent, Unreadable
from commonthread.kernel.data_folder import data_folder
from commonthread.records.record import Ethnicity, Sex
from tests.census import CHILD, HEADER, TODAY, admitted, census, outcomes, rejects

ALL_KINDS = [
    *("person_details", "referral", "assessment", "section_47_enquiry", "child_protection_conference"),
    *("child_protection_plan", "child_protection_review"),
]


def test_a_sound_child_gives_a_record_for_each_part_and_nothing_is_rejected(tmp_path: Path) -> None:
    file = census(tmp_path, CHILD)
    assert [each.draft.kind for each in admitted(file)] == ALL_KINDS
    assert not rejects(file)
    assert not [warning for each in admitted(file) for warning in each.warnings]


def test_who_the_child_is_stands_in_the_person_details(tmp_path: Path) -> None:
    details = admitted(census(tmp_path, CHILD))[0].draft
    (child,) = details.mentions
    assert (details.key, child.agency_person_id, child.born_on) == ("X1", "X1", date(2015, 4, 1))
    assert (child.sex, child.ethnicity) == (Sex.FEMALE, "White British")
    assert child.ethnicity_source is Ethnicity.RECORDED_BY_AGENCY
    assert child.disabilities == "Hearing, Learning"


def test_each_record_carries_the_childs_number_and_birth_date_and_no_more(tmp_path: Path) -> None:
    for each in admitted(census(tmp_path, CHILD))[1:]:
        (child,) = each.draft.mentions
        assert set(child.model_dump(exclude_defaults=True)) == {"role", "agency_person_id", "born_on", "sex"}


def test_the_parts_of_an_episode_are_tied_by_their_keys(tmp_path: Path) -> None:
    detail = {each.draft.kind: each.draft.detail for each in admitted(census(tmp_path, CHILD))}
    assert detail["assessment"].referral_key == "X1/referral/2025-09-01"
    assert detail["child_protection_conference"].enquiry_key == "X1/section-47-enquiry/2025-09-10"
    assert detail["child_protection_review"].plan_key == "X1/child-protection-plan/2025-09-30"


def test_the_same_file_gives_the_same_keys(tmp_path: Path) -> None:
    assert outcomes(census(tmp_path, CHILD)) == outcomes(census(tmp_path, CHILD))


WRONG = [
    # in place of, this, rejects this element, for this reason, and this kind is not made
    ("<LAchildID>X1</LAchildID>", "", "LAchildID", "(rule 8500)", ALL_KINDS),
    (
        "<LAchildID>X1</LAchildID>",
        f"<LAchildID>{'X' * 61}</LAchildID>",
        "LAchildID",
        "(rule 1570)",
        ALL_KINDS,
    ),
    ("M000000000017", "B000000000017", "UPN", "(rule 1510)", []),
    ("M000000000017", "M00000000017", "UPN", "(rule 1550)", []),
    ("M000000000017", "M0000000X0017", "UPN", "(rule 1540)", []),
    ("<Sex>F</Sex>", "<FormerUPN>X0</FormerUPN>", "FormerUPN", "(rule 1560Q)", []),
    ("<Sex>F</Sex>", "<Sex>Q</Sex>", "Sex", "(rule 4180)", []),
    ("2015-04-01", "2030-04-01", "PersonBirthDate", "(rule 8520): it is after the day of receipt", []),
    ("2015-04-01", "2015-02-30", "PersonBirthDate", "a date that the calendar does not have", []),
    ("<Sex>F</Sex>", "<PersonDeathDate>2014-01-01</PersonDeathDate>", "PersonDeathDate", "(rule 8535Q)", []),
    ("WBRI", "QQQQ", "Ethnicity", "(rule 4220)", []),
    (">LD<", ">QQ<", "Disability", "(rule 8540)", []),
    ("2025-09-01", "1 Foo 2025", "CINreferralDate", "(rule 8600): it is not a date", ["referral"]),
    ("<CINreferralDate>2025-09-01</CINreferralDate>", "", "CINreferralDate", "(rule 8600)", ["referral"]),
    (">6<", ">6Z<", "ReferralSource", "(rule 8866)", []),
    (">N1<", ">N77<", "PrimaryNeedCode", "(rule 8650)", []),
    ("<ReferralNFA>", "<CINclosureDate>2025-01-01</CINclosureDate><ReferralNFA>", None, "(rule 8630)", []),
    ("2025-10-01</AssessmentAuth", "2025-08-01</AssessmentAuth", None, "(rule 8608)", ["assessment"]),
    ("2025-09-02", "2027-09-02", None, "after the day of receipt", ["assessment"]),
    (">3B<", ">99<", "AssessmentFactors", "not a code of the factors", []),
    (">3B<", ">3B</AssessmentFactors><AssessmentFactors>21<", "AssessmentFactors", "(rule 8869)", []),
    ("<S47ActualStartDate>2025-09-10</S47ActualStartDate>", "", None, "(rule 8615)", ["section_47_enquiry"]),
    ("2025-09-10", "2025-10-10", "S47ActualStartDate", "(rule 8615)", ["section_47_enquiry"]),
    ("<CPPstartDate>2025-09-30</CPPstartDate>", "", None, "(rule 8720)", ["child_protection_plan"]),
    (">NEG<", ">XXX<", "InitialCategoryOfAbuse", "(rule 8905)", []),
    (">EMO<", ">XXX<", "LatestCategoryOfAbuse", "(rule 8910)", []),
    ("CPP>1<", "CPP>many<", "NumberOfPreviousCPP", "(rule 8730)", []),
    ("2025-12-18", "in December", "CPPreviewDate", "(rule 8842Q)", ["child_protection_review"]),
    ("<Sex>F</Sex>", "<Sex>F</Sex>PersonBirthDate", "ChildIdentifiers", "text stands between", []),
    ("<Sex>F</Sex>", "<Sex>F</Sex><Sex>M</Sex>", "Sex", "given more than once", []),
    ("<Sex>F</Sex>", "<Sex>F</Sex><Surname>Example</Surname>", "Surname", "has no such element here", []),
]


@pytest.mark.parametrize(("place", "instead", "column", "reason", "lost"), WRONG)
def test_what_is_wrong_is_rejected_and_the_rest_of_the_child_goes_in(
    place: str, instead: str, column: str | None, reason: str, lost: list[str], tmp_path: Path
) -> None:
    assert place in CHILD
    file = census(tmp_path, CHILD.replace(place, instead))
    (reject,) = rejects(file)
    assert column in (None, reject.column)
    assert reject.reasons[0].message.startswith("child 1: ")
    assert any(reason in fault.message for fault in reject.reasons)
    assert [each.draft.kind for each in admitted(file)] == [kind for kind in ALL_KINDS if kind not in lost]


def test_a_rejected_part_can_be_corrected_and_read_on_its_own(tmp_path: Path) -> None:
    (reject,) = rejects(census(tmp_path, CHILD.replace("2025-09-02", "2027-09-02")))
    path = tmp_path / "again.xml"
    path.write_text(reject.raw.replace("2027-09-02", "2025-09-02"), encoding="utf-8")
    again = [each.draft for each in admitted(Sent(path, "again.xml")) if each.draft.kind == reject.kind]
    whole = [each.draft for each in admitted(census(tmp_path, CHILD)) if each.draft.kind == reject.kind]
    assert again == whole


WARNED = [
    ("X1", "X_1", "1580", "person_details"),
    ("2015-04-01", "1995-04-01", "8775Q", "person_details"),
    ("<Sex>F</Sex>", "<Sex>2</Sex>", "4180", "person_details"),
    ("<Sex>F</Sex>", "", "4180", "person_details"),
    ("<UPN>M000000000017</UPN>", "", "8770Q", "person_details"),
    (">LD<", ">NONE<", "8790", "person_details"),
    ("2025-09-01", "2025-09-05", "1103", "assessment"),
    ("2025-09-01", "2025-09-15", "2889", "section_47_enquiry"),
    ("<ReferralSource>6</ReferralSource>", "", "8866", "referral"),
    (">false</ReferralNFA>", ">true</ReferralNFA>", "8832", "referral"),
    ("2025-10-01</Init", "2025-10-04</Init", "8870Q", "section_47_enquiry"),
    ("2025-09-30</CPPstart", "2025-10-02</CPPstart", "2885", "child_protection_plan"),
    ("2025-12-18", "2025-09-30", "8841", "child_protection_review"),
]


@pytest.mark.parametrize(("place", "instead", "rule", "kind"), WARNED)
def test_what_is_doubtful_goes_in_with_a_warning(
    place: str, instead: str, rule: str, kind: str, tmp_path: Path
) -> None:
    assert place in CHILD
    found = admitted(census(tmp_path, CHILD.replace(place, instead)))
    assert len(found) == len(ALL_KINDS)
    warned = {
        (each.draft.kind, warning.message.rpartition("(rule ")[2])
        for each in found
        for warning in each.warnings
    }
    assert (kind, f"{rule})") in warned


@pytest.mark.parametrize("element", ["GenderCurrent", "Sex"])
@pytest.mark.parametrize(
    ("code", "sex"), [("1", Sex.MALE), ("2", Sex.FEMALE), ("0", Sex.UNKNOWN), ("M", Sex.MALE)]
)
def test_old_and_new_elements_and_codes_for_sex_are_read(
    element: str, code: str, sex: Sex, tmp_path: Path
) -> None:
    child = CHILD.replace("<Sex>F</Sex>", f"<{element}>{code}</{element}>")
    assert admitted(census(tmp_path, child))[0].draft.mentions[0].sex is sex


def test_two_parts_of_one_day_keep_a_key_each_and_two_that_are_the_same_share_one(tmp_path: Path) -> None:
    start, end = CHILD.index("<Assessments>"), CHILD.index("</Assessments>") + len("</Assessments>")
    one = CHILD[start:end]
    other = one.replace("2025-10-01", "2025-10-02")
    file = census(tmp_path, CHILD[:start] + one + one + other + CHILD[end:])
    keys = [each.draft.key for each in admitted(file) if each.draft.kind == "assessment"]
    assert keys == ["X1/assessment/2025-09-02"] * 2 + ["X1/assessment/2025-09-02/2"]


def test_a_child_that_stands_twice_in_the_file_is_taken_twice_and_said(tmp_path: Path) -> None:
    found = admitted(census(tmp_path, CHILD, CHILD.replace("HEAR", "VIS")))
    details = [each for each in found if each.draft.kind == "person_details"]
    assert [each.draft.key for each in details] == ["X1", "X1/child-2"]
    assert {each.draft.mentions[0].agency_person_id for each in details} == {"X1"}
    assert "(rule 8510)" in details[1].warnings[0].message


def test_an_unborn_child_has_an_expected_birth_date(tmp_path: Path) -> None:
    child = CHILD.replace("PersonBirthDate>", "ExpectedPersonBirthDate>").replace("2015-04-01", "2026-12-24")
    (mention,) = admitted(census(tmp_path, child.replace("<Sex>F", "<Sex>U")))[0].draft.mentions
    assert (mention.born_on, mention.expected_on) == (None, date(2026, 12, 24))


def test_a_wrong_reference_date_is_rejected_and_the_children_go_in(tmp_path: Path) -> None:
    file = census(tmp_path, CHILD, header=HEADER.replace("03-31", "03-28"))
    assert [(r.column, "(rule 100)" in r.reasons[0].message) for r in rejects(file)] == [
        ("ReferenceDate", True)
    ]
    assert len(admitted(file)) == len(ALL_KINDS)


def test_a_part_without_a_kind_is_counted(tmp_path: Path) -> None:
    module = (
        "<PreProceedingsandFGDM><PPStartDate>2026-01-09</PPStartDate></PreProceedingsandFGDM></CINdetails>"
    )
    found = outcomes(census(tmp_path, CHILD.replace("</CINdetails>", module)))
    assert [remark.rows for remark in found if isinstance(remark, Remark) and remark.rows] == [1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<Message><Children/></Message>", "has no <Child>"),
        (
            "<Message>" + HEADER.replace(">CIN<", ">CLA<") + CHILD + "</Message>",
            "is of another collection (CLA)",
        ),
        ("<Message><Children>" + CHILD, "it was cut off"),
    ],
)
def test_a_file_that_is_no_census_gives_nothing(content: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "cin.xml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Unreadable) as refused:
        next(read([Sent(path, "cin.xml")], Reading(received_on=TODAY)))
    assert said in str(refused.value)


@settings(max_examples=60)
@given(cut=st.integers(0, len(CHILD)), junk=st.binary(max_size=6), at=st.integers(0, len(CHILD)))
def test_a_damaged_file_gives_outcomes_or_unreadable(
    cut: int, junk: bytes, at: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = f"<Message>{HEADER}{CHILD}</Message>".encode()
    path = tmp_path_factory.mktemp("any") / "cin.xml"
    for damaged in (whole[:cut], whole[:at] + junk + whole[at:], whole[:at] + whole[at + len(junk) :]):
        path.write_bytes(damaged)
        try:
            outcomes(Sent(path, "cin.xml"))
        except Unreadable as refused:
            assert refused.advice


DATA = data_folder()
BLOCK_FAULTS = ["ChildIdentifiers", "UPN", "FormerUPN"]
FIRST_CHILD = {
    "person_details": 1, "referral": 1, "assessment": 1, "child_in_need_plan": 1, "section_47_enquiry": 1,
    "child_protection_conference": 2, "child_protection_plan": 1, "child_protection_review": 1,
}  # fmt: skip
SECOND_CHILD = {"person_details": 1, "referral": 1, "assessment": 1}
DOUBLED_PLAN = {"child_protection_plan": 1, "child_protection_review": 1}
SAMPLES = {
    "CIN2rows.xml": (Counter(FIRST_CHILD) + Counter(DOUBLED_PLAN), ["ReferenceDate", *BLOCK_FAULTS]),
    "CIN_Census_2021.xml": (Counter(FIRST_CHILD), [*BLOCK_FAULTS, "ExpectedPersonBirthDate"]),
    "CIN_Census_2021_no_assessment_factors.xml": (Counter(FIRST_CHILD), ["ReferenceDate", *BLOCK_FAULTS]),
    "CIN_Census_2024.xml": (
        Counter(FIRST_CHILD) + Counter(SECOND_CHILD) - Counter(assessment=1),
        ["ReferenceDate", *BLOCK_FAULTS, "AssessmentFactors", "AssessmentAuthorisationDate"],
    ),
    "CIN_Census_2026.xml": (
        Counter(FIRST_CHILD) + Counter(SECOND_CHILD) - Counter(assessment=1),
        ["ReferenceDate", *BLOCK_FAULTS, "AssessmentFactors", "AssessmentAuthorisationDate"],
    ),
    "CIN_header_issues_100.xml": (
        Counter(FIRST_CHILD),
        ["ReferenceDate", *BLOCK_FAULTS, "ExpectedPersonBirthDate"],
    ),
    "CIN_la_issues_2887Q.xml": (Counter(FIRST_CHILD), [*BLOCK_FAULTS, "ExpectedPersonBirthDate"]),
    "cin-2022.xml": (Counter(FIRST_CHILD), ["UPN", "FormerUPN"]),
}


@pytest.mark.skipif(DATA is None, reason="needs the census samples: set COMMONTHREAD_DATA")
@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_loads_and_says_what_is_wrong_in_it(name: str) -> None:
    kinds, wrong = SAMPLES[name]
    file = Sent(DATA / "cin" / name, name)
    assert Counter(each.draft.kind for each in admitted(file)) == kinds
    assert [reject.column for reject in rejects(file)] == wrong


@pytest.mark.skipif(DATA is None, reason="needs the census samples: set COMMONTHREAD_DATA")
def test_the_table_of_rules_has_every_rule_of_the_department() -> None:
    import csv

    from commonthread.feeds.census.rules import RULES

    with (DATA / "cin" / "cin_rule_catalogue.csv").open(encoding="utf-8") as file:
        assert {row["code"] for row in csv.DictReader(file)} == set(RULES)
