"""The third ledger: every obligation, with its owner and due time."""

from commonthread.pathways.models.cases import Case, CasePerson, Consent, Member
from commonthread.pathways.models.community import CommunityContact, CommunityTheme, CommunityTold
from commonthread.pathways.models.contacts import Contact, Decided, Looking
from commonthread.pathways.models.declared import DeclaredStep
from commonthread.pathways.models.disagreements import Disagreement, Stage
from commonthread.pathways.models.handover import Cover, Offer
from commonthread.pathways.models.investigation import (
    AccountedFor,
    GoesOn,
    InvestigationPlan,
    LineOfEnquiry,
    PartInCase,
    Result,
    VictimUpdate,
)
from commonthread.pathways.models.meetings import Attendee, Given, Line, Meeting, Minutes, Quorum
from commonthread.pathways.models.requests import Request
from commonthread.pathways.models.settings import Setting
from commonthread.pathways.models.supervision import Sample, SampleFound, Supervision
from commonthread.pathways.models.tasks import ClockChange, Task
from commonthread.pathways.models.told import Told
from commonthread.pathways.models.units import PolicingUnit
from commonthread.pathways.models.views import SavedView

__all__ = [
    "AccountedFor",
    "Attendee",
    "Case",
    "CasePerson",
    "ClockChange",
    "CommunityContact",
    "CommunityTheme",
    "CommunityTold",
    "Consent",
    "Contact",
    "Cover",
    "Decided",
    "DeclaredStep",
    "Disagreement",
    "Given",
    "GoesOn",
    "InvestigationPlan",
    "Line",
    "LineOfEnquiry",
    "Looking",
    "Meeting",
    "Member",
    "Minutes",
    "Offer",
    "PartInCase",
    "PolicingUnit",
    "Quorum",
    "Request",
    "Result",
    "Sample",
    "SampleFound",
    "SavedView",
    "Setting",
    "Stage",
    "Supervision",
    "Task",
    "Told",
    "VictimUpdate",
]
