"""Who signed in at one's agency, who tried, and what changed: for its data protection officer, with a reason."""

from django.http import HttpRequest, HttpResponse

from commonthread.access.permissions import Permission
from commonthread.access.sign_ins import sign_ins as asked_of_the_ledger
from commonthread.web.page import page
from commonthread.web.rendering import render

TYPES = {
    "sign-in": "Signed in",
    "sign-in failed": "Not let in",
    "sign-out": "Signed out",
    "account": "Changed",
}


@page("sign-ins", needs=Permission.SEE_LEDGER, methods=("GET", "HEAD", "POST"))
def sign_ins(request: HttpRequest) -> HttpResponse:
    why = request.POST.get("why", "").strip()[:500]
    if request.method != "POST" or not why:
        wrong = "Say why you ask" if request.method == "POST" else ""
        return render(
            request,
            "sign_ins/page.html",
            {"events": None, "wrong": wrong, "types": TYPES},
            422 if wrong else 200,
        )
    events = asked_of_the_ledger(request.scope, why=why)
    return render(request, "sign_ins/page.html", {"events": events, "wrong": "", "types": TYPES})
