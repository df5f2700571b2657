"""Send a delivery: it is kept as it is, then loaded in the background."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate

from commonthread.access.permissions import Permission
from commonthread.feeds.actions import take_in
from commonthread.feeds.agreement import Terms
from commonthread.feeds.format import Unreadable, formats
from commonthread.feeds.queries import delivery, terms_in_force
from commonthread.feeds.receipt import NoAgreement
from commonthread.feeds.store import DeliveryStore
from commonthread.records.kind import kinds
from commonthread.web.page import page
from commonthread.web.rendering import render

LARGEST = 500 * 1024 * 1024
SAYS_ITS_KIND = "extract"
KEPT = "The delivery has been kept. It is loaded in the background; you can leave this page."
LOADED_BEFORE = "This delivery was sent and loaded before. Nothing has changed."


@dataclass(frozen=True)
class Asked:
    """What was chosen, and what is wrong with it by field."""

    format: str
    kind: str
    wrong: dict[str, str]


@page("deliveries/send", needs=Permission.SEE_DELIVERIES, methods=("GET", "HEAD", "POST"))
def send_delivery(request: HttpRequest) -> HttpResponse:
    with request.scope.transaction():
        try:
            terms = terms_in_force(request.scope.agency, localdate(), login="app")
        except NoAgreement:
            terms = None
    if terms is None or request.method != "POST":
        return _form(request, terms, Asked("", "", {}))
    files = request.FILES.getlist("files")
    asked = _asked(request, terms, files)
    if asked.wrong:
        return _form(request, terms, asked)
    try:
        number = _keep(request, asked, files)
    except Unreadable as unreadable:
        return _form(request, terms, Asked(asked.format, asked.kind, {"files": str(unreadable)}))
    with request.scope.transaction():
        is_loaded = delivery(number).state == "loaded"
    messages.success(request, LOADED_BEFORE if is_loaded else KEPT)
    return HttpResponseRedirect(reverse("delivery", args=[number]))


def _asked(request: HttpRequest, terms: Terms, files: list[UploadedFile]) -> Asked:
    format, kind = request.POST.get("format", ""), request.POST.get("kind", "")
    wrong = {}
    if format not in formats():
        wrong["format"] = "Choose the format"
    if format != SAYS_ITS_KIND or kind not in terms.kinds:
        kind = ""
    names = [file.name for file in files]
    if not files:
        wrong["files"] = "Choose a file"
    elif not all(file.size for file in files):
        wrong["files"] = "A file is empty. The export may have failed: choose it again"
    elif len(set(names)) < len(names):
        wrong["files"] = "Two of the files have the same name. Give one another name"
    elif len(files) > 1 and format in formats() and not formats()[format].many_files:
        wrong["files"] = "A delivery of this format is one file. Send the others by themselves"
    elif sum(file.size for file in files) > LARGEST:
        wrong["files"] = f"More than {LARGEST // 1024 // 1024} MB at once. Let your administrator load it"
    return Asked(format, kind, wrong)


def _keep(request: HttpRequest, asked: Asked, files: list[UploadedFile]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for file in files:
            path = Path(folder) / Path(file.name).name
            with path.open("wb") as copy:
                copy.writelines(file.chunks())
            paths.append(path)
        return take_in(
            by=request.scope,
            store=DeliveryStore(settings.DELIVERIES),
            paths=paths,
            format=asked.format,
            kind=asked.kind or None,
        )


def _form(request: HttpRequest, terms: Terms | None, asked: Asked) -> HttpResponse:
    named = sorted(terms.kinds & set(kinds()), key=lambda name: kinds()[name].label) if terms else []
    context = {
        "terms": terms,
        "asked": asked,
        "formats": tuple(formats().values()),
        "kinds": [(name, kinds()[name].label) for name in named],
    }
    return render(request, "send_delivery/page.html", context)
