"""Whoever told is told what was decided: behind sign-in, at an address that somebody marked safe, or in another safe way."""

from datetime import timedelta

from django.http import HttpRequest
from django.utils.timezone import now

from commonthread.access.scope import NotSafe
from commonthread.notices.actions import ToAddress, ToAgency, send_notice
from commonthread.notices.addresses import Channel, SafeAddress, addresses, mark_safe
from commonthread.pathways import front_door
from commonthread.pathways.front_door import Reached
from commonthread.pathways.joining import to_look_again
from commonthread.pathways.queries import case as find
from commonthread.pathways.tasks import tasks
from commonthread.web.components.safe_address import marked
from commonthread.web.pages.triage.sent import Done, Refused, words_of

ANSWER = 1000
TO_ACKNOWLEDGE = timedelta(days=3)
IN_ITS_OWN_WORDS = "answer-to-referrer"


def whose(contact: Reached) -> str:
    """By what they are, as an address of theirs is named: of two who told, each has their own."""
    return f"whoever told us, {contact.reference}"


def safe_for(contact: Reached, known: list[SafeAddress]) -> list[SafeAddress]:
    return [one for one in known if one.is_safe and one.whose == whose(contact)]


def may_be_told(contact: Reached, known: list[SafeAddress]) -> bool:
    return contact.wants_answer or bool(contact.from_agency) or bool(safe_for(contact, known))


def tell(request: HttpRequest, number: int) -> Done:
    words = words_of(request.POST, "words", ANSWER)
    if not words:
        raise Refused({"words": "Write what they are told"})
    with request.scope.transaction():
        contact = _contact(request, number)
        front_door.answer(by=request.scope, case=number, record=contact.record, words=words)
        if contact.from_agency:
            people = find(number).people
            send_notice(
                by=request.scope, case=number, to=ToAgency(contact.from_agency), kind="referral-decision", words=words,
                about=people[0].number if people else None, answer_by=now() + TO_ACKNOWLEDGE,
            )  # fmt: skip
    return Done("They are told.", "triage", (number,))


def tell_safely(request: HttpRequest, number: int) -> Done:
    """In the agency's own words, at an address that is safe at this moment; else nothing is sent and nothing recorded."""
    try:
        with request.scope.transaction():
            contact = _contact(request, number)
            safe = {str(one.number): one for one in safe_for(contact, addresses(number))}
            to = safe.get(request.POST.get("address", ""))
            if to is None:
                raise Refused({"told": "Choose an address that is marked safe. Nothing was sent"})
            words = f"Written to at the address that is marked safe ({to.channel}: {to.shown})"
            front_door.answer(by=request.scope, case=number, record=contact.record, words=words)
            send_notice(by=request.scope, case=number, to=ToAddress(to.number), kind=IN_ITS_OWN_WORDS)
    except NotSafe:
        raise Refused(
            {"told": "Meanwhile that address is safe no more. Nothing was sent"}, status=409
        ) from None
    return Done(
        "The answer goes to the address that is marked safe, in words that betray nothing.",
        "triage",
        (number,),
    )


def mark(request: HttpRequest, number: int) -> Done:
    with request.scope.transaction():
        contact = _contact(request, number)
        said = marked(request.POST.dict() | {"whose": whose(contact)})
        if said.wrong:
            raise Refused(dict(said.wrong))
        from_time, to_time = said.hours or (None, None)
        mark_safe(
            by=request.scope, case=number, whose=said.typed["whose"], channel=Channel(said.typed["channel"]),
            address=said.typed["address"], said_by=said.typed["said_by"], until=said.until,
            from_time=from_time, to_time=to_time,
        )  # fmt: skip
    return Done("Marked safe. From now on it is shown only in part.", "triage", (number,))


def finish(request: HttpRequest, number: int) -> Done:
    with request.scope.transaction():
        if to_look_again(tasks(find(number))):
            raise Refused({"look_again": "It was told again: say first whether what was said still holds"})
        known = addresses(number)
        waits = [c for c in front_door.reached(number) if c.answered_at is None and may_be_told(c, known)]
        if waits:
            raise Refused({"told": "Somebody who can be told has not been told yet"})
        told = any(contact.answered_at for contact in front_door.reached(number))
        words = "Whoever told us was told." if told else "There is no safe way to tell whoever told us."
        try:
            front_door.finish(by=request.scope, case=number, told=told, words=words)
        except ValueError as first:
            raise Refused({"told": str(first)}) from None
    return Done(f"C-{number} is closed.", "front_door", ())


def _contact(request: HttpRequest, number: int) -> Reached:
    record = request.POST.get("record", "")
    contact = next((contact for contact in front_door.reached(number) if str(contact.record) == record), None)
    if contact is None:
        raise Refused({"told": "Choose who is told"})
    return contact
