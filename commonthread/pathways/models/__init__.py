"""The third ledger: every obligation, with its owner and due time."""

from commonthread.pathways.models.cases import Case, CasePerson, Consent, Member
from commonthread.pathways.models.contacts import Contact, Decided, Looking
from commonthread.pathways.models.requests import Request
from commonthread.pathways.models.tasks import Task
from commonthread.pathways.models.told import Told

__all__ = [
    "Case",
    "CasePerson",
    "Consent",
    "Contact",
    "Decided",
    "Looking",
    "Member",
    "Request",
    "Task",
    "Told",
]
