"""The words of one kind of notice: write them, see how they read, keep them, or go back to an earlier edition."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.kernel.text import clean
from commonthread.notices.kind import PLACES, NoticeKind, WrongWords, check, kinds
from commonthread.notices.templates import Edition, editions, preview, write_edition
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("notice-words/<slug:kind>", needs=Permission.WRITE_TEMPLATES, methods=("GET", "HEAD", "POST"))
def notice_words_of(request: HttpRequest, kind: str) -> HttpResponse:
    """GET with `again` begins with an earlier edition's words; POST looks, and keeps where `keep` says so."""
    of = kinds().get(kind)
    if of is None:
        raise Http404
    with request.scope.transaction():
        written = editions(kind)
    if request.method != "POST":
        return _form(request, of, written, _begun(request, of, written), "", {})
    words, reason = (
        request.POST.get("words", "").strip().replace("\r\n", "\n"),
        read_reason(request.POST, "because"),
    )
    wrong = _wrong(of, words)
    keeps = "keep" in request.POST
    if keeps and reason.wrong:
        wrong["because"] = reason.wrong
    if wrong or not keeps:
        return _form(request, of, written, words, reason.words, wrong, status=422 if wrong else 200)
    with request.scope.transaction():
        write_edition(by=request.scope, kind=kind, words=words, because=reason.words)
    messages.success(request, "Kept. Notices of this kind say so from now on.")
    return redirect("notice_words_of", kind)


def _begun(request: HttpRequest, of: NoticeKind, written: list[Edition]) -> str:
    again = request.GET.get("again", "")
    if again == "house":
        return of.words
    earlier = next((edition.words for edition in written if str(edition.number) == again), None)
    return earlier or (written[0].words if written else of.words)


def _wrong(of: NoticeKind, words: str) -> dict[str, str]:
    try:
        check(of.to, clean(words))
    except WrongWords as fault:
        return {"words": str(fault)}
    except ValueError as fault:
        return {"words": f"What you wrote {fault}"}
    return {}


def _form(
    request: HttpRequest, of: NoticeKind, written: list[Edition], words: str, because: str, wrong: dict[str, str], status: int = 200
) -> HttpResponse:  # fmt: skip
    reads = ""
    if "words" not in wrong:
        with request.scope.transaction():
            reads = preview(
                of.name,
                draft=words,
                words="What the sender writes stands here.",
                answer_by=now() + timedelta(days=1),
            ).replace("{person}", "P-123456789")
    context = {
        "kind": of,
        "places": PLACES[of.to],
        "editions": written,
        "words": words,
        "because": because,
        "reads": reads,
        "wrong": wrong,
    }
    return render(request, "notice_words_of/page.html", context, status=status)
