"""What each agency sends as a matter of course: the list, and one agreement to read, sign or end."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from commonthread.access.agreements.actions import NotAgreed
from commonthread.access.agreements.edition import LIVE, OPEN, State
from commonthread.access.agreements.words import Agencies, name, role_label
from commonthread.access.law import CONDITIONS, POWERS
from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.scope import ChangedMeanwhile, NotAllowed
from commonthread.feeds.agreed import FeedEdition, current, editions_of
from commonthread.feeds.agreed import feed_agreements as every_edition
from commonthread.feeds.agreeing import end_feed, sign_feed
from commonthread.feeds.cohort import cohorts
from commonthread.feeds.processing import ANY_OF_THEM, JOINT
from commonthread.records.kind import kinds
from commonthread.web.components.agreement import COLOURS
from commonthread.web.components.reason import read_reason
from commonthread.web.page import page
from commonthread.web.rendering import render
from commonthread.web.words import today

CHANGED = "The draft has changed since you read it. Nothing was signed: read it again below"
POSTS = ("GET", "HEAD", "POST")


@page("feed-agreements", needs=Permission.USE_SERVICE)
def feed_agreements(request: HttpRequest) -> HttpResponse:
    with request.scope.transaction():
        editions, known = every_edition(), agencies()
    lines = []
    for agency, those in groupby(editions, key=lambda edition: edition.said.agency):
        of_agency = list(those)
        newest = of_agency[-1]
        waits = newest.state(today()) in OPEN and request.scope.agency in newest.unsigned
        lines.append(
            {
                "code": agency,
                "name": name(agency, known),
                "shown": current(of_agency),
                "state": current(of_agency).state(today()),
                "waits": waits and request.scope.may(Permission.SIGN_AGREEMENTS),
                "responsible": name(current(of_agency).said.responsible, known),
            }
        )
    context = {
        "lines": sorted(lines, key=lambda line: (not line["waits"], line["name"])),
        "colours": COLOURS,
        "cohorts": cohorts(),
        "may_draft": request.scope.may(Permission.DRAFT_AGREEMENTS),
    }
    return render(request, "feed_agreements/page.html", context)


@page("feed-agreements/<slug:agency>", needs=Permission.USE_SERVICE, methods=POSTS)
def feed_agreement(request: HttpRequest, agency: str) -> HttpResponse:
    with request.scope.transaction():
        editions, known = editions_of(agency), agencies()
    shown = _asked_for(request, editions)
    may = _may(request, shown)
    if request.method != "POST":
        return _one(request, editions, shown, known, may, {})
    asked = request.POST.get("do", "")
    if not may.get(asked):
        raise NotAllowed("Not found.")
    wrong = _sign(request, shown) if asked == "sign" else _end(request, shown)
    if wrong:
        return _one(request, editions, shown, known, may, wrong, 422)
    messages.success(request, "You have signed." if asked == "sign" else "It has ended, at once.")
    return redirect(f"/feed-agreements/{agency}?edition={shown.said.edition}")


def _asked_for(request: HttpRequest, editions: list[FeedEdition]) -> FeedEdition:
    asked = request.GET.get("edition", "")
    if not asked:
        return current(editions)
    found = next((each for each in editions if str(each.said.edition) == asked), None)
    if found is None:
        raise NotAllowed("Not found.")
    return found


def _may(request: HttpRequest, shown: FeedEdition) -> dict[str, bool]:
    scope, state = request.scope, shown.state(today())
    signs = scope.may(Permission.SIGN_AGREEMENTS)
    ours = scope.agency == shown.said.agency or (
        scope.agency == shown.said.responsible and shown.signed_at is not None
    )
    return {
        "sign": signs and state in OPEN and scope.agency in shown.unsigned,
        "end": signs and ours and state in LIVE | OPEN | {State.SIGNED},
        "draft": scope.may(Permission.DRAFT_AGREEMENTS) and scope.agency == shown.said.agency,
    }


def _sign(request: HttpRequest, shown: FeedEdition) -> dict[str, str]:
    if request.POST.get("read") != "yes":
        return {"read": "Say that you have read it and may sign"}
    try:
        with request.scope.transaction():
            sign_feed(by=request.scope, edition=shown, digest=request.POST.get("digest", ""))
    except NotAgreed as not_agreed:
        return {"read": "; ".join(not_agreed.wrong)}
    except ChangedMeanwhile:
        return {"read": CHANGED}
    return {}


def _end(request: HttpRequest, shown: FeedEdition) -> dict[str, str]:
    reason = read_reason(request.POST)
    if reason.wrong:
        return {"reason": reason.wrong}
    with request.scope.transaction():
        end_feed(by=request.scope, edition=shown, because=reason.words)
    return {}


def _one(
    request: HttpRequest, editions: list[FeedEdition], shown: FeedEdition, known: Agencies, may: dict, wrong: dict,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    said = shown.said
    context = {
        "shown": shown,
        "state": shown.state(today()),
        "colours": COLOURS,
        "sender": name(said.agency, known),
        "responsible": name(said.responsible, known),
        "cohort": cohorts()[said.cohort_rule],
        "kinds": sorted(kinds()[kind].label for kind in said.kinds if kind in kinds()),
        "left_out": _left_out(shown),
        "power": POWERS.get(said.power),
        "condition": CONDITIONS.get(said.condition),
        "signed": [
            (name(s.agency, known), s.name, role_label(s.role), s.signed_at) for s in shown.signatures
        ],
        "unsigned": sorted(name(party, known) for party in shown.unsigned) if shown.signed_at is None else [],
        "ended_by": name(shown.ended_by, known) if shown.ended_by else "",
        "editions": [(each, each.state(today())) for each in reversed(editions)],
        "may": may,
        "wrong": wrong,
        "joint": JOINT,
        "any_of_them": ANY_OF_THEM,
    }
    return render(request, "feed_agreements/one.html", context, status=status)


def _left_out(shown: FeedEdition) -> bool:
    whole = {"mention.*", "record.*", *(f"{kind}.*" for kind in shown.said.kinds)}
    return not whole <= set(shown.said.fields)
