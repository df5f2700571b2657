"""How notices are chosen from, and to whom one can be sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from commonthread.access.queries import AgencyKnown
from commonthread.access.terms import RECORD_KEEPERS
from commonthread.notices.actions import ToAgency
from commonthread.notices.queries import Only

TO_US = {
    Only.ALL: "all of them",
    Only.WAITING: "waiting to be acknowledged",
    Only.OVERDUE: "overdue",
    Only.ACKNOWLEDGED: "acknowledged",
    Only.WITHDRAWN: "withdrawn",
}
FROM_US = {**TO_US, Only.NOT_SENT: "not sent"}


@dataclass(frozen=True)
class Recipient:
    """A duty desk or a team; `key` is how the form names it."""

    key: str
    name: str
    to: ToAgency


def chosen(asked: Mapping[str, str], choices: Mapping[Only, str]) -> Only:
    """From the address; whatever is no choice chooses all."""
    given = asked.get("only", "")
    return next((only for only in choices if only.value == given), Only.ALL)


def recipients(
    everybody: Mapping[str, AgencyKnown], teams: Mapping[str, Mapping[int, str]]
) -> dict[str, list[Recipient]]:
    """Every desk and team by the kind of its agency, in words."""
    found: dict[str, list[Recipient]] = {kind.value: [] for kind in RECORD_KEEPERS}
    for agency in everybody.values():
        if agency.kind.value not in found:
            continue
        found[agency.kind.value].append(
            Recipient(agency.code, f"{agency.name}: duty desk", ToAgency(agency.code))
        )
        found[agency.kind.value] += [
            Recipient(f"{agency.code}/{team}", f"{agency.name}: {name}", ToAgency(agency.code, team))
            for team, name in teams.get(agency.code, {}).items()
        ]
    return {kind: listed for kind, listed in found.items() if listed}
