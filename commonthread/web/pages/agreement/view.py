"""One agreement: what may flow, by what law, who signed, and every edition of it."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from commonthread.access.agreements.edition import LIVE, Agreement, Edition
from commonthread.access.agreements.queries import agreement as one_agreement
from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.access.scope import NotAllowed, Scope
from commonthread.web.components.agreement import shown
from commonthread.web.page import page
from commonthread.web.rendering import render


@page("agreements/<number:number>", needs=Permission.USE_SERVICE)
def agreement(request: HttpRequest, number: int) -> HttpResponse:
    scope, now = request.scope, datetime.now(UTC)
    with scope.transaction():
        found, known = one_agreement(number), agencies()
    edition = asked_for(request, found, now)
    context = {
        "number": number,
        "shown": shown(edition, found, known),
        "editions": [shown(each, found, known) for each in reversed(found.editions)],
        **_may(scope, found, edition, now),
    }
    return render(request, "agreement/page.html", context)


def asked_for(request: HttpRequest, found: Agreement, now: datetime) -> Edition:
    asked = request.GET.get("edition", "")
    if not asked:
        return found.current(now)
    edition = found.edition(int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 9 else None
    if edition is None:
        raise NotAllowed("Not found.")
    return edition


def _may(scope: Scope, found: Agreement, edition: Edition, now: datetime) -> dict[str, bool]:
    drafts, signs = scope.may(Permission.DRAFT_AGREEMENTS), scope.may(Permission.SIGN_AGREEMENTS)
    draft = found.draft(now)
    return {
        "may_sign": signs and edition.may_be_signed_by(scope.agency, now),
        "may_end": signs and edition.may_be_ended_by(scope.agency, now),
        "may_change": drafts and edition is draft and edition.drafted_by == scope.agency,
        "may_go_on": drafts
        and draft is None
        and any(scope.agency in each.said.parties for each in found.editions)
        and (edition.state(now) in LIVE or edition is found.editions[-1]),
    }
