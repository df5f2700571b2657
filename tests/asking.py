"""A council's system that asks the police for more, as a test makes it."""

from datetime import timedelta

from django.utils.timezone import localdate

from commonthread.access.permissions import Role
from commonthread.access.terms import Category, Purpose
from commonthread.web.api.person_shapes import AGENCY, PERSON
from tests.calling import System
from tests.making import Making

ENQUIRY = Purpose.SAFEGUARDING_ENQUIRY


def about(person):
    return {"RequestedData": {"Query": {"identifier": [{"value": str(person), "system": PERSON}]}}}


class Desk:
    """A council's system, somebody of the council with a case, and the police, who are asked."""

    def __init__(self, make: Making, system: System) -> None:
        self.make, self.system = make, system
        self.worker = make.scope(self.system.agency, Role.SOCIAL_WORKER)
        self.child = make.person()
        self.case = make.case(self.worker, self.child)
        self.police = make.agency()
        make.partners(self.system.agency, self.police)
        self.name = self.sign_in_name(self.worker)
        self.keys = (f"R-{make.mark}-{n}" for n in range(100))

    def sign_in_name(self, scope) -> str:
        return self.make._owner("SELECT username FROM access_user WHERE id = %s", scope.user)[0]

    def wanted(self, **changes):
        return {
            "RequestedData": {"Query": {"identifier": [{"value": str(self.child), "system": PERSON}]}},
            "AssertedPurpose": ENQUIRY.value, "case": self.case, "onBehalfOf": self.name,
            "askedOf": {"value": self.police, "system": AGENCY}, "category": Category.CRIME_AND_INCIDENTS.value,
            "what": "Call-outs since June", "reason": "A referral", "level": "full",
            "until": str(localdate() + timedelta(days=20)), **changes,
        }  # fmt: skip

    def put(self, key="", **changes):
        headers = {"Idempotency-Key": key or next(self.keys)}
        return self.system.post("/api/v1/requests", self.wanted(**changes), **headers)

    def number(self, **changes) -> int:
        answer = self.put(**changes)
        assert answer.status_code == 201, answer.content
        return int(answer.json()["Identifier"]["value"])
