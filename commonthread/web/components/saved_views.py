"""Keeping what was chosen from a list under a name, and dropping it: the same on every list that keeps views."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonthread.access.scope import ChangedMeanwhile
from commonthread.pathways.views import ListOf, drop_view, keep_view

LONGEST_NAME, LONGEST_VIEW = 60, 300


def chosen_as(given: Mapping[str, str], filters: tuple[str, ...]) -> str:
    """What was chosen, as it stands in the address of the list."""
    return urlencode({name: given[name] for name in filters if given.get(name)})


def change_views(request: HttpRequest, of: ListOf, page: str, asked: str) -> HttpResponse:
    """Keep `asked` under the name that was sent, or drop the view of that name."""
    name = " ".join(request.POST.get("name", "").split())
    if not name or len(name) > LONGEST_NAME or len(asked) > LONGEST_VIEW:
        messages.error(request, f"Nothing was kept: give it a name of at most {LONGEST_NAME} characters.")
        return redirect(f"{reverse(page)}?{asked}")
    if request.POST.get("do") == "drop":
        with request.scope.transaction():
            drop_view(by=request.scope, of=of, name=name)
        messages.success(request, "Dropped.")
        return redirect(page)
    try:
        with request.scope.transaction():
            keep_view(by=request.scope, of=of, name=name, asked=asked)
    except ChangedMeanwhile:
        messages.error(request, "Nothing was kept: twenty views are kept at most. Drop one first.")
    else:
        messages.success(request, "Kept.")
    return redirect(f"{reverse(page)}?{asked}")
