"""A supervised investigation on one page: who is accounted for, the plan and its lines, what victims were told, the result."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.scope import AnotherPerson, ChangedMeanwhile, NotAllowed, NotSafe
from commonthread.notices.addresses import OUTSIDE, SafeAddress, addresses
from commonthread.pathways.going_on import gone_on
from commonthread.pathways.handover import may_give_lead
from commonthread.pathways.investigation import (
    PATHWAY,
    PartIn,
    accounts,
    keeps_me_from_closing,
    lacks_to_close,
    look_at,
    parts,
    plans,
    results,
)
from commonthread.pathways.outcomes import NOT_OF_ABUSE, OUTCOMES
from commonthread.pathways.queries import CaseShown, colleagues
from commonthread.pathways.queries import case as find
from commonthread.pathways.supervision import supervisions
from commonthread.pathways.tasks import tasks
from commonthread.pathways.victims import Happened, Way, updates
from commonthread.web.begun import keeps, refuse
from commonthread.web.components.answer_due import left
from commonthread.web.components.part_words import PART_WORDS
from commonthread.web.naming import named
from commonthread.web.page import page
from commonthread.web.pages.investigation.forms import FORMS, LINES, NOT_TOLD, OF, Page
from commonthread.web.rendering import render
from commonthread.web.words import today

CHANGED = "Nothing was changed: somebody was quicker. Read what they wrote first."


@page("cases/<number:number>/investigation", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
@keeps(find)
def investigation(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        case = find(number)
    if case.pathway != PATHWAY:
        raise NotAllowed("Not found.")
    doing = (request.POST or request.GET).get("do", "")
    doing = doing if doing in FORMS and not case.closed_at else ""
    if request.method != "POST" or not doing:
        return _page(request, case, doing, request.begun.typed(doing) or request.GET, {})
    with scope.transaction():
        said, written, there = parts(number), plans(number), tuple(colleagues())
        known, told = _safe(number), updates(number)
    against = Page(scope, case, len(written), {person: one.part for person, one in said.items()}, there, now(), today(),
                   known, {one.notice for one in told if one.is_on_its_way})  # fmt: skip
    read = FORMS[doing](against, request.POST)
    if read.do is None:
        return _page(request, case, doing, request.POST, read.wrong, status=422)
    try:
        with scope.transaction():
            read.do()
    except ChangedMeanwhile:
        refuse(request, CHANGED)
    except AnotherPerson:
        refuse(request, "Nothing was changed: whoever leads it, covers them or supervises hands it over.")
    except NotSafe:
        refuse(request, "Nothing is sent: that address is marked safe no more.")
    else:
        messages.success(request, read.done)
    return redirect("investigation", number)


def _page(
    request: HttpRequest,
    case: CaseShown,
    doing: str,
    said: Mapping[str, str],
    wrong: dict[str, str],
    status: int = 200,
) -> HttpResponse:
    scope, number = request.scope, case.number
    with scope.transaction():
        look_at(number)
    with scope.transaction():
        every = tasks(case)
        written, parted, accounted, found = plans(number), parts(number), accounts(number), results(number)
        told, lacks, reviewed = updates(number), lacks_to_close(number), supervisions(number)
        keeps_me, linked = None if case.closed_at else keeps_me_from_closing(number), gone_on(number)
        there, safe, gives_lead = colleagues(), _safe(number), may_give_lead(number)
    of_plan = {task for plan in written for task in plan.tasks}
    by_number = {task.number: task for task in every}
    waiting = [task for task in every if not task.done_at]
    context = {
        "case": case, "begun": request.begun.typed(doing) if doing else None, "names": _names(request, case), "plans": written, "task": by_number, "parts": parted, "accounts": accounted,
        "results": found, "outcomes": OUTCOMES, "updates": told, "lacks": lacks, "reviewed": reviewed, "safe": safe, "keeps": keeps_me, "linked": linked,
        "waiting": waiting, "lines": [task for task in every if task.number in of_plan],
        "review": next((task for task in waiting if task.step and task.step.name == "direction"), None),
        "to_tell": {task.person: task for task in waiting if not task.step and task.person and task.number not in of_plan},
        "colleagues": there, "gives_lead": gives_lead, "supervises": scope.may(Permission.SUPERVISE), "own_agency": scope.agency,
        "doing": doing, "said": said, "wrong": wrong, "rows": range(1, LINES + 1), "now": now(), "left": left, "today": today(),
        "PartIn": PartIn, "part_words": PART_WORDS, "not_of_abuse": NOT_OF_ABUSE, "ways": [*Way, NOT_TOLD], "happenings": list(Happened), "of": OF,
    }  # fmt: skip
    return render(request, "investigation/page.html", context, status=status)


def _safe(number: int) -> list[SafeAddress]:
    """Each is somebody's of the case: a victim is written to at their own."""
    return [one for one in addresses(number) if one.is_safe and one.channel in OUTSIDE and one.person]


def _names(request: HttpRequest, case: CaseShown) -> dict[int, str]:
    if case.closed_at:
        return {}
    people = [person.number for person in case.people]
    found = named(request.scope, people, purpose=case.purpose, because=case.because, today=today())
    return {person: called.name for person, called in found.items() if called.name}
