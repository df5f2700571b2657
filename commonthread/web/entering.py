"""Entering a record: the form, a look at what it says, and then it is entered. Nothing typed is lost on the way."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate

from commonthread.access.permissions import ROLES
from commonthread.access.queries import AgencyKnown, agencies
from commonthread.access.scope import KeyInUse, Scope
from commonthread.records.actions import attach, enter
from commonthread.records.attachments import (
    LARGEST,
    Attachment,
    NotTaken,
    Scanner,
    clamd,
    examine,
    not_scanned,
)
from commonthread.records.column import Part
from commonthread.records.columns import read
from commonthread.records.kind import Kind, kinds
from commonthread.records.queries import standing_under
from commonthread.records.record import Draft, Fault
from commonthread.records.rendering import parts
from commonthread.records.unfinished import drop_unfinished, keep_unfinished
from commonthread.web.begun import can_be_kept
from commonthread.web.components.entry import entry_form
from commonthread.web.components.posted import Posted, as_posted, posted
from commonthread.web.components.told import people_told, short_and_long
from commonthread.web.rendering import render

MOST_FILES = 10
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
KEY = f"CT-[{LETTERS}]{{5}}-[{LETTERS}]{{5}}"


@dataclass(frozen=True)
class Entering:
    """What is being entered. `start` fills the form at first; `corrects` is the record that it puts right, `about`
    the person from whose page one came, with a `note` on what was filled in of them. What is typed is kept under the `token`, if there is one."""

    kind: Kind
    template: str
    start: Mapping[str, str]
    corrects: int | None = None
    about: int | None = None
    note: str = ""
    token: str = ""


def fresh_key() -> str:
    """A number of our own for a record that has none in its agency's systems."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(10))
    return f"CT-{drawn[:5]}-{drawn[5:]}"


def authored(scope: Scope) -> dict[str, Kind]:
    """The kinds that somebody may enter: of their agency's and within their role's categories."""
    with scope.transaction():
        agency = agencies()[scope.agency]
    return {kind.name: kind for kind in kinds().values() if may_author(scope, agency, kind)}


def may_author(scope: Scope, agency: AgencyKnown, kind: Kind) -> bool:
    return agency.kind in kind.authors and kind.category in ROLES[scope.role].categories


def kind_to_enter(scope: Scope, name: str) -> Kind:
    try:
        return authored(scope)[name]
    except KeyError:
        raise Http404 from None


def answer(request: HttpRequest, entering: Entering) -> HttpResponse:
    """The form; after *Continue* what it says; after *Enter* the record. Until then what was typed is kept."""
    if request.method != "POST":
        return _form(request, entering, as_posted(entering.kind, entering.start))
    now = _typed(request, entering)
    asked = request.POST.get("do", "")
    if entering.token and asked != "enter":
        with request.scope.transaction():
            keep_unfinished(entering.token, entering.kind.name, _filled(now))
    if asked == "keep":
        return HttpResponse(status=204)
    if asked not in ("save", "enter"):
        return _form(request, entering, now)
    draft = read(entering.kind, now.cells, today=localdate())
    if not isinstance(draft, Draft):
        return _form(request, entering, now, draft)
    if asked == "enter":
        return _enter(request, entering, now, draft)
    standing = _standing(request.scope, draft)
    if standing not in (None, entering.corrects):
        return _form(request, entering, now, (_in_use(entering, standing),))
    return _check(request, entering, now, draft)


def scanner() -> Scanner:
    return clamd(settings.CLAMD) if settings.CLAMD else not_scanned


def _typed(request: HttpRequest, entering: Entering) -> Posted:
    """What was typed. The key of a correction is that of the record which it corrects, whatever was sent."""
    now = posted(entering.kind, dict(request.POST.lists()))
    if entering.corrects is None:
        return now
    return Posted(now.people, {**now.cells, "key": entering.start["key"]}, now.added)


def _filled(now: Posted) -> dict[str, str]:
    return {name: cell for name, cell in now.cells.items() if cell and can_be_kept([cell])}


def _standing(scope: Scope, draft: Draft) -> int | None:
    with scope.transaction():
        return standing_under(scope.agency, draft.kind, draft.key)


def _in_use(entering: Entering, standing: int | None) -> Fault:
    which = f"record {standing}" if standing else "another record"
    if entering.corrects:
        message = f"somebody else has corrected this record meanwhile. Read {which} before you go on"
        return Fault(column="", message=message)
    return Fault(
        column="key", message=f"belongs to {which} already: to change that record, open it and correct it"
    )


def _enter(request: HttpRequest, entering: Entering, now: Posted, draft: Draft) -> HttpResponse:
    try:
        files = tuple(_examined(request.FILES.getlist("files")))
    except NotTaken as refused:
        return _check(request, entering, now, draft, str(refused))
    scope = request.scope
    try:
        with scope.transaction():
            number = enter(by=scope, draft=draft, corrects=entering.corrects)
            for file in files:
                attach(by=scope, record=number, attachment=file)
            if entering.token:
                drop_unfinished(entering.token)
    except KeyInUse:
        return _form(request, entering, now, (_in_use(entering, _standing(scope, draft)),))
    return HttpResponseRedirect(reverse("entered", args=[number]))


def _examined(files: list[UploadedFile]) -> Iterable[Attachment]:
    if len(files) > MOST_FILES:
        raise NotTaken(f"More than {MOST_FILES} files were chosen. Send the others with a second record.")
    for file in files:
        try:
            yield examine(file.name, file.read(LARGEST + 1), scanner())
        except NotTaken as refused:
            raise NotTaken(f"{file.name}: {refused}") from refused


def _form(
    request: HttpRequest, entering: Entering, now: Posted, faults: Iterable[Fault] = ()
) -> HttpResponse:
    context = {
        "entering": entering,
        "kind": entering.kind,
        "form": entry_form(entering.kind, now, faults, without={"key"} if entering.corrects else ()),
    }
    return render(request, entering.template, context)


def _check(
    request: HttpRequest, entering: Entering, now: Posted, draft: Draft, refused: str = ""
) -> HttpResponse:
    by_part = parts(draft)
    short, long = short_and_long(entering.kind, by_part.get(Part.DETAIL, ()))
    context = {
        "entering": entering,
        "kind": entering.kind,
        "line": entering.kind.line(draft),
        "short": by_part[Part.RECORD] + short,
        "long": long,
        "seen": by_part.get(Part.CONTACT, ()),
        "grading": by_part.get(Part.GRADING, ()),
        "author": by_part[Part.AUTHOR],
        "told": people_told(draft.mentions, {}, today=localdate()),
        "cells": _filled(now).items(),
        "places": now.people,
        "refused": refused,
        "scanned": bool(settings.CLAMD),
        "largest": LARGEST // 1024 // 1024,
    }
    return render(request, "enter_kind/check.html", context)
