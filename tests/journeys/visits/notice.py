"""Pages about notices."""

from collections.abc import Callable
from datetime import timedelta

from django.utils.timezone import now

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind
from commonthread.notices.actions import ToAddress, ToAgency, acknowledge
from commonthread.notices.addresses import Channel, mark_own_safe, revoke
from commonthread.notices.queries import read_notice
from commonthread.notices.templates import write_edition
from commonthread.pathways.queries import case as case_named
from commonthread.pathways.tasks import follow_procedure
from tests.journeys.visits.going import Visit
from tests.making import Making
from tests.noticing import mark, send


def a_notice(make: Making, address: str, who: str = "hub") -> Visit:
    """A hub that told a school's desk, which has acknowledged one notice, read one and is late with it, and has not read
    one; and somebody outside, of whom one address is safe no more. `who` is whose browser it is."""
    council, school = make.agency(AgencyKind.CHILDRENS_SERVICES), make.agency(AgencyKind.SCHOOL)
    hub, lead = make.scope(council, Role.HUB_OFFICER), make.scope(school, Role.SCHOOL_LEAD)
    writer, administrator = make.scope(council, Role.RECORDS_OFFICER), make.scope(council, Role.ADMINISTRATOR)
    case = make.case(hub, make.person(), make.person())
    with hub.transaction():
        (child, _) = (person.number for person in case_named(case).people)
    known, late, unread = (send(hub, case, ToAgency(school), about=child) for _ in range(3))
    for number in (known, late):
        read_notice(lead, number)
    with lead.transaction():
        acknowledge(by=lead, number=known, answer="Her form teacher knows")
    make._owner("UPDATE notices_notice SET answer_by = now() - interval '1 hour' WHERE number = %s", late)
    unsafe = mark(hub, case)
    outside = send(hub, case, ToAddress(unsafe))
    with hub.transaction():
        revoke(by=hub, number=unsafe, because="he reads it")
    send(hub, case, ToAddress(mark(hub, case, "other@example.org")))
    with writer.transaction():
        write_edition(
            by=writer, kind="for-attention", words="{words}\n\nRing {telephone}.", because="shorter"
        )
    with administrator.transaction():
        mark_own_safe(by=administrator, team=None, channel=Channel.EMAIL, address="desk@example.org", said_by="the desk",
                      until=now() + timedelta(days=30))  # fmt: skip
    with hub.transaction():
        follow_procedure(by=hub, case=case_named(case), pathway="domestic-abuse")
    scopes = {"hub": hub, "school": lead, "writer": writer, "administrator": administrator}
    there = address.format(case=case, known=known, late=late, unread=unread, outside=outside)
    return Visit(scopes[who].user, there)


VISITS: dict[str, Callable[[Making], Visit]] = {
    "notices": lambda make: a_notice(make, "/notices", "school"),
    "notices_sent": lambda make: a_notice(make, "/notices/sent"),
    "notice": lambda make: a_notice(make, "/notices/{late}", "school"),
    "notify": lambda make: a_notice(make, "/cases/{case}/notify"),
    "safe_addresses": lambda make: a_notice(make, "/cases/{case}/addresses"),
    "school_notices": lambda make: a_notice(make, "/cases/{case}/school-notices"),
    "notice_words": lambda make: a_notice(make, "/notice-words", "writer"),
    "notice_words_of": lambda make: a_notice(make, "/notice-words/for-attention", "writer"),
    "notice_addresses": lambda make: a_notice(make, "/notice-addresses", "administrator"),
}
