"""Those whom one's team restricts: whom to look at again first, who asked, who lives beside them; and restricting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.permissions import Permission
from commonthread.access.scope import NotAllowed
from commonthread.identity.restricting import restrict, watch
from commonthread.web.components.numbers import person_number
from commonthread.web.components.reason import read_reason
from commonthread.web.components.review import ITEMS, read_review
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today

WHY = "the list of those whom my team restricts"
NOBODY = "Give the number of somebody who is there, for example P-204817309"
EMPTY = {"person": "", "reason": "", "review": "3"}


@page("restricted", needs=Permission.RESTRICT, methods=("GET", "HEAD", "POST"))
def restricted(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, EMPTY, {})
    typed = {name: request.POST.get(name, "").strip() for name in EMPTY}
    person, why = person_number(typed["person"]), read_reason(request.POST)
    review_on = read_review(request.POST, today())
    wrong = {"person": NOBODY} if person is None else {}
    wrong |= {"reason": why.wrong} if why.wrong else {}
    wrong |= {} if review_on else {"review": "Choose when to look at this again"}
    if not wrong:
        try:
            with request.scope.transaction():
                restrict(by=request.scope, persons=[person], why=why.words, review_on=review_on)
        except NotAllowed:
            wrong["person"] = NOBODY
    if wrong:
        return _page(request, typed, wrong, status=422)
    messages.success(request, "From now on only your team sees them.")
    return redirect("restricted")


def _page(request: HttpRequest, typed: dict, wrong: dict, status: int = 200) -> HttpResponse:
    context = {
        "watch": watch(request.scope, reason=WHY),
        "today": today(),
        "typed": typed,
        "wrong": wrong,
        "errors": [{"text": text, "href": f"#{name}"} for name, text in wrong.items()],
        "review_items": ITEMS,
    }
    return render(request, "restricted/page.html", context, status=status)
