"""One Child element of the census, taken apart into values and faults."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TypeVar

from lxml import etree

from commonthread.feeds.census.child import Assessment, Child, CinPlan, Enquiry, Episode, Plan
from commonthread.feeds.census.codes import FLAGS, SEX, Disability, EthnicGroup
from commonthread.feeds.census.rules import RULES
from commonthread.feeds.census.taking import Part, Wrong, text_of
from commonthread.kernel.identifiers import upn
from commonthread.kernel.text import clean
from commonthread.records.census_codes import AbuseCategory, Closure, Factor, Need, ReferralSource, UpnUnknown
from commonthread.records.codes import Code
from commonthread.records.record import Fault, Sex

C = TypeVar("C", bound=Code)
LONGEST_NUMBER = 60
NO_START = Fault(
    column="AssessmentActualStartDate", message="the assessment has no start date that can be read"
)
MODULES = ("Assessments", "CINPlanDates", "Section47", "ChildProtectionPlans", "PreProceedingsandFGDM")
SHAPES = {
    "Child": ("ChildIdentifiers", "ChildCharacteristics", "CINdetails"),
    "ChildIdentifiers": (
        *("LAchildID", "UPN", "FormerUPN", "UPNunknown", "PersonBirthDate", "ExpectedPersonBirthDate"),
        *("GenderCurrent", "Sex", "PersonDeathDate"),
    ),
    "ChildCharacteristics": ("Ethnicity", "Disabilities"),
    "CINdetails": (
        *("CINreferralDate", "ReferralSource", "PrimaryNeedCode", "CINclosureDate", "ReasonForClosure"),
        *("DateOfInitialCPC", "ReferralNFA", *MODULES),
    ),
    "Assessments": (
        *("AssessmentActualStartDate", "AssessmentInternalReviewDate", "AssessmentAuthorisationDate"),
        "FactorsIdentifiedAtAssessment",
    ),
    "CINPlanDates": ("CINPlanStartDate", "CINPlanEndDate"),
    "Section47": ("S47ActualStartDate", "InitialCPCtarget", "DateOfInitialCPC", "ICPCnotRequired"),
    "ChildProtectionPlans": (
        *("CPPstartDate", "CPPendDate", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse"),
        *("NumberOfPreviousCPP", "Reviews"),
    ),
}


@dataclass
class Findings:
    """What is wrong in one child: by the part that the fault belongs to, in the order of the file."""

    rejects: list[tuple[etree._Element, Wrong]] = field(default_factory=list)
    warnings: dict[etree._Element, list[Fault]] = field(default_factory=dict)

    def gather(self, part: Part, scope: etree._Element) -> None:
        self.rejects += [(scope, wrong) for wrong in part.wrong]
        self.warnings.setdefault(scope, []).extend(part.warnings)

    def reject(self, scope: etree._Element, fault: Fault) -> None:
        self.rejects.append((scope, Wrong(scope, (fault,))))


def read_child(element: etree._Element, number: int, received_on: date) -> tuple[Child | None, Findings]:
    """The child with all that could be read, or None without a number to know it by; and what is wrong."""
    findings = Findings()
    whole = Part(element, SHAPES["Child"])
    identifiers = Part(whole.one("ChildIdentifiers"), SHAPES["ChildIdentifiers"])
    characteristics = Part(whole.one("ChildCharacteristics"), SHAPES["ChildCharacteristics"])
    agency_number = identifiers.text("LAchildID")
    if agency_number is None or len(agency_number) > LONGEST_NUMBER:
        rule = RULES["8500" if agency_number is None else "1570"]
        findings.reject(element, rule.fault())
        return None, findings
    child = Child(
        element=element,
        number_in_file=number,
        agency_number=clean(agency_number),
        upn=_upn(identifiers, "UPN"),
        former_upn=_upn(identifiers, "FormerUPN"),
        upn_unknown=_code(identifiers, "UPNunknown", UpnUnknown),
        born_on=identifiers.day("PersonBirthDate", "8520", not_after=received_on),
        expected_on=identifiers.day("ExpectedPersonBirthDate"),
        died_on=identifiers.day("PersonDeathDate", "8535Q", not_after=received_on),
        sex=_sex(identifiers),
        ethnic_group=characteristics.code("Ethnicity", _by_value(EthnicGroup), "4220", needed=True),
        disabilities=tuple(_disabilities(characteristics)),
        episodes=tuple(_episode(each, received_on, findings) for each in whole.all("CINdetails")),
    )
    in_front = Findings()
    for part in (whole, identifiers, characteristics):
        in_front.gather(part, element)
    findings.rejects[:0] = in_front.rejects
    findings.warnings[element] = in_front.warnings[element]
    return child, findings


def _upn(part: Part, name: str) -> str | None:
    text = part.text(name)
    if text is None:
        return None
    try:
        return upn(text)
    except ValueError as wrong:
        rule = "1560Q" if name == "FormerUPN" else _broken_upn_rule(text)
        part.break_rule(part.all(name)[0], rule, str(wrong))
        return None


def _broken_upn_rule(text: str) -> str:
    if len(text) != 13 or not text[0].isalpha():
        return "1550"
    return "1510" if text[4:12].isdigit() else "1540"


def _sex(part: Part) -> Sex:
    name = "Sex" if part.all("Sex") else "GenderCurrent"
    sex = part.code(name, SEX, "4180", needed=True)
    if name == "Sex" and part.text(name) in ("0", "1", "2", "9"):
        part.warnings.append(
            Fault(
                column="Sex",
                message="a code of earlier collections, for which M, F or U is expected (rule 4180)",
            )
        )
    return sex or Sex.UNKNOWN


def _disabilities(part: Part) -> Iterator[Disability]:
    block = Part(part.one("Disabilities"), ("Disability",))
    for piece in block.all("Disability"):
        code = text_of(piece)
        if code in _by_value(Disability):
            yield Disability(code)
        elif code:
            block.break_rule(piece, "8540", "it is not a code")
    part.wrong += block.wrong


def _episode(element: etree._Element, received_on: date, findings: Findings) -> Episode:
    part = Part(element, SHAPES["CINdetails"])
    values = {
        "referred_on": _start(
            part, "CINreferralDate", RULES["8600"].fault(), findings, not_after=received_on
        ),
        "source": part.code("ReferralSource", _by_value(ReferralSource), "8866", needed=True),
        "need": part.code("PrimaryNeedCode", _by_value(Need), "8650"),
        "closed_on": part.day("CINclosureDate", "8630", not_after=received_on),
        "closed_because": part.code("ReasonForClosure", _by_value(Closure), "8640"),
        "no_further_action": _flag(part, "ReferralNFA", "8568"),
        "conference_on": part.day("DateOfInitialCPC", not_after=received_on),
    }
    findings.gather(part, element)
    return Episode(
        element=element,
        **values,
        assessments=tuple(_assessment(each, received_on, findings) for each in part.all("Assessments")),
        cin_plans=tuple(_cin_plan(each, received_on, findings) for each in part.all("CINPlanDates")),
        enquiries=tuple(_enquiry(each, received_on, findings) for each in part.all("Section47")),
        plans=tuple(_plan(each, received_on, findings) for each in part.all("ChildProtectionPlans")),
    )


def _assessment(element: etree._Element, received_on: date, findings: Findings) -> Assessment:
    part = Part(element, SHAPES["Assessments"])
    started_on = _start(part, "AssessmentActualStartDate", NO_START, findings)
    block = Part(part.one("FactorsIdentifiedAtAssessment"), ("AssessmentFactors",))
    factors = []
    for piece in block.all("AssessmentFactors"):
        code = text_of(piece)
        if code in _by_value(Factor):
            factors.append(Factor(code))
        elif code:
            block.reject(piece, "it is not a code of the factors: it is left out")
    if Factor.NONE in factors and len(factors) > 1:
        factors = [factor for factor in factors if factor is not Factor.NONE]
        block.break_rule(block.all("AssessmentFactors")[0], "8869", "21 is left out")
    part.wrong += block.wrong
    reviewed_on = part.day("AssessmentInternalReviewDate")
    authorised_on = part.day("AssessmentAuthorisationDate", not_after=received_on)
    findings.gather(part, element)
    return Assessment(
        element=element,
        started_on=started_on,
        reviewed_on=reviewed_on,
        authorised_on=authorised_on,
        factors=tuple(factors),
    )


def _cin_plan(element: etree._Element, received_on: date, findings: Findings) -> CinPlan:
    part = Part(element, SHAPES["CINPlanDates"])
    started_on = _start(part, "CINPlanStartDate", RULES["4010"].fault(), findings)
    ended_on = part.day("CINPlanEndDate", not_after=received_on)
    findings.gather(part, element)
    return CinPlan(element=element, started_on=started_on, ended_on=ended_on)


def _enquiry(element: etree._Element, received_on: date, findings: Findings) -> Enquiry:
    part = Part(element, SHAPES["Section47"])
    started_on = _start(part, "S47ActualStartDate", RULES["8615"].fault(), findings)
    target = part.day("InitialCPCtarget")
    conference_on = part.day("DateOfInitialCPC", not_after=received_on)
    not_required = _flag(part, "ICPCnotRequired", "8868") if part.all("ICPCnotRequired") else None
    findings.gather(part, element)
    return Enquiry(
        element=element,
        started_on=started_on,
        target=target,
        conference_on=conference_on,
        conference_not_required=not_required,
    )


def _plan(element: etree._Element, received_on: date, findings: Findings) -> Plan:
    part = Part(element, SHAPES["ChildProtectionPlans"])
    started_on = _start(part, "CPPstartDate", RULES["8720"].fault(), findings)
    block = Part(part.one("Reviews"), ("CPPreviewDate",))
    reviews = [
        (piece, block.day_in(piece, "8842Q", not_after=received_on)) for piece in block.all("CPPreviewDate")
    ]
    part.wrong += block.wrong
    plan = Plan(
        element=element,
        started_on=started_on,
        ended_on=part.day("CPPendDate", not_after=received_on),
        initial_category=part.code("InitialCategoryOfAbuse", _by_value(AbuseCategory), "8905", needed=True),
        latest_category=part.code("LatestCategoryOfAbuse", _by_value(AbuseCategory), "8910", needed=True),
        previous_plans=part.number("NumberOfPreviousCPP", "8730"),
        reviews=tuple((piece, day) for piece, day in reviews if day),
    )
    findings.gather(part, element)
    return plan


def _flag(part: Part, name: str, rule: str) -> bool | None:
    """true, TRUE, 1 … as a truth value."""
    piece = part.one(name)
    text = None if piece is None else text_of(piece)
    if text is None:
        part.warnings.append(RULES[rule].fault())
    elif text.lower() in FLAGS:
        return FLAGS[text.lower()]
    else:
        part.break_rule(piece, rule, "it is not a code")
    return None


def _code(part: Part, name: str, codes: type[C]) -> C | None:
    piece = part.one(name)
    text = None if piece is None else text_of(piece)
    if text is None or text in _by_value(codes):
        return None if text is None else codes(text)
    part.reject(piece, "it is not a code: it is left out")
    return None


@cache
def _by_value(codes: type[C]) -> dict[str, C]:
    return {code.value: code for code in codes}


def _start(
    part: Part, name: str, missing: Fault, findings: Findings, *, not_after: date | None = None
) -> date | None:
    """The day without which there is no record: where it is missing the whole part is rejected."""
    if part.text(name) is None:
        findings.reject(part.element, missing)
    return part.day(name, missing.message, not_after=not_after)
