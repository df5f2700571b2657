"""Readings that are worth a question, never a charge: what was seen, by which rule, what to ask, and the answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.oversight.actions import answer
from commonthread.oversight.queries import Question, questions
from commonthread.oversight.rules import BY_NAME, RULES
from commonthread.web.components.pages import asked_for, limits, part
from commonthread.web.components.period import Asked, asked
from commonthread.web.components.reason import read_reason
from commonthread.web.components.spreadsheet import csv_file
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import moment, today

DAYS = 7
STANDING = {"": None, "open": True, "answered": False}
ALL = {"limit": 100_000, "offset": 0}


@page("ledger/questions", needs=Permission.SEE_LEDGER)
def unusual_readings(request: HttpRequest) -> HttpResponse:
    return _page(request)


@page("ledger/questions/<number:question>/answer", needs=Permission.SEE_LEDGER, methods=("POST",))
def answer_question(request: HttpRequest, question: int) -> HttpResponse:
    given = read_reason(request.POST)
    if given.wrong:
        return _page(request, {question: given})
    with request.scope.transaction():
        answer(by=request.scope, question=question, words=given.words)
    messages.success(request, "The answer is noted.")
    return redirect("unusual_readings")


@page("ledger/questions.csv", needs=Permission.SEE_LEDGER)
def unusual_readings_csv(request: HttpRequest) -> HttpResponse:
    found = _questions(request, _asked(request), whole_list=True, **ALL)
    header = ("question", "rule", "who", "agency", "person", "from", "until", "readings", "people", "answer")
    return csv_file("questions", header, map(_row, found))


def _page(request: HttpRequest, wrong: dict | None = None) -> HttpResponse:
    chosen, number = _asked(request), asked_for(request)
    found = _questions(request, chosen, **limits(number))
    context = {
        "asked": chosen,
        "part": part([(each, BY_NAME[each.rule]) for each in found], number),
        "rules": RULES,
        "wrong": wrong or {},
    }
    return render(request, "unusual_readings/page.html", context, status=422 if wrong else 200)


def _asked(request: HttpRequest) -> Asked:
    return asked(request, "rule", "standing", "reader", today=today(), days=DAYS)


def _questions(
    request: HttpRequest, chosen: Asked, *, limit: int, offset: int, whole_list: bool = False
) -> list[Question]:
    return questions(
        request.scope, since=chosen.period.since, rule=chosen["rule"] if chosen["rule"] in BY_NAME else "",
        is_open=STANDING.get(chosen["standing"]), reader=chosen["reader"], limit=limit, offset=offset, whole_list=whole_list,
    )  # fmt: skip


def _row(one: Question) -> tuple[object, ...]:
    person = f"P-{one.person}" if one.person else ""
    return (
        one.number, BY_NAME[one.rule].title, one.reader, one.agency or "", person, moment(one.first_at),
        moment(one.last_at), one.readings, one.people, one.answer,
    )  # fmt: skip
