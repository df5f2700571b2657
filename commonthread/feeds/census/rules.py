"""What becomes of a child when a rule of the children in need census is broken: one table, by number."""

from dataclasses import dataclass
from enum import StrEnum

from commonthread.kernel.citations import Authority, Source
from commonthread.records.record import Fault

SOURCE = Source(
    "Children in need census: validation rules",
    edition="2022-23 to 2024-25 collections",
    link="https://www.gov.uk/government/publications/children-in-need-census-2024-to-2025-validation-rules",
    authority=Authority.STATUTORY_GUIDANCE,
)


class Treatment(StrEnum):
    CHILD = "the child is rejected"
    PART = "this part is rejected, the rest of the child goes in"
    VALUE = "this value is left out and kept as a reject, the rest of its part goes in"
    WARN = "it goes in as sent, with a warning"
    RETURN = "a remark on the whole file"
    WINDOW = "not checked: it asks which year's return the fact belongs in, not whether it is so"
    CLOCK = "not checked: timeliness is watched by the clocks of the pathway"
    LIST = "not checked: the list of authorities changes with every reorganisation"


@dataclass(frozen=True)
class Rule:
    """One rule. `says` is the fault in plain words; the number is the department's."""

    number: str
    column: str
    does: Treatment
    says: str

    def fault(self) -> Fault:
        return Fault(column=self.column, message=f"{self.says} (rule {self.number})")


_T = Treatment
_TABLE = (
    Rule("100", "ReferenceDate", _T.VALUE, "the reference date is not 31 March of the collection year"),
    Rule("1103", "AssessmentActualStartDate", _T.WARN, "the assessment starts before the referral"),
    Rule("1104", "DateOfInitialCPC", _T.WARN, "the conference is held before the referral"),
    Rule("1105", "CPPstartDate", _T.WARN, "the protection plan starts before the referral"),
    Rule("1510", "UPN", _T.VALUE, "the check letter does not fit the number"),
    Rule("1520", "UPN", _T.WARN, "another child in the file has this number"),
    Rule("1530", "UPN", _T.LIST, "characters 2 to 4 are not an authority's code"),
    Rule("1540", "UPN", _T.VALUE, "characters 5 to 12 are not all digits"),
    Rule("1550", "UPN", _T.VALUE, "the number does not have 13 characters of the right kinds"),
    Rule("1560Q", "FormerUPN", _T.VALUE, "the former number is not a unique pupil number"),
    Rule("1570", "LAchildID", _T.WARN, "the child's number is longer than 20 characters"),
    Rule("1580", "LAchildID", _T.WARN, "the child's number has characters other than letters and digits"),
    Rule("2883", "CPPstartDate", _T.WARN, "more protection plans start than conferences were held"),
    Rule("2884", "DateOfInitialCPC", _T.WARN, "a conference stands both in the episode and in an enquiry"),
    Rule("2885", "CPPstartDate", _T.WARN, "the protection plan starts on a day without a conference"),
    Rule("2886Q", "Sex", _T.RETURN, "more than 2 % of the born children have no sex recorded"),
    Rule("2887Q", "Disability", _T.RETURN, "fewer than 8 disability codes are used in the file"),
    Rule("2888Q", "Disability", _T.RETURN, "no child has more than one disability"),
    Rule("2889", "S47ActualStartDate", _T.WARN, "the enquiry starts before the referral"),
    Rule("2990", "ReasonForClosure", _T.WARN, "closed after assessment, but there is activity after it"),
    Rule("2991Q", "S47ActualStartDate", _T.WARN, "there is an enquiry and no assessment in the episode"),
    Rule("4000", "CINPlanStartDate", _T.WARN, "a plan stands in a referral with no further action"),
    Rule("4001", "CINPlanEndDate", _T.WARN, "the plan is open while a protection plan is open"),
    Rule("4003", "CPPreviewDate", _T.WARN, "the review was held while a child in need plan was open"),
    Rule("4004", "CINPlanEndDate", _T.WARN, "the child has more than one open child in need plan"),
    Rule("4008", "CINPlanStartDate", _T.WARN, "the plan starts after the child's death"),
    Rule("4009Q", "CINPlanEndDate", _T.WARN, "the plan ends after the child's death"),
    Rule("4010", "CINPlanStartDate", _T.PART, "the plan has no start date that can be read"),
    Rule("4011", "CINPlanEndDate", _T.PART, "the plan ends before it starts"),
    Rule("4012Q", "CINPlanEndDate", _T.WARN, "the plan starts and ends on one day"),
    Rule("4013", "CINPlanEndDate", _T.WINDOW, "the plan ends outside the collection year"),
    Rule("4014", "CINPlanStartDate", _T.WARN, "two child in need plans overlap"),
    Rule("4015", "CINPlanStartDate", _T.WARN, "the plan starts before the referral"),
    Rule("4016", "CINPlanStartDate", _T.WARN, "the plan starts while a protection plan is open"),
    Rule("4017", "CINPlanEndDate", _T.WARN, "a protection plan starts while the plan is open"),
    Rule("4180", "Sex", _T.VALUE, "the sex is missing or not one of the codes"),
    Rule("4220", "Ethnicity", _T.VALUE, "the ethnicity is missing or not one of the codes"),
    Rule("8500", "LAchildID", _T.CHILD, "the child has no number"),
    Rule("8510", "LAchildID", _T.WARN, "another child in the file has this number: both are taken as one"),
    Rule("8520", "PersonBirthDate", _T.VALUE, "the birth date is in the future or cannot be read"),
    Rule("8525Q", "PersonBirthDate", _T.WARN, "a birth date or an expected one is needed, and not both"),
    Rule("8530Q", "ExpectedPersonBirthDate", _T.WINDOW, "the expected birth date is not of this year"),
    Rule(
        "8535Q", "PersonDeathDate", _T.VALUE, "the date of death is before the birth date, or cannot be read"
    ),
    Rule("8540", "Disability", _T.VALUE, "the disability is missing or not one of the codes"),
    Rule("8545Q", "PersonDeathDate", _T.WINDOW, "the date of death is outside the collection year"),
    Rule("8555Q", "CINreferralDate", _T.WARN, "the referral is after the child's death"),
    Rule("8565", "CINclosureDate", _T.WARN, "there is activity after the closure"),
    Rule(
        "8568", "ReferralNFA", _T.VALUE, "the mark for no further action is missing or not one of the codes"
    ),
    Rule("8569Q", "ReferralNFA", _T.WINDOW, "no further action on a referral before the collection year"),
    Rule("8585Q", "ReasonForClosure", _T.WARN, "closed because of a death, but no date of death is given"),
    Rule("8590", "CINdetails", _T.WARN, "the child has no episode: only their details are taken"),
    Rule(
        "8600",
        "CINreferralDate",
        _T.PART,
        "the referral has no date that can be read, or it is in the future",
    ),
    Rule("8606", "CINreferralDate", _T.WARN, "the referral is more than 40 weeks before the birth"),
    Rule("8608", "AssessmentAuthorisationDate", _T.PART, "the assessment is authorised before it starts"),
    Rule("8610", "PrimaryNeedCode", _T.WARN, "the primary need is missing though action followed"),
    Rule("8614", "AssessmentFactors", _T.WARN, "factors are given for an assessment that is not completed"),
    Rule(
        "8615", "S47ActualStartDate", _T.PART, "the enquiry has no start date, or starts after its conference"
    ),
    Rule("8620", "CINclosureDate", _T.WINDOW, "the closure is outside the collection year"),
    Rule("8630", "CINclosureDate", _T.VALUE, "the closure is before the referral, or cannot be read"),
    Rule("8640", "ReasonForClosure", _T.VALUE, "the reason for closure is not one of the codes"),
    Rule("8650", "PrimaryNeedCode", _T.VALUE, "the primary need is not one of the codes"),
    Rule(
        "8670Q", "AssessmentActualStartDate", _T.CLOCK, "an assessment has been open for over 45 working days"
    ),
    Rule("8675Q", "S47ActualStartDate", _T.CLOCK, "an enquiry of over 15 working days has no conference"),
    Rule("8696", "AssessmentAuthorisationDate", _T.WINDOW, "the assessment ends outside the collection year"),
    Rule("8715", "DateOfInitialCPC", _T.WINDOW, "the conference is outside the collection year"),
    Rule("8720", "CPPstartDate", _T.PART, "the protection plan has no start date that can be read"),
    Rule("8730", "NumberOfPreviousCPP", _T.VALUE, "the number of earlier plans is missing or not a number"),
    Rule(
        "8736", "AssessmentActualStartDate", _T.WINDOW, "an open assessment starts before the collection year"
    ),
    Rule("8740", "S47ActualStartDate", _T.WINDOW, "an enquiry without conference starts before the year"),
    Rule("8750", "Sex", _T.WARN, "a sex is given for an unborn child"),
    Rule("8770Q", "UPNunknown", _T.WARN, "a child of school age has neither a number nor a reason why not"),
    Rule(
        "8772", "UPNunknown", _T.WARN, "UN7 is for referrals without further action, and here action followed"
    ),
    Rule("8775Q", "PersonBirthDate", _T.WARN, "the person is over 25 years old"),
    Rule("8790", "Disability", _T.WARN, "NONE is given beside a disability"),
    Rule("8794", "Disability", _T.WARN, "a disability is given twice"),
    Rule("8805", "ReasonForClosure", _T.WARN, "the episode is closed without a reason"),
    Rule("8810", "CINclosureDate", _T.WARN, "a reason for closure is given without a date"),
    Rule("8815", "CINclosureDate", _T.WARN, "the child has more than one open episode"),
    Rule("8816", "CINclosureDate", _T.WARN, "the episode is open and is not the latest"),
    Rule("8820", "CINreferralDate", _T.WARN, "two episodes overlap"),
    Rule("8825Q", "ReasonForClosure", _T.WARN, "closed after assessment, but there is no assessment"),
    Rule("8831", "ReferralNFA", _T.WARN, "there is activity in a referral with no further action"),
    Rule("8832", "ReferralNFA", _T.WARN, "there is a protection plan in a referral with no further action"),
    Rule("8839", "DateOfInitialCPC", _T.WARN, "two enquiries are open in one episode"),
    Rule("8840", "CPPendDate", _T.WARN, "the protection plan starts and ends on one day"),
    Rule("8841", "CPPreviewDate", _T.WARN, "the review is not after the start of the protection plan"),
    Rule("8842Q", "CPPreviewDate", _T.PART, "the review has no date that can be read"),
    Rule("8863Q", "AssessmentActualStartDate", _T.WARN, "the assessment starts while another is open"),
    Rule("8866", "ReferralSource", _T.VALUE, "the source of the referral is missing or not one of the codes"),
    Rule("8867", "CINclosureDate", _T.WARN, "the episode is closed and an assessment is not"),
    Rule(
        "8868",
        "CINclosureDate",
        _T.WARN,
        "the episode is closed and an enquiry has no conference and needs one",
    ),
    Rule("8869", "AssessmentFactors", _T.VALUE, "21, no factors, is given beside a factor"),
    Rule("8870Q", "InitialCPCtarget", _T.WARN, "the target date of the conference is at a weekend"),
    Rule(
        "8873Q", "ReasonForClosure", _T.WARN, "the only assessment found no factors: RC8 or RC9 is expected"
    ),
    Rule("8875", "DateOfInitialCPC", _T.WARN, "the conference is at a weekend"),
    Rule("8890", "S47ActualStartDate", _T.WARN, "the enquiry starts while another is open"),
    Rule("8896", "AssessmentAuthorisationDate", _T.WARN, "two assessments are open in one episode"),
    Rule("8897Q", "AssessmentFactors", _T.WARN, "a completed assessment gives no factors"),
    Rule("8898", "AssessmentFactors", _T.WARN, "a factor is given twice"),
    Rule(
        "8905", "InitialCategoryOfAbuse", _T.VALUE, "the initial category is missing or not one of the codes"
    ),
    Rule("8910", "LatestCategoryOfAbuse", _T.VALUE, "the latest category is missing or not one of the codes"),
    Rule("8915", "CPPstartDate", _T.WARN, "the protection plan starts after the child's death"),
    Rule("8920", "CPPendDate", _T.WARN, "the protection plan ends after the child's death"),
    Rule("8925", "CPPendDate", _T.PART, "the protection plan ends before it starts"),
    Rule("8930", "CPPendDate", _T.WINDOW, "the protection plan ends outside the collection year"),
    Rule("8935", "CPPendDate", _T.WARN, "the child has more than one open protection plan"),
    Rule("8940", "CPPstartDate", _T.WARN, "two protection plans overlap"),
    Rule("8945Q", "AssessmentFactors", _T.WARN, "18A is no longer used: 18B or 18C says by whom"),
    Rule("8950Q", "AssessmentFactors", _T.WARN, "19A is no longer used: 19B or 19C says by whom"),
)
RULES = {rule.number: rule for rule in _TABLE}
