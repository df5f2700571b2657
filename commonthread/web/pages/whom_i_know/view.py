"""Saying whom one knows, so that one never comes to look at them. The answer is the same whoever that is."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.identity.conflicts import declare
from commonthread.web.components.reason import Reason, read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("whom-i-know", needs=Permission.USE_SERVICE, methods=("GET", "HEAD", "POST"))
def whom_i_know(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "whom_i_know/page.html", {"said": Reason("")})
    said = read_reason(request.POST, "words")
    if said.wrong:
        return render(request, "whom_i_know/page.html", {"said": said}, status=422)
    with request.scope.transaction():
        declare(by=request.scope, words=said.words)
    messages.success(request, "Noted. Nothing more will be said about it, whoever it is.")
    return redirect("whom_i_know")
