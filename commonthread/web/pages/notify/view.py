"""Sending a notice out of a case: to an agency's desk or team, or to an address that is marked safe."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies, open_teams
from commonthread.access.scope import NotSafe
from commonthread.kernel.calendars import working_days_after
from commonthread.kernel.dates import Unclear, in_england, moment_of
from commonthread.kernel.text import clean
from commonthread.notices.actions import ToAddress, ToAgency, send_notice
from commonthread.notices.addresses import SafeAddress, addresses
from commonthread.notices.kind import NoticeKind, To, kinds
from commonthread.notices.templates import preview
from commonthread.pathways.asked import may_turn_to
from commonthread.pathways.queries import CaseShown
from commonthread.pathways.queries import case as find
from commonthread.places.cited import DISTRICTS
from commonthread.web.begun import keeps
from commonthread.web.components.noticing import Recipient, narrowed, recipients
from commonthread.web.components.numbers import person_number
from commonthread.web.page import page
from commonthread.web.rendering import render

LONGEST = 2000
FURTHEST = timedelta(days=92)
SHORT = 60
END_OF_DAY = time(17, 0)


@dataclass(frozen=True)
class Said:
    """What the form sent, and what is wrong with it by field."""

    kind: NoticeKind | None
    to: ToAgency | ToAddress | None
    about: int | None
    words: str
    answer_by: datetime | None
    wrong: Mapping[str, str] = field(default_factory=dict)


@page("cases/<number:number>/notify", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
@keeps(find)
def notify(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        case = find(number)
        may = {scope.agency, *may_turn_to(number)}
        offered = recipients({code: one for code, one in agencies().items() if code in may}, open_teams())
        safe = [address for address in addresses(number) if address.is_safe]
    if case.closed_at:
        raise Http404
    if request.method != "POST" or "look" in request.POST:
        return _form(request, case, offered, safe, {})
    said = _said(request.POST, case, offered, safe)
    if said.wrong:
        return _form(request, case, offered, safe, said.wrong, status=422)
    try:
        with scope.transaction():
            sent = send_notice(
                by=scope, case=number, to=said.to, kind=said.kind.name, words=said.words, about=said.about,
                answer_by=said.answer_by,
            )  # fmt: skip
    except NotSafe:
        wrong = {"to": "Meanwhile this address is marked safe no more. Nothing was sent"}
        return _form(request, case, offered, safe, wrong, status=409)
    messages.success(request, "Sent. What becomes of it stands here and on the case.")
    return redirect("notice", sent)


def _said(
    sent: Mapping[str, str], case: CaseShown, offered: Mapping[str, list[Recipient]], safe: list[SafeAddress]
) -> Said:
    kind = kinds().get(sent.get("kind", ""))
    to = next(
        (one.to for listed in offered.values() for one in listed if one.key == sent.get("to", "")), None
    )
    if to is None:
        to = next(
            (ToAddress(one.number) for one in safe if f"address-{one.number}" == sent.get("to", "")), None
        )
    about = person_number(sent.get("about", ""))
    words, wrong = sent.get("words", "").strip().replace("\r\n", "\n"), {}
    try:
        words = clean(words)
    except ValueError as fault:
        wrong["words"] = f"What you wrote {fault}"
    if kind is None:
        wrong["kind"] = "Choose what kind of notice it is"
    if to is None:
        wrong["to"] = "Choose to whom it goes"
    elif kind and (kind.to is To.OUTSIDE) != isinstance(to, ToAddress):
        wrong["to"] = f"“{kind.title}” goes to " + (
            "an address outside" if kind.to is To.OUTSIDE else "an agency"
        )
    if about is not None and about not in [person.number for person in case.people]:
        wrong["about"] = "Choose one of the case’s people"
    answer_by = None
    if kind and kind.to is To.INSIDE:
        if not words or len(words) > LONGEST:
            wrong.setdefault("words", f"Write what they must know, in at most {LONGEST:,} characters")
        try:
            answer_by = _moment(sent.get("answer_by", ""))
        except Unclear as fault:
            wrong["answer_by"] = str(fault)
        else:
            if answer_by is None or not now() < answer_by <= now() + FURTHEST:
                wrong["answer_by"] = "Say by when, from now until three months ahead"
    elif kind and words:
        wrong["words"] = "Outside only the template’s own words go: leave this empty"
    return Said(kind, to, about, words, answer_by, wrong)


def _moment(text: str) -> datetime | None:
    """As a browser's field sends it, London time. Raises Unclear."""
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment_of(given)


def _tomorrow() -> str:
    """The end of the next working day."""
    day = working_days_after(in_england(now()).date(), 1)
    return datetime.combine(day, END_OF_DAY).isoformat(timespec="minutes")


def _form(
    request: HttpRequest, case: CaseShown, offered: Mapping[str, list[Recipient]], safe: list[SafeAddress], wrong: Mapping[str, str],
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    given = request.POST or request.begun.typed() or request.GET
    with request.scope.transaction():
        read = {kind.name: preview(kind.name, words="…") for kind in kinds().values()}
        mine = agencies()[request.scope.agency].district
    typed = {name: given.get(name, "") for name in ("kind", "to", "about", "words", "answer_by")}
    if len(case.people) == 1 and "about" not in given:
        typed["about"] = str(case.people[0].number)
    looked = {name: given.get(name, "")[:SHORT] for name in ("in_kind", "in_district", "in_name")}
    if "in_district" not in given:
        looked["in_district"] = mine
    context = {
        "case": case,
        "looked": looked,
        "districts": DISTRICTS,
        "fitting": narrowed(
            offered,
            kind=looked["in_kind"],
            district=looked["in_district"],
            name=looked["in_name"],
            chosen=typed["to"],
        ),
        "kinds": kinds().values(),
        "previews": read,
        "offered": offered,
        "safe": safe,
        "said": typed | {"answer_by": typed["answer_by"] or _tomorrow()},
        "wrong": wrong,
        "begun": request.begun,
    }
    return render(request, "notify/page.html", context, status=status)
