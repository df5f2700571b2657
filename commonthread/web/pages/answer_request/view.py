"""Answering another agency: who asks, what and why, what of ours it would open; so much until a day, or no, with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.scope import NotAllowed, Scope
from commonthread.access.terms import Level
from commonthread.pathways.requests import AskedOfUs, request_to_us
from commonthread.pathways.requests import answer_request as answer
from commonthread.pathways.terms import Outcome
from commonthread.records.kind import kinds
from commonthread.records.queries import Envelope, story_envelopes
from commonthread.web.begun import keeps
from commonthread.web.components.answer_due import left
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today

SHOWN = 20
REFUSE = "refuse"


@dataclass(frozen=True)
class Said:
    """The answer as the form sent it, and what is wrong with it by field."""

    answer: str
    until: str
    because: str
    level: Level | None = None
    until_on: date | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)


@page("requests/ours/<number:number>", needs=Permission.ANSWER_AGENCIES, methods=("GET", "HEAD", "POST"))
@keeps(lambda number: request_to_us(number))
def answer_request(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        asked = request_to_us(number)
    if request.method != "POST":
        return _show(request, asked, _begun(request, asked))
    if asked.outcome is not Outcome.WAITING:
        return _too_late(request, number)
    said = _said(request.POST, asked)
    if said.wrong:
        return _show(request, asked, said, status=422)
    try:
        with request.scope.transaction():
            answer(
                by=request.scope, number=number, because=said.because, level=said.level, until=said.until_on
            )
    except NotAllowed:
        return _too_late(request, number)
    done = "Granted. Their case sees it from now on." if said.level else "Refused. They read your reason."
    messages.success(request, done)
    return redirect("answer_request", number)


def _begun(request: HttpRequest, asked: AskedOfUs) -> Said:
    typed = request.begun.typed()
    until = typed.get("until") or asked.wanted_until.isoformat()
    return Said(typed.get("answer", ""), until, typed.get("because", ""))


def _too_late(request: HttpRequest, number: int) -> HttpResponse:
    """Somebody has answered, or it was withdrawn, while it was read: what holds is shown."""
    with request.scope.transaction():
        asked = request_to_us(number)
    if asked.outcome is Outcome.WAITING:
        raise NotAllowed("Not found.")
    return _show(request, asked, Said("", "", ""), status=409)


def _said(sent: Mapping[str, str], asked: AskedOfUs) -> Said:
    chosen, until = sent.get("answer", ""), sent.get("until", "").strip()
    why = read_reason(sent, "because")
    wrong = {}
    level = Level(int(chosen)) if chosen in _levels(asked) else None
    if level is None and chosen != REFUSE:
        wrong["answer"] = "Choose how much they may see, or refuse"
    until_on = None
    if level:
        until_on = _day(until)
        if until_on is None or not today() <= until_on <= asked.wanted_until:
            wrong["until"] = "Give a day from today until the last that they asked for"
    if why.wrong:
        wrong["because"] = why.wrong if why.words else "Say in a few words why you answer so; they read it"
    return Said(chosen, until, why.words, level, until_on, wrong)


def _levels(asked: AskedOfUs) -> list[str]:
    """What can be granted: no more than was asked for, and nothing that the answerer's post does not show."""
    if not asked.may_grant:
        return []
    return [str(level.value) for level in (Level.FULL, Level.SUMMARY) if level <= asked.level]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _show(request: HttpRequest, asked: AskedOfUs, said: Said, status: int = 200) -> HttpResponse:
    with request.scope.transaction():
        ours = _ours(request.scope, asked) if asked.outcome is Outcome.WAITING else []
        everybody = agencies()
    context = {
        "asked": asked,
        "said": said,
        "begun": request.begun,
        "not_kept": (request.POST or request.begun.typed()).get("because", ""),
        "levels": _levels(asked),
        "ours": ours[:SHOWN],
        "count": len(ours),
        "kinds": {kind.name: kind.label for kind in kinds().values()},
        "agency": everybody[asked.agency],
        "too_late": status == 409,
        "left": left,
        "now": now(),
        "today": today(),
    }
    return render(request, "answer_request/page.html", context, status=status)


def _ours(scope: Scope, asked: AskedOfUs) -> list[Envelope]:
    """What of one's own agency's it would open, as far as one's post shows it; of somebody hidden nothing, as of nobody."""
    found = story_envelopes([asked.person])
    return [
        one
        for one in found
        if one.agency == scope.agency
        and one.superseded_by is None
        and (one.category == asked.category or one.number in asked.records)
    ]
