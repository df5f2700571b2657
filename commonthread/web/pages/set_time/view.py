"""One time limit, or the terms of one school year: what its source says, every edition of the area, and setting another."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.pathways.area import HOW_TERMS, About, Setting, in_lines
from commonthread.pathways.clocks.limits import ByGrade
from commonthread.pathways.clocks.reading import EXAMPLES
from commonthread.pathways.settings import may_set, open_rules, set_value, settings
from commonthread.web.components.setting import read_setting
from commonthread.web.page import page
from commonthread.web.rendering import render

YEARS = range(2010, 2100)
SORTS = {"limits": About.LIMIT, "school-years": About.SCHOOL_YEAR}


@page(
    "times-and-terms/<slug:sort>/<slug:name>", needs=Permission.RUN_SERVICE, methods=("GET", "HEAD", "POST")
)
def set_time(request: HttpRequest, sort: str, name: str) -> HttpResponse:
    about = SORTS.get(sort)
    if about is None or not _is_there(about, name):
        raise Http404
    if request.method != "POST":
        return _form(request, about, name, {}, {})
    given = read_setting(request.POST)
    wrong = dict(given.wrong)
    if not wrong:
        try:
            with request.scope.transaction():
                holds = set_value(by=request.scope, about=about, name=name, words=given.words,
                                  authority=given.authority, because=given.because)  # fmt: skip
        except ValueError as fault:
            wrong["words"] = str(fault)
    if wrong:
        return _form(request, about, name, wrong, request.POST)
    messages.success(
        request, f"Kept. It holds for what begins from {holds:%-d %B %Y}; what runs already keeps its time."
    )
    return redirect("times_and_terms")


def _is_there(about: About, name: str) -> bool:
    if about is About.LIMIT:
        return name in open_rules()
    return name.isascii() and name.isdigit() and int(name) in YEARS


def _form(
    request: HttpRequest, about: About, name: str, wrong: Mapping[str, str], typed: Mapping[str, str]
) -> HttpResponse:
    with request.scope.transaction():
        every = [
            one for one in settings(agency=request.scope.agency) if (one.about, one.name) == (about, name)
        ]
        changes = may_set()
    rule = open_rules().get(name) if about is About.LIMIT else None
    context = {
        "title": rule.what if rule else f"School year {name}/{(int(name) + 1) % 100:02}",
        "rule": rule,
        "declared": in_lines(rule.within) if rule else "",
        "hint": _hint(about, rule is not None and isinstance(rule.within, ByGrade)),
        "editions": list(reversed(every)),
        "words": typed.get("words") or _begins_with(every, rule),
        "typed": typed,
        "wrong": wrong,
        "changes": changes,
    }
    return render(request, "set_time/page.html", context, status=422 if wrong else 200)


def _hint(about: About, by_grade: bool) -> str:
    if about is About.SCHOOL_YEAR:
        return f"Terms and half-term holidays, {HOW_TERMS}"
    return f"{'A line for each grade. ' if by_grade else ''}Written like one of these: {EXAMPLES}"


def _begins_with(every: list[Setting], rule) -> str:
    if every:
        return every[-1].words
    return in_lines(rule.within) if rule else ""
