"""Put one rejected piece right and send it again, or withdraw it. What was typed stays while something is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from commonthread.access.permissions import Permission
from commonthread.feeds.correcting import Corrected, correct, withdraw
from commonthread.feeds.format import formats
from commonthread.feeds.queries import RejectShown, next_open_reject, read_reject
from commonthread.feeds.queries import reject as find
from commonthread.kernel.text import clean
from commonthread.records.kind import kinds
from commonthread.records.record import Fault
from commonthread.web.components.entry import EntryForm, entry_form
from commonthread.web.components.faults import fault_in_words
from commonthread.web.components.posted import as_posted, posted
from commonthread.web.page import page
from commonthread.web.pages.reject.piece import cells_of, row_of
from commonthread.web.rendering import render

LONGEST = 500
CAME_OF_IT = {
    "accepted": "is record {number}",
    "superseding": "is record {number}, and stands in place of an earlier version",
    "superseded": "is kept as record {number}; what was sent later stays in force",
    "duplicate": "was here already as record {number}",
}


@dataclass(frozen=True)
class Shown:
    """The page as it stands: a form where the piece is a row of a kind, else the piece as text."""

    reject: RejectShown
    faults: Sequence[Fault]
    form: EntryForm | None = None
    text: str = ""
    reason: str = ""
    reason_wrong: str = ""
    tried: bool = False


@page("rejects/<number:number>", needs=Permission.SEE_DELIVERIES, methods=("GET", "HEAD", "POST"))
def reject(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        found = find(number)
    if found.resolved_at or found.is_warning:
        return _show(request, Shown(found, found.faults))
    asked = request.POST.get("do", "")
    if request.method != "POST":
        return _show(request, _as_sent(request, found, found.faults))
    if asked == "withdraw":
        return _withdraw(request, found)
    if asked == "save" or "text" in request.POST:
        return _send_again(request, found)
    return _show(request, _as_typed(request, found, found.faults))


def _as_sent(request: HttpRequest, found: RejectShown, faults: Sequence[Fault]) -> Shown:
    raw = read_reject(
        request.scope, found.number, reason=f"putting right what was rejected on line {found.line}"
    )
    cells = None if request.GET.get("as") == "text" else cells_of(found, raw)
    if cells is None:
        return Shown(found, faults, text=raw)
    kind = kinds()[found.kind]
    return Shown(found, faults, form=entry_form(kind, as_posted(kind, cells), faults))


def _as_typed(
    request: HttpRequest, found: RejectShown, faults: Sequence[Fault], tried: bool = False
) -> Shown:
    if "text" in request.POST:
        return Shown(found, faults, text=request.POST["text"], tried=tried)
    kind = kinds()[found.kind]
    now = posted(kind, dict(request.POST.lists()))
    return Shown(found, faults, form=entry_form(kind, now, faults), tried=tried)


def _send_again(request: HttpRequest, found: RejectShown) -> HttpResponse:
    if "text" in request.POST:
        text = request.POST["text"]
    else:
        kind = kinds()[found.kind]
        text = row_of(kind, posted(kind, dict(request.POST.lists())).cells)
    with request.scope.transaction():
        done = correct(by=request.scope, reject=found.number, text=text)
    if isinstance(done, Corrected):
        came = [CAME_OF_IT[outcome].format(number=number) for outcome, number in done.records]
        return _go_on(request, found, f"Line {found.line:,} has been put right: it {'; it '.join(came)}.")
    return _show(request, _as_typed(request, found, done, tried=True))


def _withdraw(request: HttpRequest, found: RejectShown) -> HttpResponse:
    reason = request.POST.get("reason", "").strip()
    wrong = _wrong_with(reason)
    if wrong:
        as_sent = _as_sent(request, found, found.faults)
        return _show(request, Shown(found, found.faults, as_sent.form, as_sent.text, reason, wrong))
    with request.scope.transaction():
        withdraw(by=request.scope, reject=found.number, reason=reason)
    return _go_on(request, found, f"Line {found.line:,} has been withdrawn.")


def _wrong_with(reason: str) -> str:
    if not reason:
        return "Say in a few words why it is not to be sent"
    if len(reason) > LONGEST:
        return f"Use at most {LONGEST} characters"
    try:
        clean(reason)
    except ValueError as fault:
        return f"What you wrote {fault}"
    return ""


def _go_on(request: HttpRequest, found: RejectShown, said: str) -> HttpResponse:
    with request.scope.transaction():
        following = next_open_reject(found)
    if following:
        messages.success(request, f"{said} This is the next one.")
        return HttpResponseRedirect(reverse("reject", args=[following]))
    messages.success(request, f"{said} Nothing is left to put right.")
    return HttpResponseRedirect(reverse("delivery", args=[found.delivery]))


def _show(request: HttpRequest, shown: Shown) -> HttpResponse:
    found = shown.reject
    with request.scope.transaction():
        following = next_open_reject(found)
    context = {
        "shown": shown,
        "reject": found,
        "kind": kinds()[found.kind].label if found.kind in kinds() else "",
        "format": formats()[found.format].label,
        "wrong": [fault_in_words(fault, format=found.format, kind=found.kind) for fault in shown.faults],
        "following": following,
    }
    return render(request, "reject/page.html", context)
