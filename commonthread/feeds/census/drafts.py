"""What a child of the census becomes: person details, and a record for each part that has a day."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from lxml import etree

from commonthread.feeds.census import checks
from commonthread.feeds.census.alone import alone, rejected
from commonthread.feeds.census.checks import before
from commonthread.feeds.census.child import Assessment, Child, CinPlan, Enquiry, Episode, Module, Plan
from commonthread.feeds.census.codes import Disability, EthnicGroup
from commonthread.feeds.census.header import Header
from commonthread.feeds.census.reading import NO_START, Findings
from commonthread.feeds.census.rules import RULES
from commonthread.feeds.census.taking import Wrong
from commonthread.feeds.drafting import draft_of
from commonthread.feeds.format import Admitted, Reject
from commonthread.feeds.markup import line_of
from commonthread.records.census_codes import ReferralSource
from commonthread.records.record import Draft, Ethnicity, Fault, Mention, MentionRole

CONTRADICTIONS = {
    Assessment: RULES["8608"],
    CinPlan: RULES["4011"],
    Enquiry: RULES["8615"],
    Plan: RULES["8925"],
}
STARTS = {
    Assessment: NO_START,
    CinPlan: RULES["4010"].fault(),
    Enquiry: RULES["8615"].fault(),
    Plan: RULES["8720"].fault(),
}

Outcomes = Iterator[Admitted | Reject]


class Telling:
    """One child on the way to its records."""

    def __init__(self, child: Child, findings: Findings, header: Header, file: str, nth: int) -> None:
        self.child, self.findings, self.header, self.file = child, findings, header, file
        self.stem = child.agency_number if nth == 1 else f"{child.agency_number}/child-{nth}"
        self.known: dict[tuple[str, str], Draft] = {}
        self.brief = Mention(
            role=MentionRole.SUBJECT,
            agency_person_id=child.agency_number,
            born_on=child.born_on,
            expected_on=child.expected_on,
            sex=child.sex,
        )

    def outcomes(self, warnings: list[Fault]) -> Outcomes:
        """Everything that the child gives, in the order of its element."""
        child, as_at = self.child, self.header.as_at
        yield from self.rejects(child.element)
        if before(child.died_on, child.born_on):
            fault = _because(RULES["8535Q"].fault(), "the date of death is left out")
            yield self.reject(child.element, fault)
        yield self.record(
            "person_details",
            child.element,
            as_at,
            key=self.stem,
            mention=person(child),
            warnings=[*warnings, *self.warned(child.element), *checks.warnings_of_child(child, as_at)],
        )
        for episode in child.episodes:
            yield from self.episode(episode)

    def episode(self, episode: Episode) -> Outcomes:
        yield from self.rejects(episode.element)
        key = None
        if episode.referred_on:
            closed_on = episode.closed_on
            if before(closed_on, episode.referred_on):
                closed_on = None
                fault = _because(RULES["8630"].fault(), "the closure is left out")
                yield self.reject(episode.element, fault)
            referral = self.record(
                "referral",
                episode.element,
                episode.referred_on,
                warnings=checks.warnings_of_episode(episode, self.child) + self.warned(episode.element),
                source=episode.source or ReferralSource.UNKNOWN,
                primary_need=episode.need,
                no_further_action=bool(episode.no_further_action),
                closed_on=closed_on,
                closure=episode.closed_because if closed_on else None,
            )
            key = key_of(referral)
            yield referral
        if episode.conference_on:
            yield self.conference(episode.element, episode.conference_on, referral_key=key)
        for part in episode.parts:
            yield from self.part(part, episode, key)

    def part(self, part: Module, episode: Episode, key: str | None) -> Outcomes:
        yield from self.rejects(part.element)
        impossible = tuple(self.impossible_days(part))
        if impossible:
            yield self.reject(part.element, *impossible)
        record = None
        if part.started_on and not impossible:
            record = self.module(part, episode, key)
            yield record
        match part:
            case Enquiry(conference_on=date() as held_on):
                links = {"referral_key": key, "enquiry_key": key_of(record), "due_on": part.target}
                yield self.conference(part.element, held_on, **links)
            case Plan():
                for element, held_on in part.reviews:
                    yield self.record(
                        "child_protection_review",
                        part.element,
                        held_on,
                        line=line_of(element),
                        warnings=checks.warnings_of_review(held_on, part, self.child),
                        plan_key=key_of(record),
                    )

    def impossible_days(self, part: Module) -> Iterator[Fault]:
        if before(part.ended_on, part.started_on):
            yield _because(CONTRADICTIONS[type(part)].fault(), "either day may be wrong")
        if before(self.header.received_on, part.started_on):
            yield _because(STARTS[type(part)], "it is after the day of receipt")

    def module(self, part: Module, episode: Episode, key: str | None) -> Admitted | Reject:
        match part:
            case Assessment():
                kind, until = "assessment", part.authorised_on
                detail = {"internal_review_on": part.reviewed_on, "factors": _once(part.factors)}
            case CinPlan():
                kind, until = "child_in_need_plan", part.ended_on
                detail = {"primary_need": episode.need}
            case Enquiry():
                kind, until = "section_47_enquiry", None
                detail = {
                    "conference_target": part.target,
                    "conference_on": part.conference_on,
                    "conference_not_required": part.conference_not_required,
                }
            case Plan():
                kind, until = "child_protection_plan", part.ended_on
                detail = {
                    "initial_category": part.initial_category,
                    "latest_category": part.latest_category,
                    "previous_plans": part.previous_plans,
                }
        warnings = checks.warnings_of_part(part, episode, self.child, self.header.year)
        warnings += self.warned(part.element)
        return self.record(
            kind, part.element, part.started_on, until=until, warnings=warnings, referral_key=key, **detail
        )

    def conference(self, element: etree._Element, held_on: date, **detail: Any) -> Admitted | Reject:
        return self.record("child_protection_conference", element, held_on, **detail)

    def record(
        self,
        kind: str,
        element: etree._Element,
        day: date,
        *,
        until: date | None = None,
        key: str | None = None,
        line: int | None = None,
        mention: Mention | None = None,
        warnings: list[Fault] | None = None,
        **detail: Any,
    ) -> Admitted | Reject:
        """One record; a reject where the kind itself refuses what the rules have let pass."""
        found = draft_of(
            kind,
            key=key or f"{self.stem}/{kind.replace('_', '-')}/{day}",
            begins=day,
            ends=until,
            detail=detail,
            mentions=(mention or self.brief,),
            today=self.header.received_on,
        )
        if not isinstance(found, Draft):
            return rejected(
                element, self.numbered(Wrong(element, found)), self.header, file=self.file, kind=kind
            )
        draft = self.under_its_own_key(found)
        raw = partial(alone, element, self.header)
        return Admitted(line or line_of(element), draft, raw, tuple(warnings or ()), self.file)

    def under_its_own_key(self, draft: Draft) -> Draft:
        """The same key for the same content; a number behind it where two parts of one day differ."""
        plain, count = draft.key, 1
        while self.known.setdefault((draft.kind, draft.key), draft) != draft:
            count += 1
            draft = draft.model_copy(update={"key": f"{plain}/{count}"})
        return draft

    def rejects(self, scope: etree._Element) -> Iterator[Reject]:
        for at, wrong in self.findings.rejects:
            if at is scope:
                yield rejected(scope, self.numbered(wrong), self.header, file=self.file)

    def reject(self, scope: etree._Element, *faults: Fault) -> Reject:
        piece = next(scope.iter(f"{{*}}{faults[0].column}"), scope)
        return rejected(scope, self.numbered(Wrong(piece, faults)), self.header, file=self.file)

    def warned(self, scope: etree._Element) -> list[Fault]:
        return self.findings.warnings.get(scope, [])

    def numbered(self, wrong: Wrong) -> Wrong:
        return wrong.of_child(self.child.number_in_file)


def _because(fault: Fault, detail: str) -> Fault:
    return Fault(column=fault.column, message=f"{fault.message}: {detail}")


def key_of(outcome: Admitted | Reject | None) -> str | None:
    return outcome.draft.key if isinstance(outcome, Admitted) else None


def person(child: Child) -> Mention:
    """The child as the census describes them: no name, and no address."""
    group = child.ethnic_group
    source = {
        None: Ethnicity.NOT_ASKED,
        EthnicGroup.NOT_OBTAINED: Ethnicity.NOT_ASKED,
        EthnicGroup.REFUSED: Ethnicity.REFUSED,
    }.get(group, Ethnicity.RECORDED_BY_AGENCY)
    disabilities = _once(child.disabilities)
    if len(disabilities) > 1:
        disabilities = tuple(each for each in disabilities if each is not Disability.NONE)
    return Mention(
        role=MentionRole.SUBJECT,
        agency_person_id=child.agency_number,
        born_on=child.born_on,
        expected_on=child.expected_on,
        died_on=None if before(child.died_on, child.born_on) else child.died_on,
        sex=child.sex,
        upn=child.upn,
        former_upn=child.former_upn,
        upn_unknown=child.upn_unknown,
        ethnicity=group.label if group and source is Ethnicity.RECORDED_BY_AGENCY else None,
        ethnicity_source=source,
        disabilities=", ".join(each.label for each in disabilities) or None,
    )


def _once(codes: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(codes))
