"""The consent decision about people of a case. It can be changed; every version is kept."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.scope import ChangedMeanwhile
from commonthread.pathways.actions import record_consent
from commonthread.pathways.queries import CaseShown
from commonthread.pathways.queries import case as find
from commonthread.web.begun import keeps
from commonthread.web.components.consent import ConsentAsked, begun_before, consent_asked
from commonthread.web.naming import named
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today


@page("cases/<number:number>/consent", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
@keeps(find)
def consent(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        case = find(number)
    if case.closed_at or not case.waits_for_consent:
        raise Http404
    of = [person.number for person in case.people]
    if request.method != "POST":
        typed = request.begun.typed()
        chosen = set(typed.getlist("person") or request.GET.getlist("person"))
        return _form(request, case, begun_before(request.scope, typed), chosen)
    chosen = set(request.POST.getlist("person"))
    people = [person for person in of if str(person) in chosen]
    said = consent_asked(request.POST)
    if said.decision is None or not people:
        return _form(request, case, said, chosen, status=422)
    seen = request.POST.get("seen", "")
    try:
        with request.scope.transaction():
            record_consent(
                by=request.scope, case=number, people=people, decision=said.decision,
                seen=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else 0,
            )  # fmt: skip
    except ChangedMeanwhile:
        with request.scope.transaction():
            case = find(number)
        return _form(request, case, said, chosen, status=409)
    messages.success(request, "The decision is recorded and holds from now on.")
    return redirect("case", number)


def _form(
    request: HttpRequest, case: CaseShown, said: ConsentAsked, chosen: set[str], status: int = 200
) -> HttpResponse:
    people = [person.number for person in case.people]
    found = named(request.scope, people, purpose=case.purpose, because=case.because, today=today())
    wrong = dict(said.wrong)
    if status == 422 and not chosen & {str(person) for person in people}:
        wrong = {"person": "Choose whom the decision is about", **wrong}
    if status == 409:
        wrong = {
            "recorded": "Somebody else recorded it while you did. Read theirs, and record yours if it must be changed"
        }
    context = {
        "case": case,
        "said": said,
        "chosen": chosen,
        "wrong": wrong,
        "begun": request.begun,
        "names": {person: called.name for person, called in found.items() if called.name},
    }
    return render(request, "consent/page.html", context, status=status)
