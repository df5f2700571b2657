"""What may be changed on the page of a case: who is in it and who works on it. Each returns what to say of it."""

from django.http import HttpRequest

from commonthread.access.scope import NotAllowed
from commonthread.pathways import actions
from commonthread.pathways.handover import offer_case
from commonthread.pathways.terms import Sort

LONGEST = 18


def _number(request: HttpRequest, field: str) -> int:
    given = request.POST.get(field, "").strip().removeprefix("P-")
    if not (given.isascii() and given.isdigit() and len(given) <= LONGEST):
        raise NotAllowed("Not found.")
    return int(given)


def _add(request: HttpRequest, number: int, because: str) -> str:
    sort = request.POST.get("sort", "")
    if sort not in set(Sort):
        raise NotAllowed("Not found.")
    people = {_number(request, "person"): Sort(sort)}
    actions.add_people(by=request.scope, case=number, people=people, because=because)
    return "Put into the case."


def _take_out(request: HttpRequest, number: int, because: str) -> str:
    actions.take_out(by=request.scope, case=number, person=_number(request, "person"), because=because)
    return "Taken out of the case. What it let be seen of them has closed."


def _give(request: HttpRequest, number: int, because: str) -> str:
    to = None if request.POST.get("to") == "team" else _number(request, "to")
    actions.give_case(by=request.scope, case=number, to=to, because=because)
    return "Given. They see what the case lets be seen from now on."


def _take_from(request: HttpRequest, number: int, because: str) -> str:
    actions.take_from(by=request.scope, case=number, member=_number(request, "member"), because=because)
    return "Taken back. They see nothing more of it."


def _hand_over(request: HttpRequest, number: int, because: str) -> str:
    offer_case(by=request.scope, case=number, to_user=_number(request, "to"), note=because)
    return "Offered. You lead the case until they accept it."


def _take_over(request: HttpRequest, number: int, because: str) -> str:
    actions.take_over(by=request.scope, case=number, because=because)
    return "Taken over. You lead the case now."


def _reopen(request: HttpRequest, number: int, because: str) -> str:
    actions.reopen_case(by=request.scope, case=number, because=because)
    return "Reopened. What it lets be seen is open again."


CHANGES = {
    "add": _add,
    "take_out": _take_out,
    "give": _give,
    "take_from": _take_from,
    "hand_over": _hand_over,
    "take_over": _take_over,
    "reopen": _reopen,
}
