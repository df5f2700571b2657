"""What is done on the triage page, each in one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest
from django.utils.timezone import now

from commonthread.kernel.text import clean
from commonthread.notices.actions import ToAgency, send_notice
from commonthread.pathways import front_door
from commonthread.pathways.actions import add_household, add_people, record_consent, take_out
from commonthread.pathways.front_door import THRESHOLDS, Deciding
from commonthread.pathways.queries import case as find
from commonthread.pathways.tasks import procedure_of
from commonthread.pathways.terms import Sort
from commonthread.places.cited import DISTRICTS
from commonthread.web.components.consent import ConsentAsked, consent_asked
from commonthread.web.components.reason import read_reason

LONGEST = 18
REASONS, NOTE, DISSENT, ANSWER = 4000, 1000, 2000, 1000
TO_ACKNOWLEDGE = timedelta(days=3)
RATINGS = ("red", "amber", "green", "not about safeguarding")


class Refused(Exception):
    """What is wrong, by field. Nothing was recorded."""

    def __init__(self, wrong: dict[str, str], consent: ConsentAsked | None = None, status: int = 422) -> None:
        super().__init__()
        self.wrong, self.consent, self.status = wrong, consent, status


@dataclass(frozen=True)
class Done:
    """What is said of it, and the page that follows."""

    words: str
    going: str
    to: tuple


def _put_in(request: HttpRequest, number: int) -> Done:
    person, sort = _person(request), request.POST.get("sort", "")
    if person is None or sort not in set(Sort):
        raise Refused({"who": "Choose somebody, and whether they are a child or an adult"})
    with request.scope.transaction():
        add_people(by=request.scope, case=number, people={person: Sort(sort)}, because="found at triage")
    return Done(f"P-{person} is in it.", "triage", (number,))


def _take_out(request: HttpRequest, number: int) -> Done:
    person, reason = _person(request), read_reason(request.POST)
    if person is None or reason.wrong:
        raise Refused({"who": reason.wrong or "Choose somebody"})
    with request.scope.transaction():
        people = {member.number for member in find(number).people}
        if person not in people:
            raise Refused({"who": f"P-{person} is in it no more: somebody else took them out"}, status=409)
        if len(people) < 2:
            raise Refused({"who": "Put the right one in first: a case that knew somebody is about somebody"})
        take_out(by=request.scope, case=number, person=person, because=reason.words)
    return Done(f"P-{person} is no more in it.", "triage", (number,))


def _household(request: HttpRequest, number: int) -> Done:
    person = _person(request)
    if person is None:
        raise Refused({"who": "Choose somebody"})
    with request.scope.transaction():
        found = add_household(by=request.scope, case=number, person=person)
    words = (
        f"{found} more of the household {'are' if found > 1 else 'is'} in it."
        if found
        else "Nobody more of the household is known to you. Record the consent decision to see what others know."
    )
    return Done(words, "triage", (number,))


def _rate(request: HttpRequest, number: int) -> Done:
    rating, why = request.POST.get("rating", ""), read_reason(request.POST, "rating_why")
    wrong = {"rating": "Choose how urgent it is"} if rating not in RATINGS else {}
    wrong |= {"rating_why": why.wrong} if why.wrong else {}
    if wrong:
        raise Refused(wrong)
    with request.scope.transaction():
        front_door.rate(
            by=request.scope, case=number, rating=rating, because=why.words, seen=_seen(request.POST)
        )
    return Done(f"Rated: {rating}.", "triage", (number,))


def _consent(request: HttpRequest, number: int) -> Done:
    said = consent_asked(request.POST)
    with request.scope.transaction():
        people = [person.number for person in find(number).people]
        if said.decision is None or not people:
            raise Refused({**said.wrong, **({} if people else {"who": "Say whom it is about first"})}, said)
        record_consent(
            by=request.scope, case=number, people=people, decision=said.decision, seen=_seen(request.POST)
        )
        front_door.consent_recorded(by=request.scope, case=number)
    return Done("The consent decision is recorded and holds from now on.", "triage", (number,))


def _send_on(request: HttpRequest, number: int) -> Done:
    district, reason = request.POST.get("district", ""), read_reason(request.POST)
    if district not in {known.code for known in DISTRICTS} or reason.wrong:
        raise Refused({"district": reason.wrong or "Choose the district"})
    with request.scope.transaction():
        front_door.send_on(by=request.scope, case=number, district=district, because=reason.words)
    return Done(f"C-{number} is the other hub’s now, with its clock as it was.", "front_door", ())


def _decide(request: HttpRequest, number: int) -> Done:
    sent = request.POST
    with request.scope.transaction():
        case = find(number)
        outcomes = procedure_of(case)["decision"].outcomes
        deciding = Deciding(
            outcome=sent.get("outcome", ""), threshold=sent.get("threshold", ""), reasons=_words(sent, "reasons", REASONS),
            dissent=_words(sent, "dissent", DISSENT), seen=_seen(sent),
            people=frozenset(map(_number, sent.get("people", "").split())),
            notes={person.number: _words(sent, f"note_{person.number}", NOTE) for person in case.people},
        )  # fmt: skip
        wrong = {}
        if deciding.outcome not in outcomes:
            wrong["outcome"] = "Choose what happens next"
        if deciding.threshold not in THRESHOLDS:
            wrong["threshold"] = "Choose the level of need"
        if not deciding.reasons:
            wrong["reasons"] = "Write the reasons"
        if len(case.people) > 1:
            wrong |= {
                f"note_{person}": f"Say what it means for P-{person}"
                for person, words in deciding.notes.items()
                if not words
            }
        if wrong:
            raise Refused(wrong)
        try:
            opened = front_door.decide(by=request.scope, case=number, deciding=deciding)
        except ValueError as first:
            raise Refused({"decision": str(first)}) from None
    on = f" Case C-{opened} goes on from here." if opened else ""
    return Done(f"Decided: {deciding.outcome}.{on} Now tell whoever told you.", "triage", (number,))


def _tell(request: HttpRequest, number: int) -> Done:
    words = _words(request.POST, "words", ANSWER)
    if not words:
        raise Refused({"words": "Write what they are told"})
    with request.scope.transaction():
        reached = front_door.reached(number)
        record = request.POST.get("record", "")
        contact = next((contact for contact in reached if str(contact.record) == record), None)
        if contact is None:
            raise Refused({"words": "Choose who is told"})
        front_door.answer(by=request.scope, case=number, record=contact.record, words=words)
        if contact.from_agency:
            people = find(number).people
            send_notice(
                by=request.scope, case=number, to=ToAgency(contact.from_agency), kind="referral-decision", words=words,
                about=people[0].number if people else None, answer_by=now() + TO_ACKNOWLEDGE,
            )  # fmt: skip
    return Done("They are told.", "triage", (number,))


def _finish(request: HttpRequest, number: int) -> Done:
    with request.scope.transaction():
        waits = [
            c
            for c in front_door.reached(number)
            if c.answered_at is None and (c.wants_answer or c.from_agency)
        ]
        if waits:
            raise Refused({"told": "Somebody who can be told has not been told yet"})
        told = any(contact.answered_at for contact in front_door.reached(number))
        words = "Whoever told us was told." if told else "There is no safe way to tell whoever told us."
        try:
            front_door.finish(by=request.scope, case=number, told=told, words=words)
        except ValueError as first:
            raise Refused({"told": str(first)}) from None
    return Done(f"C-{number} is closed.", "front_door", ())


def _seen(sent: Mapping[str, str]) -> int:
    """The newest that whoever sends it has read."""
    return _number(sent.get("seen", ""))


def _number(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and len(given) <= LONGEST else 0


def _words(sent, name: str, longest: int) -> str:
    words = sent.get(name, "").strip()
    if len(words) > longest:
        raise Refused({name: f"Use at most {longest:,} characters"})
    try:
        return clean(words)
    except ValueError as fault:
        raise Refused({name: f"What you wrote {fault}"}) from None


def _person(request: HttpRequest) -> int | None:
    return _number(request.POST.get("person", "")) or None


CHANGES: dict[str, Callable[[HttpRequest, int], Done]] = {
    "put_in": _put_in,
    "take_out": _take_out,
    "household": _household,
    "rate": _rate,
    "consent": _consent,
    "send_on": _send_on,
    "decide": _decide,
    "tell": _tell,
    "finish": _finish,
}
