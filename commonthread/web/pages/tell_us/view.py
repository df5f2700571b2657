"""Telling a hub that one is worried about a child or an adult: no account, one question a page, safe to leave at once."""

from dataclasses import dataclass

from allauth.core.internal import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from commonthread.access.queries import public_numbers
from commonthread.access.scope import NotAllowed
from commonthread.pathways import telling
from commonthread.pathways.facts import CHILDLINE
from commonthread.web.page import Open, page
from commonthread.web.rendering import render
from commonthread.web.telling.drafting import told
from commonthread.web.telling.kept import answers, forget, keep, keep_reference, reference
from commonthread.web.telling.oneself import put, questions
from commonthread.web.telling.questions import (
    AT_MOST,
    ELSEWHERE,
    NAMED,
    QUESTIONS,
    Answers,
    Question,
    after,
    before,
    one,
)
from commonthread.web.telling.reading import names, people_in, read

# Somewhere with nothing to do with this, where whoever looks over a shoulder sees the weather.
AWAY = "https://www.bbc.co.uk/weather"
# By address alone, so that nobody can use up what is others'. A school or a hospital has one address for all.
SENT = {"tell_us": "20/h/ip"}


@dataclass(frozen=True)
class Line:
    """An answer as it is checked before it is sent."""

    step: str
    asks: str
    says: str


@page("tell-us", needs=Open.TO_ANYONE)
def tell_us(request: HttpRequest) -> HttpResponse:
    context = {"first": QUESTIONS[0].name, "childline": CHILDLINE, "numbers": public_numbers()}
    return render(request, "tell_us/page.html", context)


@page("tell-us/leave", needs=Open.TO_ANYONE)
def tell_us_leave(request: HttpRequest) -> HttpResponse:
    forget(request)
    return redirect(AWAY)


@page("tell-us/sent", needs=Open.TO_ANYONE)
def tell_us_sent(request: HttpRequest) -> HttpResponse:
    kept = reference(request)
    if kept is None:
        return redirect("tell_us")
    context = {"reference": kept[0], "reachable": kept[1], "numbers": public_numbers()}
    return render(request, "tell_us/sent.html", context)


@page("tell-us/check", needs=Open.TO_ANYONE, methods=("GET", "HEAD", "POST"))
@sensitive_post_parameters()
@sensitive_variables()
def tell_us_check(request: HttpRequest) -> HttpResponse:
    said = answers(request)
    missing = next((question.name for question in QUESTIONS if question.name not in said), None)
    if missing:
        return _gone(request) if not said else redirect("tell_us_question", missing)
    if request.method == "POST":
        return _send(request, said)
    keep(request, {**said, "check": ["seen"]})
    context = {"lines": [_line(question, said) for question in questions(said)], "back": before("check")}
    return render(request, "tell_us/check.html", context)


@page("tell-us/<slug:step>", needs=Open.TO_ANYONE, methods=("GET", "HEAD", "POST"))
@sensitive_post_parameters()
@sensitive_variables()
def tell_us_question(request: HttpRequest, step: str) -> HttpResponse:
    question = NAMED.get(step)
    if question is None:
        raise Http404
    kept = answers(request)
    if not kept and question is not QUESTIONS[0]:
        return _gone(request, question)
    question = put(question, kept)
    if request.method != "POST":
        return _ask(request, question, kept, {})
    people = people_in(request.POST) if question.of_each else people_in(kept)
    said, wrong = read(question, request.POST, people)
    said |= {"people": [str(people)]} if question.of_each else {}
    if wrong:
        return _ask(request, question, {**kept, **said}, wrong, status=422)
    if question.of_each and request.POST.get("do") == "another":
        said["people"] = [str(min(people + 1, AT_MOST))]
        keep(request, {**kept, **said})
        return redirect("tell_us_question", question.name)
    keep(request, {**kept, **said, question.name: said.get(question.name, ["answered"])})
    if one(said, "district") == ELSEWHERE and question.name == "place":
        return render(request, "tell_us/elsewhere.html", {"back": "place"})
    following = after(question.name)
    # Whoever has seen all their answers goes back to them.
    if "check" in kept or following == "check":
        return redirect("tell_us_check")
    return redirect("tell_us_question", following)


def _send(request: HttpRequest, said: Answers) -> HttpResponse:
    if ratelimit.consume(request, app="commonthread", action="tell_us", config=SENT) is None:
        return render(request, "tell_us/too_many.html", {}, status=429)
    contact, draft, told_by = told(said)
    try:
        telling.tell_us(contact, draft, told_by)
    except NotAllowed:
        return render(request, "tell_us/elsewhere.html", {"back": "place"}, status=422)
    keep_reference(request, contact.reference, contact.wants_answer)
    return redirect("tell_us_sent")


def _ask(
    request: HttpRequest, question: Question, said: Answers, wrong: dict[str, str], status: int = 200
) -> HttpResponse:
    people = people_in(said)
    parts: list[list] = [[] for _ in range(people if question.of_each else 1)]
    for name, field in names(question, people):
        place = int(name.rpartition("_")[2]) if question.of_each else 0
        parts[place].append((name, field, said.get(name, [])))
    context = {
        "question": question, "parts": parts, "people": people, "wrong": wrong, "may_add": people < AT_MOST,
        "place": list(NAMED).index(question.name) + 1, "places": len(NAMED) + 1, "back": before(question.name),
    }  # fmt: skip
    return render(request, "tell_us/question.html", context, status=status)


def _gone(request: HttpRequest, question: Question | None = None) -> HttpResponse:
    """Half an hour without an answer, or a browser that keeps no cookie: nothing is left but what was sent just now, as
    whoever writes slowly has it on the screen."""
    people = people_in(request.POST)
    said = read(question, request.POST, people)[0] if question and request.method == "POST" else {}
    written = any(any(given) for given in said.values())
    if written:
        keep(request, {**said, "people": [str(people)]} if question.of_each else said)
    context = {"written": written, "first": QUESTIONS[0].name}
    return render(request, "tell_us/gone.html", context, status=200)


def _line(question: Question, said: Answers) -> Line:
    words = []
    for name, field in names(question, people_in(said)):
        label = dict(field.options)
        words += [label.get(part, part) for part in said.get(name, ())]
    return Line(question.name, question.asks, "; ".join(filter(None, words)) or "Left out")
