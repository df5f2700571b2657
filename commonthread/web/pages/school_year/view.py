"""One school year of one school: what holds, what another edition would change, keeping it, and every edition."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.pathways.proposing import YearProposed
from commonthread.pathways.school_terms import EXAMPLES, changes, count_days
from commonthread.pathways.schools import Edition, editions_of, proposed, set_school_year
from commonthread.web.begun import keeps
from commonthread.web.components.days_file import days_as, days_from
from commonthread.web.components.setting import ASKS, read_setting
from commonthread.web.page import page
from commonthread.web.rendering import render

YEARS = range(2010, 2100)


@page("school-terms/<slug:school>/<int:year>", needs=Permission.KEEP_TERMS, methods=("GET", "HEAD", "POST"))
@keeps(lambda school, year: editions_of(school), but=("read",))
def school_year(request: HttpRequest, school: str, year: int) -> HttpResponse:
    """POST first shows what would change, and keeps it once that was seen."""
    with request.scope.transaction():
        every, name = editions_of(school), agencies()[school].name
    if year not in YEARS:
        raise Http404
    if request.method != "POST":
        return _form(request, school, name, year, every, _asked(request, every, year), {})
    if request.POST.get("do") == "read":
        return _read(request, school, name, year, every)
    given = read_setting(request.POST)
    typed = {"words": given.words, "authority": given.authority, "because": given.because}
    wrong = {field: says for field, says in given.wrong.items() if (field, says) != ("words", ASKS["words"])}
    try:
        before, after, own = proposed(every, year, given.words, given.authority)
    except ValueError as fault:
        wrong.setdefault("words", str(fault))
    if wrong:
        return _form(request, school, name, year, every, typed, wrong, status=422)
    if "looked" not in request.POST or request.POST["looked"].strip().replace("\r\n", "\n") != given.words:
        looked = YearProposed(changes(before, after, own), count_days(before, own), count_days(after, own))
        return _form(request, school, name, year, every, typed, {}, looked)  # fmt: skip
    with request.scope.transaction():
        holds = set_school_year(by=request.scope, school=school, year=year, **typed)
    messages.success(
        request, f"Kept. It holds for what begins from {holds:%-d %B %Y}; what runs already keeps its time."
    )
    return redirect("school_year", school, year)


@page("school-terms/<slug:school>/<int:year>/<slug:form>", needs=Permission.KEEP_TERMS)
def school_year_file(request: HttpRequest, school: str, year: int, form: str) -> HttpResponse:
    """The lines of the school itself, as a table or for a calendar."""
    with request.scope.transaction():
        own = _of(editions_of(school), year, own=True)
        name = agencies()[school].name
    if not own:
        raise Http404
    return days_as(request, form, f"{school}-{year}", name, own[-1].words)


def _of(every: list[Edition], year: int, *, own: bool) -> list[Edition]:
    return [one for one in every if one.name == str(year) and one.is_own is own]


def _asked(request: HttpRequest, every: list[Edition], year: int) -> Mapping[str, str]:
    """What was begun; else an earlier edition that is to be set again; else what holds."""
    if begun := request.begun.typed("look"):
        return begun
    own, asked = _of(every, year, own=True), request.GET.get("again", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked) < len(own):
        again = own[int(asked)]
        return {"words": again.words, "authority": again.authority, "because": ""}
    return {"words": own[-1].words if own else ""}


def _read(request: HttpRequest, school: str, name: str, year: int, every: list[Edition]) -> HttpResponse:
    """A file becomes lines, which are looked at like any others."""
    try:
        typed = {"words": days_from(request.FILES.get("file")), "authority": "", "because": ""}
    except ValueError as fault:
        return _form(request, school, name, year, every, _asked(request, every, year), {"file": str(fault)}, status=422)  # fmt: skip
    return _form(request, school, name, year, every, typed, {})


def _form(
    request: HttpRequest, school: str, name: str, year: int, every: list[Edition], typed: Mapping[str, str],
    wrong: Mapping[str, str], looked: YearProposed | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    own = _of(every, year, own=True)
    context = {
        "school": school, "name": name, "year": year, "examples": EXAMPLES, "typed": typed, "wrong": wrong, "looked": looked,
        "editions": list(reversed(list(enumerate(own)))), "holds": own[-1] if own else None,
        "district": (_of(every, year, own=False) or [None])[-1], "begun": request.begun,
    }  # fmt: skip
    return render(request, "school_year/page.html", context, status=status)
