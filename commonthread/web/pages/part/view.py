"""What each of a case is in it: whom it is about, a victim, suspected, a carer. Steps of an adult at risk are of nobody else."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.pathways.investigation import PATHWAY, PartIn, parts
from commonthread.pathways.queries import CaseShown
from commonthread.pathways.queries import case as find
from commonthread.pathways.victims import say_part
from commonthread.web.begun import keeps
from commonthread.web.components.part_words import PART_WORDS, SHORT
from commonthread.web.components.reason import read_reason
from commonthread.web.naming import named
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today


@page("cases/<number:number>/parts", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
@keeps(find)
def part(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        case = find(number)
    if case.pathway == PATHWAY:
        return redirect("investigation", number)
    if case.closed_at:
        raise Http404
    if request.method != "POST":
        return _form(request, case, request.begun.typed() or request.GET, {})
    reason = read_reason(request.POST)
    people = {str(person.number): person.number for person in case.people}
    person, what = people.get(request.POST.get("person", "")), request.POST.get("part", "")
    wrong = {"reason": reason.wrong} if reason.wrong else {}
    if person is None:
        wrong["person"] = "Choose of whom it is"
    if what not in set(PartIn):
        wrong["part"] = "Say what they are in the case"
    if wrong:
        return _form(request, case, request.POST, wrong, status=422)
    with request.scope.transaction():
        say_part(by=request.scope, case=number, person=person, part=PartIn(what), enhanced=False, because=reason.words, at=now())  # fmt: skip
    messages.success(request, "Kept. What is to be done of an adult at risk, or of this child, goes by it.")
    return redirect("part", number)


def _form(
    request: HttpRequest, case: CaseShown, said: Mapping[str, str], wrong: dict[str, str], status: int = 200
) -> HttpResponse:
    with request.scope.transaction():
        known = parts(case.number)
    people = [person.number for person in case.people]
    found = named(request.scope, people, purpose=case.purpose, because=case.because, today=today())
    context = {
        "case": case, "known": known, "said": said, "begun": request.begun, "wrong": wrong, "words": PART_WORDS, "short": SHORT,
        "names": {person: called.name for person, called in found.items() if called.name},
    }  # fmt: skip
    return render(request, "part/page.html", context, status=status)
