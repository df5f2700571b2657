"""Saying whom one knows, so that one never comes to look at them. The answer is the same whoever that is."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.identity.conflicts import declare
from commonthread.web.components.numbers import person_number
from commonthread.web.components.reason import Reason, read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import person

MOST = 20


@dataclass(frozen=True)
class Numbers:
    """Of people who came before somebody here, as they typed them."""

    typed: str
    wrong: str = ""
    people: tuple[int, ...] = ()


@page("whom-i-know", needs=Permission.USE_SERVICE, methods=("GET", "HEAD", "POST"))
def whom_i_know(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        came = [number for number in map(person_number, request.GET.getlist("person")) if number]
        return _form(request, Reason(""), Numbers(", ".join(person(number) for number in came[:MOST])))
    said, numbers = read_reason(request.POST, "words"), _numbers(request.POST.get("numbers", "").strip())
    if said.wrong or numbers.wrong:
        return _form(request, said, numbers, status=422)
    with request.scope.transaction():
        declare(by=request.scope, words=said.words, persons=numbers.people)
    messages.success(
        request,
        "Noted. Nothing more will be said about it, whoever it is. If work of yours was about them, tell your supervisor that you hand it over.",
    )
    return redirect("whom_i_know")


def _numbers(typed: str) -> Numbers:
    found = [person_number(part) for part in typed.split(",") if part.strip()]
    if None in found or len(found) > MOST:
        return Numbers(typed, f"Give numbers as P-204817309, with commas between, at most {MOST}")
    return Numbers(typed, people=tuple(found))


def _form(request: HttpRequest, said: Reason, numbers: Numbers, status: int = 200) -> HttpResponse:
    wrong = {name: each.wrong for name, each in (("words", said), ("numbers", numbers)) if each.wrong}
    errors = [{"text": text, "href": f"#{name}"} for name, text in wrong.items()]
    context = {"said": said, "numbers": numbers, "errors": errors}
    return render(request, "whom_i_know/page.html", context, status=status)
