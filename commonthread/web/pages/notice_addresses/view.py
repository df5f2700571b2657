"""Where one's own agency and its teams are told that a notice waits; nothing of what it says goes there."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.queries import open_teams
from commonthread.kernel.dates import LONDON
from commonthread.kernel.text import clean
from commonthread.notices.addresses import Channel, mark_own_safe, own_addresses, revoke
from commonthread.web.components.reason import read_reason
from commonthread.web.components.safe_address import MAIL
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today

A_YEAR = timedelta(days=365)
CHANNELS = {
    Channel.EMAIL: "E-mail: “There is a message for you. Sign in to read it”",
    Channel.WEBHOOK: "Our own system is called; whoever runs this service keeps its address and secret",
}


@page("notice-addresses", needs=Permission.RUN_SERVICE, methods=("GET", "HEAD", "POST"))
def notice_addresses(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, {}, {})
    given = {name: request.POST.get(name, "").strip() for name in ("team", "channel", "address", "said_by")}
    with request.scope.transaction():
        teams = open_teams().get(request.scope.agency, {})
    wrong = _wrong(given, teams)
    if wrong:
        return _form(request, given, wrong, status=422)
    with request.scope.transaction():
        mark_own_safe(
            by=request.scope, team=int(given["team"]) if given["team"] else None, channel=Channel(given["channel"]),
            address="" if given["channel"] == Channel.WEBHOOK else given["address"], said_by=given["said_by"],
            until=datetime.combine(today() + A_YEAR, time(), LONDON),
        )  # fmt: skip
    messages.success(request, "Kept for a year. Notices are told of there from now on.")
    return redirect("notice_addresses")


@page("notice-addresses/<number:address>/revoke", needs=Permission.RUN_SERVICE, methods=("POST",))
def revoke_notice_address(request: HttpRequest, address: int) -> HttpResponse:
    reason = read_reason(request.POST)
    if reason.wrong:
        messages.error(request, f"Nothing was changed. {reason.wrong}.")
        return redirect("notice_addresses")
    with request.scope.transaction():
        revoke(by=request.scope, number=address, because=reason.words)
    messages.success(request, "Nothing goes there any more.")
    return redirect("notice_addresses")


def _wrong(given: Mapping[str, str], teams: Mapping[int, str]) -> dict[str, str]:
    wrong = {}
    if given["team"] and given["team"] not in map(str, teams):
        wrong["team"] = "Choose the duty desk or one of your teams"
    if given["channel"] not in CHANNELS:
        wrong["channel"] = "Choose how you are told"
    elif given["channel"] == Channel.EMAIL and not (
        MAIL.fullmatch(given["address"]) and len(given["address"]) <= 254
    ):
        wrong["address"] = "Give a whole e-mail address"
    try:
        said_by = clean(given["said_by"])
    except ValueError as fault:
        return wrong | {"said_by": f"What you wrote {fault}"}
    if not 0 < len(said_by) <= 200:
        wrong["said_by"] = "Say who reads it and who said so, in at most 200 characters"
    return wrong


def _form(
    request: HttpRequest, said: Mapping[str, str], wrong: Mapping[str, str], status: int = 200
) -> HttpResponse:
    with request.scope.transaction():
        marked = own_addresses()
        teams = open_teams().get(request.scope.agency, {})
    context = {"marked": marked, "teams": teams, "channels": CHANNELS, "said": said, "wrong": wrong}
    return render(request, "notice_addresses/page.html", context, status=status)
