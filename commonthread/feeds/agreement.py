"""What a feed agreement lets through: the kinds that it names, and of each the fields that it names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from pydantic import ValidationError

from commonthread.feeds.cohort import NOBODY, Roll, cohorts
from commonthread.feeds.format import Admitted, Outcome, Reject
from commonthread.records.kind import kinds
from commonthread.records.record import Draft, Fault, Mention

EVERYTHING = "*"
PARTS = ("author", "contact", "grading", "place", "place_postcode")
ALWAYS = {"role"}


@dataclass(frozen=True)
class Terms:
    """One agreement in force. Fields are named `mention.<field>`, `<kind>.<field>` or `record.<part>`; `*` is all."""

    number: int
    agency: str
    cohort: str
    kinds: frozenset[str]
    fields: frozenset[str]
    starts_on: date
    ends_on: date | None
    cohort_rule: str = "everybody"
    sender_kinds: frozenset[str] | None = None

    def sent_by(self, kinds: frozenset[str] | None) -> "Terms":
        """The same, for a system that may send only some kinds; None: for a sender who may send all."""
        return replace(self, sender_kinds=kinds)

    def in_force(self, today: date) -> bool:
        return self.starts_on <= today and (self.ends_on is None or today <= self.ends_on)

    def admit(self, draft: Draft) -> Draft | Fault:
        """The draft without what the agreement does not name, or why none of it may be taken."""
        if self.sender_kinds is not None and draft.kind not in self.sender_kinds:
            return Fault(
                column="kind",
                message=f"this system was not set up to send a {kinds()[draft.kind].label.lower()}; nothing of it was taken",
            )
        if draft.kind not in self.kinds:
            return Fault(
                column="kind",
                message=f"the feed agreement names no {kinds()[draft.kind].label.lower()}; nothing of it was taken",
            )
        if self.names_everything_of(draft.kind):
            return draft
        changes = {
            part: Draft.model_fields[part].default for part in PARTS if not self._names("record", part)
        }
        changes["mentions"] = tuple(self._without(mention) for mention in draft.mentions)
        held = draft.detail.model_dump(exclude_unset=True)
        kept = {name: value for name, value in held.items() if self._names(draft.kind, name)}
        try:
            changes["detail"] = type(draft.detail).model_validate(kept)
        except ValidationError:
            missing = sorted(set(held) - set(kept))
            return Fault(
                column=", ".join(missing),
                message="needed for this kind, and the feed agreement does not name it",
            )
        return draft.model_copy(update=changes)

    def names_everything_of(self, kind: str) -> bool:
        return self._everything.get(kind, False)

    @cached_property
    def _everything(self) -> Mapping[str, bool]:
        shared = all(f"{part}.{EVERYTHING}" in self.fields for part in ("mention", "record"))
        return {kind: shared and f"{kind}.{EVERYTHING}" in self.fields for kind in self.kinds}

    def _names(self, part: str, field: str) -> bool:
        return f"{part}.{field}" in self.fields or f"{part}.{EVERYTHING}" in self.fields

    def _without(self, mention: Mention) -> Mention:
        kept = {
            name: value
            for name, value in mention.model_dump(exclude_unset=True).items()
            if name in ALWAYS or self._names("mention", name)
        }
        return Mention.model_validate(kept)


def held_to(terms: Terms, outcomes: Iterable[Outcome], roll: Roll = NOBODY) -> Iterator[Outcome]:
    """The outcomes with what the agreement does not name left out or, where that takes the whole, rejected."""
    cohort = cohorts()[terms.cohort_rule]
    for outcome in outcomes:
        if not isinstance(outcome, Admitted):
            yield outcome
            continue
        if cohort.needs_roll:
            roll = roll.with_enrolments_of(outcome.draft)
        draft = terms.admit(outcome.draft)
        if isinstance(draft, Draft) and not cohort.admits(outcome.draft, roll):
            draft = Fault(column="", message=f"outside the agreement, which covers: {cohort.label.lower()}")
        if isinstance(draft, Fault):
            kind = outcome.draft.kind
            yield Reject(
                outcome.line, draft.column or None, (draft,), outcome.raw(), kind=kind, file=outcome.file
            )
        else:
            yield outcome if draft is outcome.draft else replace(outcome, draft=draft)
