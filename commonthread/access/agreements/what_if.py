"""May somebody see something, and which rule says so: answered from the flows that the wall itself reads."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from commonthread.access.agreements.edition import LIVE, Agreement, Clause, Edition
from commonthread.access.agreements.queries import Flow
from commonthread.access.agreements.words import Agencies, clause_in_words, listed, name, role_label
from commonthread.access.permissions import ROLES, Permission, Role
from commonthread.access.terms import SILENT, Category, Level, Purpose


@dataclass(frozen=True)
class Question:
    """May this role of this agency see such a record of that agency, for this purpose?"""

    viewer: str
    role: Role
    holder: str
    category: Category
    purpose: Purpose


@dataclass(frozen=True)
class Answer:
    """`level` is None for *no*. `rule` decides it; `nearly` are agreements that come close; `ask` is whom to ask."""

    question: Question
    level: Level | None
    rule: str
    edition: Edition | None = None
    clause: int | None = None
    says: str = ""
    nearly: tuple[str, ...] = ()
    ask: str = ""


@dataclass(frozen=True)
class Rules:
    """All that an answer rests on."""

    flows: Sequence[Flow]
    agreements: Sequence[Agreement]
    agencies: Agencies
    now: datetime

    def edition(self, flow: Flow) -> Edition | None:
        found = next((a for a in self.agreements if a.number == flow.agreement), None)
        return found.edition(flow.edition) if found else None

    def editions(self, question: Question) -> Iterator[Edition]:
        """To which both are parties, newest first."""
        for agreement in self.agreements:
            for edition in reversed(agreement.editions):
                if {question.viewer, question.holder} <= set(edition.said.parties):
                    yield edition


def answer(question: Question, rules: Rules) -> Answer:
    rights = ROLES[question.role]
    if Permission.READ_RECORDS not in rights.permissions:
        return Answer(question, None, f"The role {rights.label.lower()} reads no record of any agency.")
    if question.viewer == question.holder:
        return _own(question)
    through = [flow for flow in rules.flows if _matches(flow, question)]
    if not through:
        return _refused(question, rules)
    best = max(through, key=lambda flow: flow.level)
    edition = rules.edition(best)
    title = f", “{edition.said.title}”" if edition else ""
    return Answer(
        question,
        best.level,
        f"Clause {best.clause} of agreement {best.agreement}{title}, edition {best.edition}.",
        edition,
        best.clause,
        _words(edition, best.clause, rules),
        ask=edition.said.contact if edition else "",
    )


def _words(edition: Edition | None, clause: int, rules: Rules) -> str:
    return clause_in_words(edition.said.clauses[clause - 1], edition.said, rules.agencies) if edition else ""


def _matches(flow: Flow, question: Question) -> bool:
    return (flow.viewer, flow.role, flow.holder, flow.category, flow.purpose) == (
        question.viewer, question.role.value, question.holder, question.category, question.purpose,
    )  # fmt: skip


def _own(question: Question) -> Answer:
    label = ROLES[question.role].label
    if question.category in ROLES[question.role].categories:
        return Answer(
            question, Level.FULL, f"It is their own agency’s record, and a {label.lower()} covers it."
        )
    return Answer(
        question,
        None,
        f"It is their own agency’s record, but a {label.lower()} does not cover {question.category}.",
    )


def _refused(question: Question, rules: Rules) -> Answer:
    both = list(rules.editions(question))
    live = [edition for edition in both if edition.state(rules.now) in LIVE]
    holder, viewer = name(question.holder, rules.agencies), name(question.viewer, rules.agencies)
    near = [*_near_in_force(question, live, rules), *_not_in_force(question, both, rules)]
    if not live:
        rule = (
            f"No agreement in force has both {viewer} and {holder} as parties, and without one nothing flows."
        )
    elif question.category in SILENT:
        rule = (
            f"{question.category.capitalize()} is kept silent: not even that somebody is known flows, unless a clause "
            f"names {holder} and this purpose. None does."
        )
    else:
        rule = (
            f"No clause of the agreements in force lets a {ROLES[question.role].label.lower()} of {viewer} see "
            f"{question.category} held by {holder} for {question.purpose}."
        )
    asked = near[0][0].said.contact if near else live[0].said.contact if live else ""
    return Answer(question, None, rule, nearly=tuple(words for _, words in near), ask=asked)


def _near_in_force(
    question: Question, live: Iterable[Edition], rules: Rules
) -> Iterator[tuple[Edition, str]]:
    for edition in live:
        for number, clause in enumerate(edition.said.clauses, start=1):
            if question.category not in clause.categories or not _of(question, clause, rules):
                continue
            differs = []
            if not clause.is_for(question.viewer, rules.agencies[question.viewer].kind):
                differs.append("for other agencies")
            if question.role.value not in clause.roles:
                differs.append(f"for {listed(role_label(role).lower() for role in clause.roles)}")
            if question.purpose not in clause.purposes:
                differs.append(f"for {listed(clause.purposes)}")
            yield (
                edition,
                f"Clause {number} of agreement {edition.agreement}, “{edition.said.title}”, shares it "
                f"({clause.level.label}), but only {' and '.join(differs)}.",
            )


def _not_in_force(
    question: Question, editions: Iterable[Edition], rules: Rules
) -> Iterator[tuple[Edition, str]]:
    for edition in editions:
        state = edition.state(rules.now)
        if state in LIVE or not any(_would_let(question, c, rules) for c in edition.said.clauses):
            continue
        waits = listed(name(party, rules.agencies) for party in edition.unsigned)
        why = f": not signed by {waits}" if edition.signed_at is None and not edition.ended_at else ""
        yield (
            edition,
            f"Edition {edition.number} of agreement {edition.agreement}, “{edition.said.title}”, would let it "
            f"through, but is {state}{why}.",
        )


def _of(question: Question, clause: Clause, rules: Rules) -> bool:
    return clause.is_of(question.holder, rules.agencies[question.holder].kind)


def _would_let(question: Question, clause: Clause, rules: Rules) -> bool:
    return (
        _of(question, clause, rules)
        and clause.is_for(question.viewer, rules.agencies[question.viewer].kind)
        and question.role.value in clause.roles
        and question.category in clause.categories
        and question.purpose in clause.purposes
    )
