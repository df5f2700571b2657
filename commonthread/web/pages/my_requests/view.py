"""What my cases asked of other agencies: what waits first, and what was answered, with its reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.pathways.requests import my_requests as asked
from commonthread.pathways.requests import withdraw_request as withdraw
from commonthread.web.components.answer_due import listed
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("requests", needs=Permission.OPEN_CASES)
def my_requests(request: HttpRequest) -> HttpResponse:
    return render(request, "my_requests/page.html", listed(request, asked))


@page("requests/<number:number>/withdraw", needs=Permission.OPEN_CASES, methods=("POST",))
def withdraw_request(request: HttpRequest, number: int) -> HttpResponse:
    reason = read_reason(request.POST)
    if reason.wrong:
        messages.error(request, f"Nothing was withdrawn. {reason.wrong}.")
        return redirect("my_requests")
    with request.scope.transaction():
        withdraw(by=request.scope, number=number, because=reason.words)
    messages.success(request, "Withdrawn. The agency sees that it need not answer, and why.")
    return redirect("my_requests")
