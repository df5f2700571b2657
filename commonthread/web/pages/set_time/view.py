"""One time limit, or the terms of one school year: what its source says, every edition of the area, and setting another."""

from collections.abc import Mapping
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.scope import NotAllowed
from commonthread.pathways.area import HOW_TERMS, About, Setting, in_lines
from commonthread.pathways.clocks.limits import ByGrade
from commonthread.pathways.clocks.reading import EXAMPLES
from commonthread.pathways.proposing import propose_limit, propose_year
from commonthread.pathways.settings import may_set, open_rules, set_value, settings
from commonthread.places.cited import DISTRICTS
from commonthread.web.begun import keeps
from commonthread.web.components.days_file import days_as, days_from
from commonthread.web.components.setting import GivenSetting, read_setting
from commonthread.web.page import page
from commonthread.web.rendering import render

YEARS = range(2010, 2100)
SORTS = {"limits": About.LIMIT, "school-years": About.SCHOOL_YEAR}
DECLARED = "declared"


def _may_change(sort: str, name: str) -> None:
    if not may_set():
        raise NotAllowed("Not found.")


@page(
    "times-and-terms/<slug:sort>/<slug:name>", needs=Permission.RUN_SERVICE, methods=("GET", "HEAD", "POST")
)
@keeps(_may_change, but=("read",))
def set_time(request: HttpRequest, sort: str, name: str) -> HttpResponse:
    """POST first shows what would change, and keeps it once that was seen."""
    about = SORTS.get(sort)
    if about is None or not _is_there(about, name):
        raise Http404
    every = _editions(request)
    if request.method != "POST":
        return _form(request, about, name, every, _asked(request, about, name, every), {})
    with request.scope.transaction():
        _may_change(sort, name)
    if about is About.SCHOOL_YEAR and request.POST.get("do") == "read":
        return _read(request, name, every)
    given = read_setting(request.POST)
    typed, wrong = _typed(given), dict(given.wrong)
    if not wrong:
        try:
            looked = _look(request, about, name, every, given)
        except ValueError as fault:
            wrong["words"] = str(fault)
    if wrong:
        return _form(request, about, name, every, typed, wrong)
    if request.POST.get("looked", "").strip().replace("\r\n", "\n") != given.words:
        return _form(request, about, name, every, typed, {}, looked)
    with request.scope.transaction():
        holds = set_value(by=request.scope, about=about, name=name, **typed)
    messages.success(
        request, f"Kept. It holds for what begins from {holds:%-d %B %Y}; what runs already keeps its time."
    )
    return redirect("times_and_terms")


@page("times-and-terms/school-years/<int:year>/<slug:form>", needs=Permission.RUN_SERVICE)
def district_year_file(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """The terms of the district, as a table or for a calendar."""
    held = _of(_editions(request), About.SCHOOL_YEAR, str(year))
    if not held:
        raise Http404
    with request.scope.transaction():
        district = agencies()[request.scope.agency].district
    called = next((one.name for one in DISTRICTS if one.code == district), "Schools")
    return days_as(request, form, f"school-year-{year}", called, held[-1].words)


def _is_there(about: About, name: str) -> bool:
    if about is About.LIMIT:
        return name in open_rules()
    return name.isascii() and name.isdigit() and int(name) in YEARS


def _editions(request: HttpRequest) -> list[Setting]:
    with request.scope.transaction():
        return settings(agency=request.scope.agency)


def _of(every: list[Setting], about: About, name: str) -> list[Setting]:
    return [one for one in every if (one.about, one.name) == (about, name)]


def _typed(given: GivenSetting) -> dict[str, str]:
    return {"words": given.words, "authority": given.authority, "because": given.because}


def _asked(request: HttpRequest, about: About, name: str, every: list[Setting]) -> Mapping[str, str]:
    """What was begun; else an earlier edition that is to be set again; else what holds."""
    if begun := request.begun.typed("look"):
        return begun
    held, again = _of(every, about, name), request.GET.get("again", "")
    declared = in_lines(open_rules()[name].within) if about is About.LIMIT else ""
    if again.isascii() and again.isdigit() and len(again) < 6 and int(again) < len(held):
        return {"words": held[int(again)].words, "authority": held[int(again)].authority}
    return {"words": held[-1].words if held and again != DECLARED else declared}


def _look(request: HttpRequest, about: About, name: str, every: list[Setting], given: GivenSetting):
    holds = localdate() + timedelta(days=1)
    wanted = Setting(
        about, name, given.words, given.authority, given.because, "", request.scope.name, now(), holds
    )
    return propose_year(every, wanted) if about is About.SCHOOL_YEAR else propose_limit(every, wanted)


def _read(request: HttpRequest, name: str, every: list[Setting]) -> HttpResponse:
    """A file becomes lines, which are looked at like any others."""
    try:
        typed = {"words": days_from(request.FILES.get("file"))}
    except ValueError as fault:
        return _form(request, About.SCHOOL_YEAR, name, every, _asked(request, About.SCHOOL_YEAR, name, every), {"file": str(fault)})  # fmt: skip
    return _form(request, About.SCHOOL_YEAR, name, every, typed, {})


def _form(
    request: HttpRequest, about: About, name: str, every: list[Setting], typed: Mapping[str, str],
    wrong: Mapping[str, str], looked: object = None,
) -> HttpResponse:  # fmt: skip
    with request.scope.transaction():
        changes = may_set()
    rule = open_rules().get(name) if about is About.LIMIT else None
    context = {
        "title": rule.what if rule else f"School year {name}/{(int(name) + 1) % 100:02}",
        "rule": rule,
        "year": 0 if rule else int(name),
        "declared": in_lines(rule.within) if rule else "",
        "hint": _hint(about, rule is not None and isinstance(rule.within, ByGrade)),
        "editions": list(reversed(list(enumerate(_of(every, about, name))))),
        "typed": typed,
        "wrong": wrong,
        "looked": looked,
        "changes": changes,
        "begun": request.begun,
    }
    return render(request, "set_time/page.html", context, status=422 if wrong else 200)


def _hint(about: About, by_grade: bool) -> str:
    if about is About.SCHOOL_YEAR:
        return f"Terms and half-term holidays, {HOW_TERMS}"
    return f"{'A line for each grade. ' if by_grade else ''}Written like one of these: {EXAMPLES}"
