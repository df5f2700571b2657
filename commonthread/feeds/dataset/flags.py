"""What a flag of the dataset says of a contact, a referral, an assessment, an enquiry or a conference."""

from commonthread.records.catalogue.assessment import AssessmentOutcome
from commonthread.records.catalogue.child_protection_conference import ConferenceOutcome
from commonthread.records.catalogue.contact import ContactOutcome
from commonthread.records.catalogue.early_help_episode import EarlyHelpEnd
from commonthread.records.catalogue.referral import ReferralOutcome
from commonthread.records.catalogue.section_47_enquiry import EnquiryOutcome

CONTACT_FLAGS = {
    "NEW_REFERRAL_FLAG": ContactOutcome.NEW_REFERRAL,
    "EXISTING_REFERRAL_FLAG": ContactOutcome.EXISTING_REFERRAL,
    "CP_ENQUIRY_FLAG": ContactOutcome.ENQUIRY,
    "NFA_FLAG": ContactOutcome.NO_FURTHER_ACTION,
    "NON_AGENCY_ADOPTION_FLAG": ContactOutcome.ADOPTION,
    "PRIVATE_FOSTERING_FLAG": ContactOutcome.PRIVATE_FOSTERING,
    "ADVICE_FLAG": ContactOutcome.ADVICE,
    "MISSING_FLAG": ContactOutcome.MISSING,
    "OLA_CP_FLAG": ContactOutcome.OTHER_AUTHORITY_PLAN,
    "OTHER_OUTCOMES_EXIST_FLAG": ContactOutcome.OTHER,
}
REFERRAL_FLAGS = {
    "SINGLE_ASSESSMENT_FLAG": ReferralOutcome.ASSESSMENT,
    "NFA_FLAG": ReferralOutcome.NO_FURTHER_ACTION,
    "STRATEGY_DISCUSSION_FLAG": ReferralOutcome.STRATEGY_DISCUSSION,
    "CLA_REQUEST_FLAG": ReferralOutcome.CARE_REQUEST,
    "NON_AGENCY_ADOPTION_FLAG": ReferralOutcome.ADOPTION,
    "PRIVATE_FOSTERING_FLAG": ReferralOutcome.PRIVATE_FOSTERING,
    "CP_TRANSFER_IN_FLAG": ReferralOutcome.TRANSFER_IN,
    "CP_CONFERENCE_FLAG": ReferralOutcome.CONFERENCE,
    "CARE_LEAVER_FLAG": ReferralOutcome.CARE_LEAVER,
    "OTHER_OUTCOMES_EXIST_FLAG": ReferralOutcome.OTHER,
}
ASSESSMENT_FLAGS = {
    "NFA_FLAG": AssessmentOutcome.NO_FURTHER_ACTION,
    "NFA_S47_END_FLAG": AssessmentOutcome.ENQUIRY_ENDED,
    "STRATEGY_DISCUSSION_FLAG": AssessmentOutcome.STRATEGY_DISCUSSION,
    "CLA_REQUEST_FLAG": AssessmentOutcome.CARE_REQUEST,
    "PRIVATE_FOSTERING_FLAG": AssessmentOutcome.PRIVATE_FOSTERING,
    "LEGAL_ACTION_FLAG": AssessmentOutcome.LEGAL_ACTION,
    "PROV_OF_SERVICES_FLAG": AssessmentOutcome.SERVICES,
    "PROV_OF_SB_CARE_FLAG": AssessmentOutcome.SHORT_BREAKS,
    "SPECIALIST_ASSESSMENT_FLAG": AssessmentOutcome.SPECIALIST,
    "REFERRAL_TO_OTHER_AGENCY_FLAG": AssessmentOutcome.OTHER_AGENCY,
    "OTHER_ACTIONS_FLAG": AssessmentOutcome.OTHER,
    "OTHER_OUTCOMES_EXIST_FLAG": AssessmentOutcome.OTHER,
}
ENQUIRY_FLAGS = {
    "NFA_FLAG": EnquiryOutcome.NO_FURTHER_ACTION,
    "LEGAL_ACTION_FLAG": EnquiryOutcome.LEGAL_ACTION,
    "PROV_OF_SERVICES_FLAG": EnquiryOutcome.SERVICES,
    "PROV_OF_SB_CARE_FLAG": EnquiryOutcome.SHORT_BREAKS,
    "CP_CONFERENCE_FLAG": EnquiryOutcome.CONFERENCE,
    "NFA_CONTINUE_SINGLE_FLAG": EnquiryOutcome.CONTINUE_ASSESSMENT,
    "MONITOR_FLAG": EnquiryOutcome.MONITOR,
    "OTHER_OUTCOMES_EXIST_FLAG": EnquiryOutcome.OTHER,
}
CONFERENCE_FLAGS = {
    "NFA_FLAG": ConferenceOutcome.NO_FURTHER_ACTION,
    "REFERRAL_TO_OTHER_AGENCY_FLAG": ConferenceOutcome.OTHER_AGENCY,
    "SINGLE_ASSESSMENT_FLAG": ConferenceOutcome.ASSESSMENT,
    "PROV_OF_SERVICES_FLAG": ConferenceOutcome.SERVICES,
    "CP_FLAG": ConferenceOutcome.PLAN,
    "OTHER_OUTCOMES_EXIST_FLAG": ConferenceOutcome.OTHER,
}
EARLY_HELP_ENDS = {
    "step-up": EarlyHelpEnd.STEPPED_UP,
    "step up": EarlyHelpEnd.STEPPED_UP,
    "nfa": EarlyHelpEnd.NO_FURTHER_ACTION,
}
