"""What an area sets for itself: time limits, school terms, bank holidays; by whom, on whose authority, from which day."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate

from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.kernel.bank_holidays import BankHoliday
from commonthread.kernel.dates import read_date
from commonthread.pathways.area import About, Area, Setting, area_of, in_lines
from commonthread.pathways.clocks.rules import ClockRule
from commonthread.pathways.facts import facts
from commonthread.pathways.settings import may_set, open_rules, set_value, settings, used_in
from commonthread.places.cited import DISTRICTS
from commonthread.web.components.setting import read_setting
from commonthread.web.page import page
from commonthread.web.rendering import render

YEARS_SHOWN = 3


@dataclass(frozen=True)
class LimitShown:
    """`today` is how long it is for what begins today; `set` is the latest edition of the area, if it has any."""

    rule: ClockRule
    used_in: str
    today: str
    set: Setting | None


@page("times-and-terms", needs=Permission.RUN_SERVICE, methods=("GET", "HEAD", "POST"))
def times_and_terms(request: HttpRequest) -> HttpResponse:
    """POST adds a bank holiday that was proclaimed since."""
    if request.method == "POST":
        return _add_holiday(request)
    return _shown(request, {}, {})


def _add_holiday(request: HttpRequest) -> HttpResponse:
    given = read_setting(request.POST)
    wrong = dict(given.wrong)
    try:
        day = read_date(request.POST.get("day", ""))
    except ValueError as fault:
        return _shown(request, wrong | {"day": f"What you wrote {fault}"}, request.POST)
    if wrong:
        return _shown(request, wrong, request.POST)
    try:
        with request.scope.transaction():
            holds = set_value(by=request.scope, about=About.BANK_HOLIDAY, name=day.isoformat(), words=given.words,
                              authority=given.authority, because=given.because)  # fmt: skip
    except ValueError as fault:
        return _shown(request, {"day": str(fault)}, request.POST)
    messages.success(
        request,
        f"Kept. What begins from {holds:%-d %B %Y} counts by it; what runs already keeps its time.",
    )
    return redirect("times_and_terms")


def _shown(request: HttpRequest, wrong: Mapping[str, str], typed: Mapping[str, str]) -> HttpResponse:
    with request.scope.transaction():
        every = settings(agency=request.scope.agency)
        district = agencies()[request.scope.agency].district
        changes = may_set()
    today = localdate()
    first = today.year if today.month >= 9 else today.year - 1
    here = area_of(every)
    context = {
        "district": next((one.name for one in DISTRICTS if one.code == district), ""),
        "limits": sorted((_limit(rule, here, every) for rule in open_rules().values()), key=lambda limit: not limit.set),
        "years": {begins: _latest(every, About.SCHOOL_YEAR, str(begins)) for begins in range(first, first + YEARS_SHOWN)},
        "holidays": [(holiday, _latest(every, About.BANK_HOLIDAY, holiday.day.isoformat())) for holiday in _ahead(here)],
        "changes": changes,
        "facts": facts(),
        "wrong": wrong,
        "typed": typed,
    }  # fmt: skip
    return render(request, "times_and_terms/page.html", context, status=422 if wrong else 200)


def _limit(rule: ClockRule, here: Area, every: list[Setting]) -> LimitShown:
    today = in_lines(here.rule(rule).limit_on(localdate()))
    return LimitShown(rule, ", ".join(used_in(rule)), today, _latest(every, About.LIMIT, rule.name))


def _latest(every: list[Setting], about: About, name: str) -> Setting | None:
    return next((one for one in reversed(every) if (one.about, one.name) == (about, name)), None)


def _ahead(here: Area) -> list[BankHoliday]:
    today = localdate()
    found = (*here.bank_holidays.of(today.year), *here.bank_holidays.of(today.year + 1))
    later = (holiday for holiday in here.bank_holidays.days.values() if holiday.day.year > today.year + 1)
    added = (holiday for holiday in later if "added by" in holiday.note)
    return [holiday for holiday in (*found, *added) if holiday.day >= today]
