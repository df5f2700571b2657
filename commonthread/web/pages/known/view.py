"""Known or not known: what each agency answers about somebody, before anything of theirs is read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies, duty_desk
from commonthread.access.terms import Level
from commonthread.chronology.queries import purpose_for
from commonthread.pathways.terms import waits_for_consent
from commonthread.records.queries import known as ask_known
from commonthread.web.components.answers import answers
from commonthread.web.naming import named
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today


@page("people/<int:number>/known", needs=Permission.READ_RECORDS)
def known(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    purpose = purpose_for(scope, number)
    if purpose is None:
        return redirect("purpose", number)
    said = ask_known(scope, [number], purpose=purpose.purpose)
    called = named(scope, [number], purpose=purpose.purpose, because=purpose.because, today=today())
    with scope.transaction():
        everybody, desk = agencies(), duty_desk()
    shown = answers(said, everybody, number)
    context = {
        "number": number,
        "name": called[number].name if number in called else "",
        "purpose": purpose,
        "answers": shown,
        "desk": desk,
        "own": any(answer.agency == scope.agency and answer.level is Level.FULL for answer in said),
        "waits": waits_for_consent(purpose.purpose) and not purpose.asks_others,
        "may_open_case": scope.may(Permission.OPEN_CASES) and purpose.case is None,
        "searches_all": scope.may(Permission.SEARCH_EVERYONE),
    }
    return render(request, "known/page.html", context)
