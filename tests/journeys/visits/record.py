"""Pages about records: read, entered, delivered, corrected, kept and asked for."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from commonthread.access.permissions import Role
from commonthread.access.scope import open_scope
from commonthread.access.terms import AgencyKind, Purpose
from commonthread.records.actions import open_person
from commonthread.records.queries import read
from commonthread.rights.actions import agree, hold_record, open_request, propose, propose_erasure
from commonthread.rights.terms import Request, Verdict
from tests.delivering import ROW, Sender
from tests.journeys.visits.going import CHILD, Visit, nobody_else
from tests.making import Making


def a_record(make: Making, path: str = "") -> Visit:
    """A record of the visitor's own agency with a correction, opened for a purpose."""
    agency, child = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    draft = make.draft("home_visit")
    make.record(agency, draft, persons=(child,))
    corrected = draft.model_copy(update={"place": "At the school gate"})
    number = make.record(agency, corrected, persons=(child,), sequence=2)
    user = make.user(agency, Role.SOCIAL_WORKER)
    scope = open_scope(user)
    with scope.transaction():
        open_person(by=scope, person=child, purpose=Purpose.OWN_WORK, because="allocated to me")
    return Visit(user, f"/records/{number}{path}")


def entered(make: Making) -> Visit:
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    number = make.record(agency, make.draft("home_visit", nobody_else(make)))
    return Visit(make.user(agency, Role.SOCIAL_WORKER), f"/entered/{number}")


def a_delivery(make: Making, address: str) -> Visit:
    """One of the visitor's own agency, with something to put right."""
    with TemporaryDirectory() as folder:
        sender = Sender(make, Path(folder))
        receipt = sender.deliver(ROW, ROW.wrong("V2"), ROW.wrong("V3"))
    first, _ = sender.rejects(receipt)
    return Visit(sender.officer, address.format(delivery=receipt.delivery, reject=first.number))


def corrected_and_read(make: Making, path: str = "") -> Visit:
    """Somebody read a record that was corrected afterwards."""
    agency, draft = (
        make.agency(AgencyKind.CHILDRENS_SERVICES),
        make.draft("home_visit", nobody_else(make)),
    )
    wrong = make.record(agency, draft, persons=(make.person(),))
    user = make.user(agency, Role.SOCIAL_WORKER)
    read(open_scope(user), [wrong], purpose=Purpose.OWN_WORK, reason="allocated to me")
    right = make.record(agency, draft.model_copy(update={"place": "At the school gate"}), sequence=2)
    return Visit(user, path.format(record=right) or "/corrected")


def kept(make: Making, address: str) -> Visit:
    """A record that waits for review and is held, as its records officer."""
    agency = make.agency(AgencyKind.CHILDRENS_SERVICES)
    record = make.record(agency, make.draft("home_visit"), persons=(make.person(),))
    user = make.user(agency, Role.RECORDS_OFFICER)
    scope = open_scope(user)
    with scope.transaction():
        review = propose_erasure(by=scope, record=record, reason="asked for")
        hold = hold_record(by=scope, record=record, reason="an inquiry asked")
    return Visit(user, address.format(record=record, review=review, hold=hold))


def asked_about_themselves(make: Making, address: str) -> Visit:
    """A request, open, with one record, as the officer who answers it."""
    agency, child = make.agency(AgencyKind.CHILDRENS_SERVICES), make.person()
    record = make.record(agency, make.draft("home_visit", CHILD), persons=(child,))
    user, other = (make.user(agency, Role.RECORDS_OFFICER) for _ in range(2))
    scope, checking = open_scope(user), open_scope(other)
    with scope.transaction():
        number = open_request(
            by=scope, person=child, what=Request.ACCESS, received_on=date(2026, 9, 2), identity_checked="seen"
        )
        propose(by=scope, request=number, record=record, verdict=Verdict.GIVE)
    with checking.transaction():
        agree(by=checking, request=number, record=record)
    return Visit(user, address.format(request=number, record=record))


VISITS: dict[str, Callable[[Making], Visit]] = {
    "kind_page": lambda make: Visit(None, "/kinds/home_visit"),
    "record": a_record,
    "correct_record": lambda make: a_record(make, "/correct"),
    "enter_kind": lambda make: Visit(
        make.user(make.agency(), Role.POLICE_SUPERVISOR), "/enter/police_incident"
    ),
    "entered": entered,
    "deliveries": lambda make: a_delivery(make, "/deliveries"),
    "delivery": lambda make: a_delivery(make, "/deliveries/{delivery}"),
    "reject": lambda make: a_delivery(make, "/rejects/{reject}"),
    "corrected": corrected_and_read,
    "recipients_page": lambda make: corrected_and_read(make, "/records/{record}/recipients"),
    "keeping": lambda make: kept(make, "/keeping"),
    "keeping_review": lambda make: kept(make, "/keeping/{review}"),
    "hold": lambda make: kept(make, "/keeping/holds/{hold}"),
    "record_keeping": lambda make: kept(make, "/records/{record}/keeping"),
    "persons_requests": lambda make: asked_about_themselves(make, "/persons-requests"),
    "persons_request": lambda make: asked_about_themselves(make, "/persons-requests/{request}"),
    "persons_request_item": lambda make: asked_about_themselves(make, "/persons-requests/{request}/{record}"),
    "persons_request_bundle": lambda make: asked_about_themselves(make, "/persons-requests/{request}/answer"),
    "send_delivery": lambda make: a_delivery(make, "/deliveries/send"),
}
