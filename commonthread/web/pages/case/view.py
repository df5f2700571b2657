"""A case: where it stands in one sentence, whom it is about, what was decided, asked and read, and who works on it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies, duty_desk
from commonthread.access.scope import AnotherPerson, ChangedMeanwhile, NotAccountedFor, NotAllowed, Scope
from commonthread.notices.queries import notices_from_us
from commonthread.pathways.disagreements import disagreements
from commonthread.pathways.going_on import gone_on
from commonthread.pathways.handover import may_give_lead
from commonthread.pathways.meetings_reading import meetings
from commonthread.pathways.presence import look_in
from commonthread.pathways.procedure import Procedure
from commonthread.pathways.procedures import NoSuchProcedure, procedures
from commonthread.pathways.queries import CaseShown, case_ledger, colleagues, my_team
from commonthread.pathways.queries import case as find
from commonthread.pathways.requests import my_requests
from commonthread.pathways.supervision import supervisions
from commonthread.pathways.tasks import follow_procedure, newer_edition, procedure_of, tasks
from commonthread.records.queries import known
from commonthread.web.begun import keeps, refuse
from commonthread.web.components.answer_due import left
from commonthread.web.components.answers import answers
from commonthread.web.components.case_parts import parts
from commonthread.web.components.past_time import read_past
from commonthread.web.components.pathway_picture import picture, stands
from commonthread.web.components.reason import read_reason
from commonthread.web.components.standing import standing
from commonthread.web.naming import named
from commonthread.web.page import page
from commonthread.web.pages.case.changes import CHANGES
from commonthread.web.rendering import render
from commonthread.web.words import today

NOT_YOURS = (
    "Nothing was changed: whoever leads a case, covers them or supervises gives it away; and whoever "
    "supervises it is taken off it by somebody who supervises."
)


@page("cases/<number:number>", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
@keeps(find)
def case(request: HttpRequest, number: int) -> HttpResponse:
    """POST is one change to who is in the case or who works on it, each with its reason."""
    if request.method == "POST":
        return _change(request, number)
    try:
        return _case(request, number)
    except NotAllowed:
        if not _is_meeting(request.scope, number):
            raise
        return redirect("meeting", number)


def _case(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        shown = find(number)
        everybody, desk = agencies(), duty_desk()
        offered = colleagues()
        team = my_team()
        asked = my_requests(number)
        begun = tasks(shown)
        held, disputed = meetings(number), disagreements(number)
        supervised = supervisions(number)
        linked = gone_on(number)
        notices = notices_from_us(case=number)
        others, gives_lead = look_in(number), may_give_lead(number)
    people = [person.number for person in shown.people]
    said = known(scope, people, purpose=shown.purpose) if not shown.closed_at else []
    at, procedure = now(), procedure_of(shown)
    context = {
        "case": shown,
        "others": others,
        "begun": request.begun,
        "typed": {doing: request.begun.typed(doing) for doing in CHANGES},
        "parts": parts(
            shown,
            tasks=begun,
            meetings=held,
            disagreements=disputed,
            asked=asked,
            notices=notices,
            knows=bool(said),
            at=at,
        ),
        "standing": standing(shown, asked),
        "names": _names(scope, shown),
        "answers": {person: answers(said, everybody, person) for person in people} if said else {},
        "agencies": everybody,
        "own_agency": scope.agency,
        "desk": desk,
        "asked": asked,
        "notices": notices,
        "tasks": begun,
        "meetings": held,
        "disagreements": disputed,
        "supervised": supervised,
        "linked": linked,
        "procedure": procedure,
        "drawn": picture(procedure, stands(begun, at)) if procedure else None,
        "newer": newer_edition(shown, localdate()),
        "offered_procedures": () if shown.pathway or shown.closed_at else _procedures(shown),
        "left": left,
        "now": at,
        "colleagues": offered,
        "team": team,
        "gives_lead": gives_lead,
        "ledger": case_ledger(scope, number),
    }
    return render(request, "case/page.html", context)


def _change(request: HttpRequest, number: int) -> HttpResponse:
    change = CHANGES.get(request.POST.get("do", ""))
    if change is None:
        raise Http404
    reason = read_reason(request.POST)
    if reason.wrong:
        refuse(request, f"Nothing was changed. {reason.wrong}.")
        return redirect("case", number)
    try:
        with request.scope.transaction():
            done = change(request, number, reason.words)
    except NotAccountedFor:
        refuse(request, "Nothing was changed: account for them first, on the page of the investigation.")
    except ChangedMeanwhile:
        refuse(request, "Nothing was changed: it is offered to somebody already. They have not answered yet.")
    except AnotherPerson:
        refuse(request, NOT_YOURS)
    else:
        messages.success(request, done)
    return redirect("case", number)


@page("cases/<number:number>/procedure", needs=Permission.OPEN_CASES, methods=("POST",))
def case_procedure(request: HttpRequest, number: int) -> HttpResponse:
    try:
        with request.scope.transaction():
            procedure = follow_procedure(
                by=request.scope,
                case=find(number),
                pathway=request.POST.get("pathway", ""),
                since=read_past(request.POST),
                since_because=_why_then(request),
            )
    except NoSuchProcedure:
        raise Http404 from None
    except ValueError as fault:
        messages.error(request, f"Nothing was changed. When it began: {fault}.")
    except ChangedMeanwhile:
        messages.error(request, "Nothing was changed: the case follows a procedure already.")
    else:
        messages.success(request, f"The case follows “{procedure.title}”, edition {procedure.edition}.")
    return redirect("case", number)


def _why_then(request: HttpRequest) -> str:
    """How it is known when what begins a procedure happened."""
    said = read_reason(request.POST, "began_why")
    if said.words and said.wrong:
        raise ValueError(said.wrong.lower())
    return said.words


def _is_meeting(scope: Scope, number: int) -> bool:
    """Whoever was sent to a meeting looks at people by its number, as others do by a case's."""
    with scope.transaction():
        return any(held.number == number for held in meetings())


def _procedures(shown: CaseShown) -> list[Procedure]:
    """Those in force, with those of the case's purpose first."""
    current = [editions[0] for editions in procedures().values() if editions[0].covers(today())]
    return sorted(current, key=lambda procedure: procedure.purpose != shown.purpose)


def _names(scope: Scope, shown: CaseShown) -> dict[int, str]:
    """Only while the case is open: what it let be seen has closed with it."""
    if shown.closed_at:
        return {}
    people = [person.number for person in shown.people]
    found = named(scope, people, purpose=shown.purpose, because=shown.because, today=today())
    return {person: called.name for person, called in found.items() if called.name}
