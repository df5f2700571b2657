"""What is done on the triage page, each in one transaction."""

from collections.abc import Callable

from django.http import HttpRequest

from commonthread.access.scope import ChangedMeanwhile
from commonthread.pathways import front_door
from commonthread.pathways.actions import add_household, add_people, record_consent, take_out
from commonthread.pathways.front_door import Deciding
from commonthread.pathways.joining import join_contacts, part_contacts, to_look_again
from commonthread.pathways.queries import case as find
from commonthread.pathways.tasks import finish_task, tasks
from commonthread.pathways.terms import Sort
from commonthread.pathways.thresholds import DECISIONS, THRESHOLDS
from commonthread.places.cited import DISTRICTS
from commonthread.web.components.consent import consent_asked
from commonthread.web.components.reason import read_reason
from commonthread.web.pages.triage import telling
from commonthread.web.pages.triage.sent import Done, Refused, number_of, person_of, seen_of, words_of

TOLD_AGAIN = "Nothing was recorded: it was told again meanwhile. Read what is said first"
FIRST = "It was told again: say first whether the rating still holds"
REASONS, NOTE, DISSENT = 4000, 1000, 2000
RATINGS = ("red", "amber", "green", "not about safeguarding")


def _put_in(request: HttpRequest, number: int) -> Done:
    person, sort = person_of(request), request.POST.get("sort", "")
    if person is None or sort not in set(Sort):
        raise Refused({"who": "Choose somebody, and whether they are a child or an adult"})
    with request.scope.transaction():
        add_people(by=request.scope, case=number, people={person: Sort(sort)}, because="found at triage")
    return Done(f"P-{person} is in it.", "triage", (number,))


def _take_out(request: HttpRequest, number: int) -> Done:
    person, reason = person_of(request), read_reason(request.POST)
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
    person = person_of(request)
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
        _demand_read(request, number)
        front_door.rate(
            by=request.scope, case=number, rating=rating, because=why.words, seen=seen_of(request.POST)
        )
    return Done(f"Rated: {rating}.", "triage", (number,))


def _look_again(request: HttpRequest, number: int) -> Done:
    """What was told again is read, and what was said before holds."""
    why = read_reason(request.POST, "again_why")
    if why.wrong:
        raise Refused({"again_why": why.wrong})
    with request.scope.transaction():
        _demand_read(request, number)
        case = find(number)
        asked = to_look_again(tasks(case))
        if asked is None:
            raise ChangedMeanwhile("Somebody else has said so.")
        finish_task(by=request.scope, case=case, number=asked.number, outcome="done", words=why.words)
    return Done("Recorded: it is read, and the rating holds.", "triage", (number,))


def _demand_read(request: HttpRequest, number: int) -> None:
    """Nobody rates or decides on fewer tellings than there are."""
    if len(front_door.reached(number)) > number_of(request.POST.get("told", "999")):
        raise Refused({"said": TOLD_AGAIN}, status=409)


def _consent(request: HttpRequest, number: int) -> Done:
    said = consent_asked(request.POST)
    with request.scope.transaction():
        people = [person.number for person in find(number).people]
        if said.decision is None or not people:
            raise Refused({**said.wrong, **({} if people else {"who": "Say whom it is about first"})}, said)
        record_consent(
            by=request.scope, case=number, people=people, decision=said.decision, seen=seen_of(request.POST)
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
        _demand_read(request, number)
        case = find(number)
        if to_look_again(tasks(case)):
            raise Refused({"look_again": FIRST})
        about = front_door.is_about(front_door.reached(number))
        deciding = Deciding(
            outcome=sent.get("outcome", ""), threshold=sent.get("threshold", ""), reasons=words_of(sent, "reasons", REASONS),
            dissent=words_of(sent, "dissent", DISSENT), seen=seen_of(sent),
            people=frozenset(map(number_of, sent.get("people", "").split())),
            notes={person.number: words_of(sent, f"note_{person.number}", NOTE) for person in case.people},
        )  # fmt: skip
        wrong = {}
        if deciding.outcome not in DECISIONS[about]:
            wrong["outcome"] = "Choose what happens next"
        if deciding.threshold not in THRESHOLDS[about]:
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


def _join(request: HttpRequest, number: int) -> Done:
    into, reason = number_of(request.POST.get("into", "")), read_reason(request.POST, "join_why")
    if not into or reason.wrong:
        raise Refused({"join_why": reason.wrong or "Choose the contact to which it is joined"})
    with request.scope.transaction():
        join_contacts(by=request.scope, case=number, into=into, because=reason.words)
    return Done(
        f"C-{number} is joined to this contact, and can be parted again. The graver rating of the two holds until somebody has looked at it again.",
        "triage",
        (into,),
    )


def _part(request: HttpRequest, number: int) -> Done:
    again, reason = number_of(request.POST.get("again", "")), read_reason(request.POST, "part_why")
    if not again or reason.wrong:
        raise Refused({"part_why": reason.wrong or "Choose what is parted"})
    with request.scope.transaction():
        part_contacts(by=request.scope, case=number, again=again, because=reason.words)
    return Done(f"C-{again} is open again, with the clock that it had.", "triage", (again,))


CHANGES: dict[str, Callable[[HttpRequest, int], Done]] = {
    "put_in": _put_in,
    "take_out": _take_out,
    "household": _household,
    "rate": _rate,
    "look_again": _look_again,
    "consent": _consent,
    "send_on": _send_on,
    "decide": _decide,
    "join": _join,
    "part": _part,
    "mark_safe": telling.mark,
    "tell": telling.tell,
    "tell_safely": telling.tell_safely,
    "finish": telling.finish,
}
