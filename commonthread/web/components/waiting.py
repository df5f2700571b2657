"""Why a pair waits for a human, in plain words; worked out from what was weighed, and not stored."""

from collections.abc import Iterable

from commonthread.identity.queries import PairShown, link_threshold
from commonthread.identity.score import Explanation
from commonthread.records.record import Mention
from commonthread.web.components.sides import SAYS

# In bits: twice as likely of one person as of two, or the other way round.
COUNTS = 1.0
LABELS = {
    **{field: label if label.startswith("NHS") else label[0].lower() + label[1:] for field, label, _ in SAYS if field},
    "birth date": "birth date",
    "names that go together": "names that often go together",
    "PNC id": "Police National Computer number",
}  # fmt: skip
TOO_LITTLE = "Together that is too little to join them without you."
TWO_NUMBERS = "One person should not have two, so they are never joined without you."
OTHERS = (
    "By themselves these two are alike enough to join. But one of them has been joined to other mentions, "
    "which do not fit the other."
)


def why_it_waits(pair: PairShown) -> tuple[str, ...]:
    """Two or three sentences, which say the fields and never what stands in them."""
    numbers = two_numbers(pair.first.mention, pair.second.mention)
    speaks_for = _fields(part for part in pair.because if part.weight >= COUNTS)
    against = _fields(part for part in pair.because if part.weight <= -COUNTS and part.field not in numbers)
    sentences = [f"Alike in: {', '.join(speaks_for)}." if speaks_for else "Little in them is alike."]
    if against:
        sentences.append(f"Unlike in: {', '.join(against)}.")
    if numbers:
        named = " and ".join(LABELS[field] for field in numbers)
        return (*sentences, f"They have two different numbers ({named}). {TWO_NUMBERS}")
    is_enough = pair.weight >= link_threshold(pair.model)
    return (*sentences, OTHERS if is_enough else TOO_LITTLE)


def two_numbers(one: Mention, other: Mention) -> tuple[str, ...]:
    """Identifiers that both have and that differ; a pupil number that succeeds another is the same one."""
    found = []
    if one.nhs_number and other.nhs_number and one.nhs_number != other.nhs_number:
        found.append("NHS number")
    if one.upn and other.upn and not {one.upn, one.former_upn} & {other.upn, other.former_upn} - {None, ""}:
        found.append("unique pupil number")
    return tuple(found)


def _fields(parts: Iterable[Explanation]) -> list[str]:
    return [LABELS.get(part.field, part.field) for part in sorted(parts, key=lambda part: -abs(part.weight))]
