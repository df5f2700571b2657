"""Drafting what one's own agency sends: kinds, people, fields, law and dates on one page."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from commonthread.access.agreements.words import Agencies
from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.scope import NotAllowed
from commonthread.access.terms import AgencyKind
from commonthread.feeds.agreed import FeedEdition, FeedSaid, editions_of
from commonthread.feeds.agreeing import draft_feed, wrong_with
from commonthread.feeds.agreement import PARTS
from commonthread.feeds.cohort import cohorts
from commonthread.kernel.dates import read_date
from commonthread.kernel.text import clean
from commonthread.records.kind import kinds
from commonthread.records.record import Mention
from commonthread.web.components.clause_form import law_items
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import day, today

TEXTS = {"controller": 200, "change": 500}
MOST_WEEKLY = 10_000_000
DATES = ("starts_on", "review_on", "ends_on")
CHOSEN = ("responsible", "cohort_rule", "power", "condition")
LISTS = ("kinds", "about_people", "about_records")
PEOPLE = {
    name: field.title or name.replace("_", " ").capitalize()
    for name, field in Mention.model_fields.items()
    if name != "role"
}
PART_LABELS = {"author": "Who wrote it", "contact": "Who was seen", "grading": "How it is graded", "place": "Where it happened", "place_postcode": "The postcode of the place"}  # fmt: skip


@page("feed-agreements/draft/mine", needs=Permission.DRAFT_AGREEMENTS, methods=("GET", "HEAD", "POST"))
def feed_draft(request: HttpRequest) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        known = agencies()
        try:
            before = editions_of(scope.agency)
        except NotAllowed:
            before = []
    if request.method != "POST":
        return _form(request, known, _first(scope.agency, scope.agency_name, before), {}, bool(before))
    typed = {field: request.POST.get(field, "").strip() for field in (*TEXTS, *DATES, *CHOSEN)}
    typed |= {field: request.POST.getlist(field) for field in LISTS}
    typed["weekly"] = request.POST.get("weekly", "").strip()
    said, wrong = _said(request.POST, scope.agency, before)
    if said is not None:
        wrong = wrong_with(said, known=known)
        if any(edition.signed_at for edition in before) and not said.change:
            wrong["change"] = "Say why there is a new edition"
    if wrong:
        return _form(request, known, typed, wrong, bool(before), 422)
    with scope.transaction():
        edition = draft_feed(by=scope, said=said)
    messages.success(request, "The draft is kept. It is in force once both have signed.")
    return redirect(f"/feed-agreements/{scope.agency}?edition={edition}")


def _first(agency: str, agency_name: str, before: list[FeedEdition]) -> dict[str, Any]:
    """What the last edition says, or a beginning."""
    dates = {"starts_on": day(today()), "review_on": day(today() + timedelta(days=365)), "ends_on": day(today() + timedelta(days=730))}  # fmt: skip
    if not before:
        return dates | {
            "controller": agency_name, "change": "", "weekly": "", "responsible": agency, "cohort_rule": "", "power": "",
            "condition": "", "kinds": [], "about_people": list(PEOPLE), "about_records": list(PARTS),
        }  # fmt: skip
    said = before[-1].said
    whole = {part: f"{part}.*" in said.fields for part in ("mention", "record")}
    return dates | {
        **{field: getattr(said, field) for field in (*CHOSEN, "controller")},
        "weekly": "" if said.weekly is None else str(said.weekly),
        "change": said.change if before[-1].signed_at is None else "",
        "kinds": list(said.kinds),
        "about_people": [f for f in PEOPLE if whole["mention"] or f"mention.{f}" in said.fields],
        "about_records": [f for f in PARTS if whole["record"] or f"record.{f}" in said.fields],
    }


def _said(sent: QueryDict, agency: str, before: list[FeedEdition]) -> tuple[FeedSaid | None, dict[str, str]]:
    texts, dates, wrong = {}, {}, {}
    for field, longest in TEXTS.items():
        text = sent.get(field, "").strip()
        try:
            texts[field] = clean(text) if text else ""
        except ValueError as fault:
            wrong[field] = f"What you wrote {fault}"
        if len(text) > longest:
            wrong[field] = f"Use at most {longest} characters"
    for field in DATES:
        try:
            dates[field] = read_date(sent.get(field, ""))
        except ValueError as fault:
            wrong[field] = f"This {fault}"
    weekly = sent.get("weekly", "").strip().replace(",", "")
    if weekly and not (
        weekly.isascii() and weekly.isdigit() and len(weekly) < 9 and int(weekly) <= MOST_WEEKLY
    ):
        wrong["weekly"] = "Write it as a number, for example 400, or leave it empty"
    return (None, wrong) if wrong else (_put_together(sent, agency, texts, dates, before), {})


def _put_together(
    sent: QueryDict, agency: str, texts: dict[str, str], dates: dict[str, date], before: list[FeedEdition]
) -> FeedSaid:
    named = tuple(kind for kind in kinds() if kind in sent.getlist("kinds"))
    cohort = cohorts().get(sent.get("cohort_rule", ""))
    said = FeedSaid(
        agency=agency, weekly=_weekly(sent), cohort=cohort.label if cohort else "", kinds=named, fields=(), **texts, **dates,
        **{field: sent.get(field, "") for field in CHOSEN},
    )  # fmt: skip
    finer = [
        field
        for field in (before[-1].said.fields if before else ())
        if (kind := field.partition(".")[0]) in named and f"{kind}.*" not in before[-1].said.fields
    ]
    limited = {field.partition(".")[0] for field in finer}
    return replace(
        said,
        fields=(
            *_fields("mention", PEOPLE, sent.getlist("about_people")),
            *_fields("record", PARTS, sent.getlist("about_records")),
            *(f"{kind}.*" for kind in named if kind not in limited),
            *finer,
        ),
    )


def _weekly(sent: QueryDict) -> int | None:
    typed = sent.get("weekly", "").strip().replace(",", "")
    return int(typed) if typed else None


def _fields(part: str, offered, chosen: list[str]) -> list[str]:
    named = [field for field in offered if field in chosen]
    return [f"{part}.*"] if len(named) == len(offered) else [f"{part}.{field}" for field in named]


def _form(
    request: HttpRequest, known: Agencies, typed: dict, wrong: dict, is_next: bool, status: int = 200
) -> HttpResponse:
    kind = known[request.scope.agency].kind
    may_answer = [
        agency
        for agency in known.values()
        if agency.kind is AgencyKind.CHILDRENS_SERVICES or agency.code == request.scope.agency
    ]
    context = {
        "typed": typed,
        "wrong": wrong,
        "is_next": is_next,
        "kind_items": _items(
            {k.name: k.label for k in kinds().values() if kind in k.authors}, typed["kinds"]
        ),
        "people_items": _items(PEOPLE, typed["about_people"]),
        "record_items": _items(PART_LABELS, typed["about_records"]),
        "cohort_items": [
            {"value": c.name, "text": c.label, "hint": {"text": c.explains}} for c in cohorts().values()
        ],
        "responsible_items": [{"value": a.code, "text": a.name} for a in may_answer],
        **law_items(),
    }
    return render(request, "feed_draft/page.html", context, status=status)


def _items(offered: dict[str, str], chosen: list[str]) -> list[dict[str, Any]]:
    return [{"value": value, "text": text, "checked": value in chosen} for value, text in offered.items()]
