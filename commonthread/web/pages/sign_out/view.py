"""Signing out: ends the scope, then the session."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.web.page import Open, page
from commonthread.web.rendering import render


@page("accounts/logout/", needs=Open.TO_ANYONE, methods=("GET", "HEAD", "POST"))
def account_logout(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "sign_out/page.html", {})
    get_adapter().logout(request)
    messages.success(request, "You are signed out.")
    return redirect("account_login")
