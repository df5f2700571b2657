"""One record of a request: as it stands beside what would be given, and what one decides and another checks."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.scope import AnotherPerson, NotAllowed
from commonthread.records.rendering import full
from commonthread.rights.actions import agree, propose
from commonthread.rights.queries import items, read_for
from commonthread.rights.queries import request as request_numbered
from commonthread.rights.terms import EXPLAINED, Exemption, Verdict
from commonthread.web.components.reason import Reason, read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import name

MOST_WORDS = 100


@page(
    "persons-requests/<number:number>/<number:record>",
    needs=Permission.ANSWER_REQUESTS,
    methods=("GET", "HEAD", "POST"),
)
def persons_request_item(request: HttpRequest, number: int, record: int) -> HttpResponse:
    if request.method != "POST":
        return _page(request, number, record)
    if request.POST.get("do") == "agree":
        return _agree(request, number, record)
    verdict, exemption, reason, removed = _typed(request)
    wrong = {}
    if verdict not in list(Verdict):
        wrong["verdict"] = "Choose whether it is given"
    if verdict == Verdict.WITHHOLD and exemption not in list(Exemption):
        wrong["exemption"] = "Choose the exemption under which it is withheld"
    if verdict == Verdict.WITHHOLD and reason.wrong:
        wrong["reason"] = "Say why the exemption holds for this record"
    if wrong:
        return _page(request, number, record, wrong)
    with request.scope.transaction():
        propose(
            by=request.scope, request=number, record=record, verdict=Verdict(verdict),
            exemption=Exemption(exemption) if verdict == Verdict.WITHHOLD else None,
            reason=reason.words, removed=removed,
        )  # fmt: skip
    messages.success(request, "Kept. Another person checks it.")
    return redirect("persons_request_item", number, record)


def _typed(request: HttpRequest) -> tuple[str, str, Reason, list[str]]:
    sent = request.POST
    lines = [line.strip() for line in sent.get("removed", "").splitlines()]
    return (
        sent.get("verdict", ""),
        sent.get("exemption", ""),
        read_reason(sent),
        [w for w in lines if w][:MOST_WORDS],
    )


def _agree(request: HttpRequest, number: int, record: int) -> HttpResponse:
    try:
        with request.scope.transaction():
            agree(by=request.scope, request=number, record=record)
    except AnotherPerson:
        return _page(request, number, record, {"verdict": "You decided it: another person checks"})
    messages.success(request, "Checked.")
    return redirect("persons_request", number)


def _page(
    request: HttpRequest, number: int, record: int, wrong: dict[str, str] | None = None
) -> HttpResponse:
    with request.scope.transaction():
        asked = request_numbered(number)
        item = next((item for item in items(number) if item.record == record), None)
    if item is None:
        raise NotAllowed("Not found.")
    read = read_for(request.scope, asked, [record])
    content, given, removed = read[record]
    sent = request.POST if wrong else {}
    context = {
        "asked": asked,
        "item": item,
        "original": full(content.draft),
        "people": [
            f"{name(known.mention) or 'no name given'} ({known.mention.role.words})"
            for known in content.known
        ],
        "given": given,
        "typed": {
            "verdict": sent.get("verdict", item.verdict),
            "exemption": sent.get("exemption", item.exemption),
            "reason": sent.get("reason", item.reason),
            "removed": sent.get("removed", "\n".join(removed)),
        },
        "wrong": {"verdict": "", "exemption": "", "reason": "", **(wrong or {})},
        "errors": [{"text": text, "href": f"#{name}"} for name, text in (wrong or {}).items()],
        "exemptions": [
            {"value": exemption.value, "text": exemption.value.capitalize(), "hint": {"text": words}}
            for exemption, words in EXPLAINED.items()
        ],
    }
    return render(request, "persons_request_item/page.html", context, status=422 if wrong else 200)
