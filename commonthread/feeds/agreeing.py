"""Drafting, signing and ending what an agency sends. It is signed by the sender and by whoever answers for it."""

import json
from dataclasses import asdict
from datetime import date

from commonthread.access.agreements.actions import NotAgreed
from commonthread.access.law import what_is_missing
from commonthread.access.queries import agencies
from commonthread.access.scope import Scope
from commonthread.access.statements import value
from commonthread.feeds.agreed import FeedEdition, FeedSaid
from commonthread.feeds.cohort import cohorts
from commonthread.records.kind import kinds


def wrong_with(said: FeedSaid, *, known) -> dict[str, str]:
    """What is wrong with it, by field."""
    wrong = {}
    sender = known.get(said.agency)
    may_send = {kind.name for kind in kinds().values() if sender and sender.kind in kind.authors}
    if not said.kinds or not set(said.kinds) <= may_send:
        wrong["kinds"] = "Choose what is sent, among what your kind of agency records"
    if said.cohort_rule not in cohorts():
        wrong["cohort_rule"] = "Choose whom it is about"
    if said.responsible not in known:
        wrong["responsible"] = "Choose who answers for it"
    if not said.controller.strip():
        wrong["controller"] = "Say who the controller is"
    if said.ends_on is None or said.ends_on < said.starts_on:
        wrong["ends_on"] = "The last day must come after the first"
    elif said.review_on is None or not said.starts_on <= said.review_on <= said.ends_on:
        wrong["review_on"] = "The review must come between the first day and the last"
    if sender:
        categories = {kinds()[name].category for name in said.kinds if name in kinds()}
        for words in what_is_missing(
            said.power, said.condition, categories=categories, holders=[sender.kind], begins=said.starts_on
        ):
            wrong["condition" if "condition" in words or "does not cover" in words else "power"] = words
    return wrong


def draft_feed(*, by: Scope, said: FeedSaid) -> int:
    """The next edition of what one's own agency sends, or its draft anew; its number. Raises NotAgreed."""
    if wrong := wrong_with(said, known=agencies()):
        raise NotAgreed(list(wrong.values()))
    return value("SELECT feeds.draft_agreement(%s::jsonb)", json.dumps(asdict(said), default=date.isoformat))


def sign_feed(*, by: Scope, edition: FeedEdition, digest: str) -> None:
    """For one's own agency, as sender or as responsible. Raises NotAgreed, NotAllowed or ChangedMeanwhile."""
    if wrong := wrong_with(edition.said, known=agencies()):
        raise NotAgreed(list(wrong.values()))
    value("SELECT feeds.sign_agreement(%s, %s, %s)", edition.said.agency, edition.said.edition, digest)


def end_feed(*, by: Scope, edition: FeedEdition, because: str) -> None:
    value("SELECT feeds.end_agreement(%s, %s, %s)", edition.said.agency, edition.said.edition, because)
