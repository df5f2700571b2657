"""Partners' checkpoints and whether the ledger agrees with them; the newest, to be kept; one's own, to be compared."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.oversight.actions import give_copy
from commonthread.oversight.queries import copies, sealed
from commonthread.web.page import page
from commonthread.web.rendering import render

LONGEST = 4_000


@page("ledger/checkpoints", needs=Permission.SEE_LEDGER, methods=("GET", "HEAD", "POST"))
def checkpoints(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    given = request.POST.get("checkpoint", "").replace("\r\n", "\n").replace("\0", "").strip() + "\n"
    if "\n\n— " not in given or len(given) > LONGEST:
        return _page(
            request,
            given,
            "Paste the whole checkpoint: three lines, an empty line, and a line that begins with a dash",
        )
    with request.scope.transaction():
        give_copy(by=request.scope, checkpoint=given)
    messages.success(
        request, "Your agency’s checkpoint is kept. It is compared within seconds, and again each minute."
    )
    return redirect("checkpoints")


@page("ledger/checkpoints/newest", needs=Permission.SEE_LEDGER)
def newest_checkpoint(request: HttpRequest) -> HttpResponse:
    """A file of five lines, to be kept where the service's rulers cannot reach."""
    with request.scope.transaction():
        standing = sealed()
    if not standing.checkpoint:
        raise Http404
    response = HttpResponse(standing.checkpoint, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="ledger-{standing.size}.checkpoint"'
    return response


def _page(request: HttpRequest, given: str = "", wrong: str = "") -> HttpResponse:
    with request.scope.transaction():
        standing, kept = sealed(), copies()
    context = {"sealed": standing, "copies": kept, "given": given, "wrong": wrong}
    return render(request, "checkpoints/page.html", context, status=422 if wrong else 200)
