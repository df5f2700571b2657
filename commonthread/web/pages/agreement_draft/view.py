"""Drafting an agreement or its next edition: parties and dates here, each clause on a page of its own."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from commonthread.access.agreements.actions import draft as write_draft
from commonthread.access.agreements.edition import Agreement, Said
from commonthread.access.agreements.queries import agreement
from commonthread.access.agreements.rules import clause_faults, faults
from commonthread.access.agreements.words import Agencies, first_day, last_day
from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.scope import NotAllowed
from commonthread.kernel.dates import read_date, start_of_day
from commonthread.kernel.text import clean
from commonthread.web.components.clause_form import clause_sent, form_of, options
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import day, today

TEXTS = {"title": 120, "why": 1000, "contact": 200, "change": 500}
DATES = ("starts_on", "review_on", "ends_on")
POSTS = ("GET", "HEAD", "POST")


@page("agreements/new", needs=Permission.DRAFT_AGREEMENTS, methods=POSTS)
def agreement_new(request: HttpRequest) -> HttpResponse:
    with request.scope.transaction():
        known = agencies()
    typed = {field: "" for field in TEXTS} | {
        "starts_on": day(today()),
        "review_on": day(today() + timedelta(days=365)),
        "ends_on": day(today() + timedelta(days=730)),
        "parties": [request.scope.agency],
    }
    return _answer(request, None, None, known, typed)


@page("agreements/<number:number>/draft", needs=Permission.DRAFT_AGREEMENTS, methods=POSTS)
def agreement_draft(request: HttpRequest, number: int) -> HttpResponse:
    found, said, known = _to_draft(request, number)
    typed = {field: getattr(said, field) for field in TEXTS} | {
        "starts_on": day(first_day(said)),
        "review_on": day(said.review_on),
        "ends_on": day(last_day(said)),
        "parties": list(said.parties),
    }
    return _answer(request, found, said, known, typed)


@page("agreements/<number:number>/draft/clause", needs=Permission.DRAFT_AGREEMENTS, methods=POSTS)
def agreement_clause(request: HttpRequest, number: int) -> HttpResponse:
    """`?number=2` changes the second clause; without it there is one more."""
    found, said, known = _to_draft(request, number)
    if found.draft(datetime.now(UTC)) is None:
        raise NotAllowed("Not found.")
    clauses, at = list(said.clauses), _clause_asked_for(request, said)
    if request.method != "POST":
        form = form_of(clauses[at]) if at is not None else form_of(None)
        return _clause_form(request, found, said, known, form, at, {})
    if request.POST.get("do") == "remove" and at is not None:
        del clauses[at]
        return _kept(request, number, replace(said, clauses=tuple(clauses)), "The clause is gone.")
    clause, wrong = clause_sent(request.POST)
    if clause is not None:
        wrong = clause_faults(clause, said, known)
    if wrong:
        return _clause_form(request, found, said, known, request.POST, at, wrong, 422)
    if at is None:
        clauses.append(clause)
    else:
        clauses[at] = clause
    return _kept(request, number, replace(said, clauses=tuple(clauses)), "The clause is kept.")


def _to_draft(request: HttpRequest, number: int) -> tuple[Agreement, Said, Agencies]:
    """The agreement, what its draft says (else its newest edition, from which the next begins), and the agencies."""
    with request.scope.transaction():
        found, known = agreement(number), agencies()
    now = datetime.now(UTC)
    open_draft = found.draft(now)
    agency = request.scope.agency
    if open_draft is not None:
        if open_draft.drafted_by != agency:
            raise NotAllowed("Not found.")
        return found, open_draft.said, known
    if not any(agency in each.said.parties for each in found.editions):
        raise NotAllowed("Not found.")
    newest = found.editions[-1].said
    starts = max(first_day(newest), today())
    return found, replace(newest, change="", starts_at=start_of_day(starts)), known


def _answer(
    request: HttpRequest, found: Agreement | None, before: Said | None, known: Agencies, typed: dict
) -> HttpResponse:
    if request.method != "POST":
        return _form(request, found, known, typed, {})
    typed = {field: request.POST.get(field, "").strip() for field in (*TEXTS, *DATES)}
    typed["parties"] = request.POST.getlist("parties")
    said, wrong = _said(request.POST, before)
    if said is not None:
        wrong = faults(said, by=request.scope.agency, agencies=known)
        for number, clause in enumerate(said.clauses if not wrong else (), start=1):
            for words in clause_faults(clause, said, known).values():
                wrong["parties"] = f"Clause {number} no longer fits: {words}. Change the clause first"
        if found is not None and _is_next(found) and not said.change:
            wrong["change"] = "Say why there is a new edition"
    if wrong:
        return _form(request, found, known, typed, wrong, 422)
    return _kept(request, found.number if found else None, said, "The draft is kept.")


def _is_next(found: Agreement) -> bool:
    return any(edition.signed_at for edition in found.editions)


def _said(sent: QueryDict, before: Said | None) -> tuple[Said | None, dict[str, str]]:
    texts, dates, wrong = {}, {}, {}
    for field, longest in TEXTS.items():
        text = sent.get(field, "").strip()
        if len(text) > longest:
            wrong[field] = f"Use at most {longest} characters"
            continue
        try:
            texts[field] = clean(text) if text else ""
        except ValueError as fault:
            wrong[field] = f"What you wrote {fault}"
    for field in DATES:
        try:
            dates[field] = read_date(sent.get(field, ""))
        except ValueError as fault:
            wrong[field] = f"This {fault}"
    if wrong:
        return None, wrong
    return _put_together(texts, dates, sent.getlist("parties"), before), {}


def _put_together(
    texts: dict[str, str], dates: dict[str, date], parties: list[str], before: Said | None
) -> Said:
    return Said(
        **texts,
        starts_at=start_of_day(dates["starts_on"]),
        review_on=dates["review_on"],
        ends_at=start_of_day(dates["ends_on"] + timedelta(days=1)),
        parties=tuple(sorted(set(parties))),
        clauses=before.clauses if before else (),
    )


def _kept(request: HttpRequest, number: int | None, said: Said, words: str) -> HttpResponse:
    with request.scope.transaction():
        number = write_draft(by=request.scope, said=said, agreement=number)
    with request.scope.transaction():
        drafted = agreement(number).draft(datetime.now(UTC))
    messages.success(request, words)
    return redirect(f"/agreements/{number}?edition={drafted.number}")


def _form(
    request: HttpRequest,
    found: Agreement | None,
    known: Agencies,
    typed: dict,
    wrong: dict,
    status: int = 200,
) -> HttpResponse:
    kinds = sorted({agency.kind for agency in known.values()})
    context = {
        "found": found,
        "typed": typed,
        "wrong": wrong,
        "is_next": found is not None and _is_next(found),
        "groups": [(kind, [agency for agency in known.values() if agency.kind == kind]) for kind in kinds],
    }
    return render(request, "agreement_draft/page.html", context, status=status)


def _clause_asked_for(request: HttpRequest, said: Said) -> int | None:
    asked = request.GET.get("number", "")
    if not asked:
        return None
    if asked.isascii() and asked.isdigit() and len(asked) < 4 and 1 <= int(asked) <= len(said.clauses):
        return int(asked) - 1
    raise NotAllowed("Not found.")


def _clause_form(
    request: HttpRequest, found: Agreement, said: Said, known: Agencies, form, at: int | None, wrong: dict, status: int = 200
) -> HttpResponse:  # fmt: skip
    context = {
        "number": found.number,
        "title": said.title,
        "at": at,
        "wrong": wrong,
        **options(said, known, form),
    }
    return render(request, "agreement_draft/clause.html", context, status=status)
