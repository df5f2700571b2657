"""One dip sample: what was found in each case that was drawn, what follows, and what the team learns of it."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.scope import AnotherPerson, ChangedMeanwhile, NotAccountedFor
from commonthread.pathways.queries import case as case_of
from commonthread.pathways.sampling import Sample, Verdict, end_sample, found_in, say_found
from commonthread.pathways.sampling import sample as find
from commonthread.web.components.due_time import read_due_time
from commonthread.web.components.reason import read_words
from commonthread.web.page import page
from commonthread.web.rendering import render

OPEN_FIRST = (
    "Nothing is recorded: you have opened nothing of the case since it was drawn, or you lead it yourself by now. "
    "Open it first; of what you lead, another supervisor of the team says it."
)
LONGEST = 200


@page("samples/<number:number>", needs=Permission.SUPERVISE, methods=("GET", "HEAD", "POST"))
def sample(request: HttpRequest, number: int) -> HttpResponse:
    with request.scope.transaction():
        drawn = find(number)
    if request.method != "POST" or drawn.ended_at:
        return _page(request, drawn, request.GET, {})
    return _end(request, drawn) if request.POST.get("do") == "end" else _found(request, drawn)


def _found(request: HttpRequest, drawn: Sample) -> HttpResponse:
    sent, cases = request.POST, {str(case): case for case in drawn.drawn}
    words, due = read_words(sent), read_due_time(sent, now())
    verdict = sent.get("verdict", "")
    does = " ".join(sent.get("does", "").split())
    acts = verdict == Verdict.NEEDS_ACTION
    wrong = {
        "verdict": ""
        if verdict in set(Verdict) and sent.get("case", "") in cases
        else "Choose what you found",
        "words": words.wrong,
        "does": "Say what is to be done" if acts and not 0 < len(does) <= LONGEST else "",
        "day": due.wrong if acts else "",
    }
    if acts and not any(wrong.values()):
        with request.scope.transaction():
            if case_of(cases[sent["case"]]).closed_at:
                wrong["does"] = (
                    "The case is closed meanwhile: open it again first, or say what the team learns"
                )
    if any(wrong.values()):
        return _page(request, drawn, sent, {field: said for field, said in wrong.items() if said}, status=422)
    try:
        with request.scope.transaction():
            say_found(by=request.scope, sample=drawn.number, case=cases[sent["case"]], verdict=Verdict(verdict),
                      words=words.words, does=does if acts else "", due_at=due.at if acts else None)  # fmt: skip
    except AnotherPerson:
        messages.error(request, OPEN_FIRST)
    except ChangedMeanwhile:
        messages.error(request, "Nothing is recorded: somebody said already what was found in it.")
    else:
        messages.success(
            request, "Recorded, with what you had opened." + (" The task is on their list." if acts else "")
        )
    return redirect("sample", drawn.number)


def _end(request: HttpRequest, drawn: Sample) -> HttpResponse:
    learning = read_words(request.POST, "learning")
    if learning.wrong:
        wrong = {"learning": "Write what the team learns, or that there is nothing to learn"}
        return _page(request, drawn, request.POST, wrong, status=422)
    try:
        with request.scope.transaction():
            end_sample(by=request.scope, sample=drawn.number, learning=learning.words)
    except NotAccountedFor:
        messages.error(request, "Nothing is recorded: say first of each case what you found.")
    except ChangedMeanwhile:
        messages.error(request, "Nothing is recorded: somebody has ended it meanwhile.")
    else:
        messages.success(request, "The sample has ended. Its learning stands with it.")
    return redirect("sample", drawn.number)


def _page(
    request: HttpRequest, drawn: Sample, said: Mapping[str, str], wrong: dict[str, str], status: int = 200
) -> HttpResponse:
    with request.scope.transaction():
        found = found_in(drawn.number)
    chosen = said.get("case", "")
    context = {
        "sample": drawn,
        "found": found,
        "said": said,
        "wrong": wrong,
        "verdicts": list(Verdict),
        "chosen": int(chosen) if chosen in {str(case) for case in drawn.drawn if case not in found} else None,
    }
    return render(request, "sample/page.html", context, status=status)
