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


# More than that nobody reads through: they look for a name.
AT_MOST = 30


@dataclass(frozen=True)
class Recipient:
    """A duty desk or a team; `key` is how the form names it."""

    key: str
    name: str
    district: str
    to: ToAgency


@dataclass(frozen=True)
class Looked:
    """To whom a notice may go, narrowed by what was looked for; `found` fit, and the first of them are `listed` by the kind of
    their agency."""

    listed: Mapping[str, list[Recipient]]
    found: int
    shown: int


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
            Recipient(agency.code, f"{agency.name}: duty desk", agency.district, ToAgency(agency.code))
        )
        found[agency.kind.value] += [
            Recipient(
                f"{agency.code}/{team}",
                f"{agency.name}: {name}",
                agency.district,
                ToAgency(agency.code, team),
            )
            for team, name in teams.get(agency.code, {}).items()
        ]
    return {kind: listed for kind, listed in found.items() if listed}


def narrowed(
    offered: Mapping[str, list[Recipient]], *, kind: str, district: str, name: str, chosen: str = ""
) -> Looked:
    """Those of a kind of agency, in a district or for the whole area, whose name has all the words; whoever is chosen stays."""
    words, left = name.casefold().split(), AT_MOST
    listed: dict[str, list[Recipient]] = {}
    found = 0
    for of_kind, every in offered.items():
        fits = [
            one
            for one in every
            if one.key == chosen
            or ((not kind or kind == of_kind) and (not district or one.district in ("", district))
                and all(word in one.name.casefold() for word in words))
        ]  # fmt: skip
        found += len(fits)
        fits.sort(key=lambda one: one.key != chosen)
        if fits and left > 0:
            listed[of_kind] = fits[:left]
            left -= len(listed[of_kind])
    return Looked(listed, found, AT_MOST - left)
