"""One system: its secrets, another one beside them, and its end."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from commonthread.access import clients as actions
from commonthread.access.client_terms import OVERLAP
from commonthread.access.clients import SetUp
from commonthread.access.permissions import Permission
from commonthread.records.kind import kinds
from commonthread.web.page import page
from commonthread.web.rendering import render

OVERLAPS = {"0": "none: it ends now", "1": "a day", str(OVERLAP.days): "a week", "30": "30 days"}


@page("clients/<number:number>", needs=Permission.RUN_SERVICE, methods=("GET", "HEAD", "POST"))
def client(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        found = next((one for one in actions.clients() if one.number == number), None)
        secrets = actions.live_secrets(number) if found else []
    if found is None:
        raise Http404
    if request.method == "POST":
        return _change(request, found)
    labels = [kinds()[kind].label for kind in found.kinds if kind in kinds()]
    return render(
        request,
        "client/page.html",
        {"client": found, "secrets": secrets, "labels": labels, "overlaps": OVERLAPS},
    )


def _change(request: HttpRequest, found: actions.ClientShown) -> HttpResponse:
    wanted, by = request.POST.get("do"), request.scope
    with by.transaction():
        if wanted == "rotate":
            overlap = request.POST.get("overlap")
            days = int(overlap) if overlap in OVERLAPS else OVERLAP.days
            secret = actions.rotate(by=by, client=found.number, overlap=timedelta(days=days))
        elif wanted == "end secret" and (which := request.POST.get("secret", "")).isdecimal():
            actions.end_secret(by=by, client=found.number, secret=min(int(which), 2**62))
        elif wanted == "end":
            actions.end(by=by, client=found.number)
        else:
            raise Http404
    if wanted == "rotate":
        made = SetUp(found.number, found.code, secret)
        return render(request, "new_client/made.html", {"made": made, "name": found.name})
    messages.success(
        request,
        "The secret has ended, with its tokens."
        if wanted == "end secret"
        else "The system has ended. Its tokens are refused from now on.",
    )
    return HttpResponseRedirect(reverse("client", args=[found.number]))
