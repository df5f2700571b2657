"""Two mentions side by side: what each says, field by field, and what of it was weighed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from commonthread.identity.queries import PairShown, link_threshold
from commonthread.records.record import Mention
from commonthread.web.components.weights import Part, Waterfall, waterfall
from commonthread.web.words import born


def _address(said: Mention) -> str:
    return ", ".join(filter(None, (said.address, said.postcode)))


def _family(said: Mention) -> str:
    former = f" (formerly {said.former_family_name})" if said.former_family_name else ""
    return f"{said.family_name or ''}{former}".strip()


# The model's name for what it compares, and how a mention says it. Those without a name are not weighed.
SAYS: tuple[tuple[str, str, Callable[[Mention], str]], ...] = (
    ("given name", "First name", lambda m: m.given_name or ""),
    ("middle name", "Middle names", lambda m: m.middle_names or ""),
    ("", "Known as", lambda m: m.known_as or ""),
    ("family name", "Last name", _family),
    ("birth date", "Born", born),
    ("sex", "Sex", lambda m: m.sex.label if m.sex != "U" else ""),
    ("NHS number", "NHS number", lambda m: m.nhs_number or ""),
    ("unique pupil number", "Unique pupil number", lambda m: m.upn or ""),
    ("PNC id", "Police National Computer number", lambda m: m.pnc_id or ""),
    ("agency", "Agency’s number", lambda m: m.agency_person_id or ""),
    ("address", "Address", _address),
    ("phone", "Telephone", lambda m: m.phone or ""),
    ("e-mail", "E-mail", lambda m: m.email or ""),
    ("", "School", lambda m: m.school or ""),
    ("", "Practice", lambda m: m.practice or ""),
    ("", "Role in the record", lambda m: m.role.label),
    ("", "Is to the subject", lambda m: m.relation.label if m.relation else ""),
)


@dataclass(frozen=True)
class Row:
    label: str
    first: str
    second: str
    part: Part | None

    @property
    def differs(self) -> bool:
        return bool(self.first and self.second) and self.first.casefold() != self.second.casefold()


@dataclass(frozen=True)
class Compared:
    rows: tuple[Row, ...]
    weighed: Waterfall

    @property
    def before(self) -> Part:
        """What is known before anything is compared."""
        return self.weighed.parts[0]


def compared(pair: PairShown) -> Compared:
    order = [field for field, _, _ in SAYS]
    in_our_order = sorted(pair.because, key=lambda p: order.index(p.field) if p.field in order else -1)
    weighed = waterfall(pair.weight, in_our_order, link_threshold(pair.model))
    return Compared(tuple(_rows(pair, weighed)), weighed)


def _rows(pair: PairShown, weighed: Waterfall) -> Iterable[Row]:
    """What a mention does not say in one field (that both are of one home) comes first, as it is weighed first."""
    of_field = {part.field: part for part in weighed.parts[1:]}
    for part in weighed.parts[1:]:
        if part.field not in {field for field, _, _ in SAYS}:
            yield Row(part.field.capitalize(), "", "", part)
    for field, label, says in SAYS:
        first, second = says(pair.first.mention), says(pair.second.mention)
        if first or second or field in of_field:
            yield Row(label, first, second, of_field.get(field))
