"""The form of one clause: what it offers among the parties, and what was sent."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from commonthread.access.agreements.edition import Clause, Said
from commonthread.access.agreements.rules import MAY_SEE, SHARED_FOR
from commonthread.access.agreements.words import EVERY, Agencies, name
from commonthread.access.law import CONDITIONS, POWERS, Basis
from commonthread.access.permissions import ROLES
from commonthread.access.terms import SILENT, AgencyKind, Category, Level, Purpose
from commonthread.web.words import today

KIND = "kind:"
LISTS = ("holders", "viewers", "roles", "categories", "purposes")
CHOICES = ("level", "power", "condition")


def form_of(clause: Clause | None) -> QueryDict:
    """A clause as though the form had sent it."""
    form = QueryDict(mutable=True)
    if clause is not None:
        form.setlist("holders", [*(KIND + kind for kind in clause.holder_kinds), *clause.holders])
        form.setlist("viewers", [*(KIND + kind for kind in clause.viewer_kinds), *clause.viewers])
        for field in ("roles", "categories", "purposes"):
            form.setlist(field, [str(each) for each in getattr(clause, field)])
        form["level"], form["power"], form["condition"] = (
            str(int(clause.level)),
            clause.power,
            clause.condition,
        )
    return form


def clause_sent(sent: QueryDict) -> tuple[Clause | None, dict[str, str]]:
    if sent.get("level") not in {str(int(level)) for level in Level}:
        return None, {"level": "Choose how much"}
    holders, viewers = _who(sent.getlist("holders")), _who(sent.getlist("viewers"))
    return Clause(
        holder_kinds=holders[0], holders=holders[1], viewer_kinds=viewers[0], viewers=viewers[1],
        roles=_among(MAY_SEE, sent.getlist("roles")), categories=_among(Category, sent.getlist("categories")),
        purposes=_among(Purpose, sent.getlist("purposes")), level=Level(int(sent["level"])),
        power=sent.get("power", ""), condition=sent.get("condition", ""),
    ), {}  # fmt: skip


def options(said: Said, agencies: Agencies, form: QueryDict) -> dict[str, Any]:
    """The items of each question, ticked as the form has them."""
    chosen = {field: set(form.getlist(field)) for field in LISTS}
    kinds = [
        kind for kind in AgencyKind if any(agencies[p].kind is kind for p in said.parties if p in agencies)
    ]
    parties = sorted(said.parties, key=lambda party: name(party, agencies))
    return {
        "holder_items": _items(((KIND + kind, EVERY[kind][1].capitalize()) for kind in kinds), chosen["holders"]),
        "holder_each": _items(((party, name(party, agencies)) for party in parties), chosen["holders"]),
        "viewer_items": _items(((KIND + kind, EVERY[kind][1].capitalize()) for kind in kinds), chosen["viewers"]),
        "viewer_each": _items(((party, name(party, agencies)) for party in parties), chosen["viewers"]),
        "role_items": _items(((role.value, ROLES[role].label) for role in MAY_SEE), chosen["roles"]),
        "category_items": _items(((c.value, _category(c)) for c in Category), chosen["categories"]),
        "purpose_items": _items(((p.value, p.value.capitalize()) for p in SHARED_FOR), chosen["purposes"]),
        "level_items": [
            {"value": str(int(level)), "text": level.label.capitalize(), "hint": {"text": level.explains.capitalize()}}
            for level in Level
        ],
        **law_items(),
        "chosen": {field: form.get(field, "") for field in CHOICES},
        "names_each": {
            field: any(not each.startswith(KIND) for each in chosen[field]) for field in ("holders", "viewers")
        },
    }  # fmt: skip


def law_items() -> dict[str, list[dict[str, Any]]]:
    """Powers and conditions to choose from; what is not in force is shown and cannot be chosen."""
    return {"power_items": _laws(POWERS.values()), "condition_items": _laws(CONDITIONS.values())}


def _category(category: Category) -> str:
    words = category.value.capitalize()
    return f"{words} (a clause of its own, services named one by one)" if category in SILENT else words


def _laws(provisions: Iterable[Basis]) -> list[dict[str, Any]]:
    return [
        {"value": "", "text": "Choose"},
        *(
            {
                "value": each.code,
                "text": each.label if each.may_carry(today()) else f"{each.label} (not in force)",
                "disabled": not each.may_carry(today()),
            }
            for each in provisions
        ),
    ]


def _items(offered: Iterable[tuple[str, str]], chosen: set[str]) -> list[dict[str, Any]]:
    return [{"value": value, "text": text, "checked": value in chosen} for value, text in offered]


def _who(sent: list[str]) -> tuple[tuple[AgencyKind, ...], tuple[str, ...]]:
    """Kinds and codes; what is neither is left out, and the rules complain of what is missing then."""
    kinds = _among(AgencyKind, [each.removeprefix(KIND) for each in sent if each.startswith(KIND)])
    return kinds, tuple(sorted({each for each in sent if not each.startswith(KIND)}))


def _among(words, sent: list[str]) -> tuple:
    return tuple(word for word in words if word.value in sent)
