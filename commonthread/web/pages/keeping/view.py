"""What waits to be kept or destroyed, and the legal holds that stand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.records.kind import kinds
from commonthread.rights.actions import end_hold
from commonthread.rights.queries import holds, reviews
from commonthread.web.components.reason import Reason, read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("keeping", needs=Permission.KEEP_RECORDS)
def keeping(request: HttpRequest) -> HttpResponse:
    with request.scope.transaction():
        context = {"waiting": reviews(), "holds": holds(), "kinds": kinds()}
    return render(request, "keeping/page.html", context)


@page("keeping/holds/<number:number>", needs=Permission.KEEP_RECORDS, methods=("GET", "HEAD", "POST"))
def hold(request: HttpRequest, number: int) -> HttpResponse:
    reason = read_reason(request.POST) if request.method == "POST" else Reason("")
    if request.method == "POST" and not reason.wrong:
        with request.scope.transaction():
            end_hold(by=request.scope, hold=number, reason=reason.words)
        messages.success(request, "The hold has ended.")
        return redirect("keeping")
    with request.scope.transaction():
        found = next((held for held in holds() if held.number == number), None)
    context = {"found": found, "reason": reason}
    return render(
        request, "keeping/hold.html", context, status=422 if reason.wrong else 200 if found else 404
    )
