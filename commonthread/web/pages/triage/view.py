"""Triage: one contact on one page, in the order in which people think about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies, duty_desk
from commonthread.access.scope import ChangedMeanwhile, Scope
from commonthread.identity.queries import who
from commonthread.notices.addresses import addresses
from commonthread.notices.templates import preview
from commonthread.pathways import front_door
from commonthread.pathways.front_door import Decided, Reached
from commonthread.pathways.investigation import parts
from commonthread.pathways.joining import Joined, could_join, joined, to_look_again
from commonthread.pathways.presence import look_in
from commonthread.pathways.procedure import Step
from commonthread.pathways.queries import CaseShown
from commonthread.pathways.queries import case as find
from commonthread.pathways.requests import my_requests
from commonthread.pathways.tasks import Task, procedure_of, tasks
from commonthread.pathways.thresholds import DECISIONS, THRESHOLDS
from commonthread.places.cited import DISTRICTS
from commonthread.records.queries import Content, known, read, readable
from commonthread.records.record import MentionRole
from commonthread.web.begun import keeps
from commonthread.web.components.answer_due import left
from commonthread.web.components.answers import answers
from commonthread.web.components.candidates import Found, shown
from commonthread.web.components.consent import begun_before, consent_asked
from commonthread.web.components.contact_list import FROM
from commonthread.web.components.part_words import SHORT
from commonthread.web.components.safe_address import Said, anew
from commonthread.web.components.safe_words import SAFE
from commonthread.web.components.search import FIELDS, Search, read_search
from commonthread.web.naming import named
from commonthread.web.page import page
from commonthread.web.pages.triage.changes import CHANGES
from commonthread.web.pages.triage.sent import Refused
from commonthread.web.pages.triage.telling import IN_ITS_OWN_WORDS, safe_for
from commonthread.web.rendering import render
from commonthread.web.words import age_on, born, name, today

CLOSED = "Nothing was recorded: somebody else has closed it meanwhile. Read what they decided"
AGAIN = "Nothing was recorded: somebody else was quicker. Read "
# Where on the page the first one's decision stands, and that it must be read before it is changed.
MEANWHILE = {
    "rate": ("urgent", AGAIN + "how they rated it, and rate it again if it must be changed"),
    "consent": ("consent", AGAIN + "what they recorded, and record it again if it must be changed"),
    "look_again": ("urgent", AGAIN + "what they said of it"),
    "decide": ("decision", AGAIN + "what they decided, and of whom, and decide again if it must be changed"),
    "tell": ("told", AGAIN + "what whoever told was told"),
}


KEPT = ("rate", "look_again", "decide", "tell", "send_on", "take_out", "join", "part")


@dataclass(frozen=True)
class Asked:
    """What the page is shown with besides the contact: a search, and what is wrong with what was sent."""

    search: Search | None = None
    found: Found | None = None
    wrong: dict[str, str] = field(default_factory=dict)
    consent: object = None


@page("front-door/<number:number>", needs=Permission.OPEN_CASES, methods=("GET", "HEAD", "POST"))
@keeps(find, but=("search", "put_in", "household", "finish", "mark_safe", "tell_safely"))
def triage(request: HttpRequest, number: int) -> HttpResponse:
    scope = request.scope
    if request.method != "POST":
        return _show(request, number, Asked())
    doing = request.POST.get("do", "")
    if doing == "search":
        return _search(request, number)
    with scope.transaction():
        closed = find(number).closed_at
    if closed and doing in CHANGES:
        return _show(request, number, Asked(wrong={"told": CLOSED}), 409)
    try:
        said = CHANGES[doing](request, number) if doing in CHANGES else None
    except Refused as refused:
        return _show(request, number, Asked(wrong=refused.wrong, consent=refused.consent), refused.status)
    except ChangedMeanwhile:
        part, words = MEANWHILE.get(doing, ("decision", "Nothing was recorded: somebody else was quicker."))
        said_again = consent_asked(request.POST) if doing == "consent" else None
        return _show(request, number, Asked(wrong={part: words}, consent=said_again), 409)
    if said is None:
        return redirect("triage", number)
    messages.success(request, said.words)
    return redirect(said.going, *said.to)


def _search(request: HttpRequest, number: int) -> HttpResponse:
    search = read_search(request.POST, today())
    if search.wrong:
        return _show(request, number, Asked(search, wrong=dict(search.wrong)), 422)
    return _show(request, number, Asked(search, shown(who(request.scope, *search.asked), today())))


def _show(request: HttpRequest, number: int, asked: Asked, status: int = 200) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        case = find(number)
        reached = front_door.reached(number)
        context = {
            "others": look_in(number),
            "earlier": front_door.earlier(number),
            "decisions": front_door.decisions(number),
            "parts": parts(number),
            "short": SHORT,
            "alike": could_join(number),
            "joined": joined(number),
            "requests": my_requests(number),
            "agencies": agencies(),
            "desk": duty_desk(),
        }
        begun, known_addresses = tasks(case), addresses(number)
        context["safe_words"] = preview(IN_ITS_OWN_WORDS)
        wanted = readable([contact.record for contact in reached], case.purpose)
    procedure = procedure_of(case)
    people = [person.number for person in case.people]
    is_open = case.closed_at is None
    said = read(scope, sorted(wanted), purpose=case.purpose, reason=f"Triage of C-{number}")
    answered = known(scope, people, purpose=case.purpose) if is_open and people else []
    context |= {
        "case": case,
        "reached": reached,
        "said": said,
        "people_said": {record: _people(content, today()) for record, content in said.items()},
        "found_in_it": sorted(_found(reached, context["joined"], number) - set(people)),
        "safe": {contact.record: safe_for(contact, known_addresses) for contact in reached},
        "marking": Said(request.POST, wrong=asked.wrong) if request.POST.get("do") == "mark_safe" else anew(),
        "names": _names(scope, case) if is_open else {},
        "answers": {person: answers(answered, context["agencies"], person) for person in people} if answered else {},
        "open": _waits(begun, scope.agency),
        "step": _open_step,
        "rated": front_door.rated(begun),
        "look_again": to_look_again(begun),
        "rating_outcomes": procedure["rating"].outcomes if procedure else {},
        "about": (about := front_door.is_about(reached)),
        "subjects": _subjects(said.values()),
        "decisions_open": DECISIONS[about],
        "checks": [task for task in begun if _is(task, "checks")],
        "thresholds": THRESHOLDS[about],
        "districts": DISTRICTS,
        "asked": asked,
        "begun": request.begun,
        "typed": {doing: request.POST if doing == request.POST.get("do") else request.begun.typed(doing) for doing in KEPT},
        "searched": asked.search.typed if asked.search else dict.fromkeys(FIELDS, ""),
        "wrong": asked.wrong,
        "consent": asked.consent or begun_before(scope, request.begun.typed("consent")),
        "offered": _offered(context["decisions"], begun),
        "from": FROM,
        "left": left,
        "now": now(),
    }  # fmt: skip
    return render(request, "triage/page.html", context, status=status)


def _found(reached: list[Reached], brought: list[Joined], number: int) -> set[int]:
    """Whom linking found in what was told, and whom triage had put in where it was joined from."""
    there = {person for contact in reached for person in contact.persons}
    return there | {person for one in brought if one.to_case == number for person in one.people}


def _subjects(said: Iterable[Content]) -> set[int | None]:
    """Those of whom it was told as the one whom it is about, as they are linked."""
    told = (one for content in said if content.draft for one in content.known)
    return {one.person for one in told if one.mention.role is MentionRole.SUBJECT}


def _offered(decided: list[Decided], begun: list[Task]) -> str:
    outcome = decided[0].outcome if decided else getattr(front_door.rated(begun), "outcome", "")
    return SAFE.get(outcome, "")


def _waits(begun: list[Task], agency: str) -> list[Task]:
    return sorted(
        (task for task in begun if task.done_at is None and task.agency == agency),
        key=lambda task: task.due_at,
    )


def _is(task: Task, step: str) -> bool:
    return isinstance(task.step, Step) and task.step.name == step


def _open_step(waits: list[Task], step: str) -> list[Task]:
    return [task for task in waits if _is(task, step)]


def _people(content: Content, on: date) -> list[tuple[str, str, int | None]]:
    """Whom it names, in whose words; and the number to which linking took them."""
    if content.draft is None:
        return []
    return [
        (
            mention.mention.role.label,
            ", ".join(
                filter(
                    None,
                    (name(mention.mention), born(mention.mention), age_on(mention.mention, on),
                     mention.mention.address or "", mention.mention.postcode or "", mention.mention.school or ""),
                )
            )
            or "not named",
            mention.person,
        )
        for mention in content.known
    ]  # fmt: skip


def _names(scope: Scope, case: CaseShown) -> dict[int, str]:
    people = [person.number for person in case.people]
    found = named(scope, people, purpose=case.purpose, because=case.because, today=today())
    return {person: called.name for person, called in found.items() if called.name}
