"""Raising a disagreement: against which decision of another agency's case, why, and what is wanted instead."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.kernel.text import clean
from commonthread.pathways.disagreements import PATHWAY, cases_of_others, raise_disagreement
from commonthread.pathways.procedures import edition_on
from commonthread.web.begun import keeps
from commonthread.web.page import page
from commonthread.web.rendering import render

LONGEST = {"decision": 300, "why": 2000, "wanted": 1000}
MISSING = {
    "decision": "Say which decision",
    "why": "Say why your agency does not agree",
    "wanted": "Say what your agency wants instead",
}


@page("disagreements/raise", needs=Permission.ANSWER_AGENCIES, methods=("GET", "HEAD", "POST"))
@keeps(cases_of_others)
def disagreement_raise(request: HttpRequest) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        parts, everybody = cases_of_others(), agencies()
    context = {
        "parts": parts,
        "agencies": everybody,
        "procedure": edition_on(PATHWAY, localdate()),
        "begun": request.begun,
    }
    if request.method != "POST":
        return render(
            request,
            "disagreement_raise/page.html",
            context | {"said": request.begun.typed() or request.GET, "wrong": {}},
        )
    cases = {str(part.case): part.case for part in parts}
    said, wrong = {"case": request.POST.get("case", "")}, {}
    if said["case"] not in cases:
        wrong["case"] = "Choose the case"
    for field, longest in LONGEST.items():
        said[field] = request.POST.get(field, "").strip()
        try:
            clean(said[field])
        except ValueError as fault:
            wrong[field] = f"What you wrote {fault}"
        if not 0 < len(said[field]) <= longest:
            wrong[field] = f"{MISSING[field]}, in at most {longest:,} characters"
    if wrong:
        return render(
            request, "disagreement_raise/page.html", context | {"said": said, "wrong": wrong}, status=422
        )
    with scope.transaction():
        number = raise_disagreement(by=scope, **said | {"case": cases[said["case"]]})
    messages.success(request, "Raised. It is a task of whoever leads the case, and both agencies see it.")
    return redirect("disagreement", number)
