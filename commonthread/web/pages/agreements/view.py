"""The sharing agreements, those that want something of one's agency first."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse

from commonthread.access.agreements.edition import LIVE, OPEN, Agreement, State
from commonthread.access.agreements.queries import agreements as all_agreements
from commonthread.access.agreements.words import Agencies, last_day, listed, name
from commonthread.access.permissions import Permission
from commonthread.access.queries import agencies
from commonthread.web.components.agreement import COLOURS
from commonthread.web.page import page
from commonthread.web.rendering import render

FEW = 4
FIRST = (State.DRAFTED, State.PART_SIGNED, State.DUE, State.SIGNED, State.IN_FORCE, State.ENDED, State.NEVER, State.REPLACED)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One agreement: how it stands, and what one's agency has still to do for it."""

    number: int
    title: str
    why: str
    state: State
    colour: str
    parties: str
    until: object
    wanted: str


@page("agreements", needs=Permission.USE_SERVICE)
def agreements(request: HttpRequest) -> HttpResponse:
    scope = request.scope
    with scope.transaction():
        found, known = all_agreements(), agencies()
    now = datetime.now(UTC)
    signs = scope.may(Permission.SIGN_AGREEMENTS)
    lines = sorted(
        (_line(each, known, scope.agency if signs else "", now) for each in found),
        key=lambda line: (not line.wanted, FIRST.index(line.state), line.title),
    )
    context = {"lines": lines, "may_draft": scope.may(Permission.DRAFT_AGREEMENTS)}
    return render(request, "agreements/page.html", context)


def _line(agreement: Agreement, known: Agencies, signs_for: str, now: datetime) -> Line:
    current, draft = agreement.current(now), agreement.draft(now)
    state = current.state(now)
    return Line(
        agreement.number, current.said.title, current.said.why, state, COLOURS[state],
        _parties(current.said.parties, known), last_day(current.said),
        wanted(agreement, signs_for, now) if draft or state in LIVE | OPEN else "",
    )  # fmt: skip


def wanted(agreement: Agreement, signs_for: str, now: datetime) -> str:
    """What an agency has still to do for it, in words; empty where it has nothing to do."""
    draft, current = agreement.draft(now), agreement.current(now)
    if draft and draft.may_be_signed_by(signs_for, now):
        return f"Edition {draft.number} waits for your agency’s signature"
    if signs_for in current.said.parties and current.state(now) is State.DUE:
        return "Review it: agree a new edition, or let it end"
    return ""


def _parties(parties: tuple[str, ...], known: Agencies) -> str:
    names = sorted(name(party, known) for party in parties)
    return listed(names if len(names) <= FEW else [*names[: FEW - 1], f"{len(names) - FEW + 1} more"])
