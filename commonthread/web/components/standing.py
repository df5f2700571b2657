"""Where a case stands, in one sentence."""

from collections.abc import Sequence

from commonthread.pathways.queries import CaseShown
from commonthread.pathways.requests import Asked
from commonthread.pathways.terms import Outcome
from commonthread.web.words import count, day


def standing(case: CaseShown, asked: Sequence[Asked]) -> str:
    people = count(len(case.people), "person", "people")
    if case.closed_at:
        return f"Closed since {day(case.closed_at)}; nothing is seen through it any more."
    since = f"Open since {day(case.opened_at)} about {people}, led by {case.lead}"
    if case.undecided:
        whom = count(len(case.undecided), "of them", "of them")
        return f"{since}; the consent decision is to be recorded for {whom} before other agencies are asked."
    silent = sum(not person.may_ask for person in case.people)
    waiting = sum(request.outcome is Outcome.WAITING for request in asked)
    told = f"; {count(waiting, 'request waits', 'requests wait')} for an answer" if waiting else ""
    if silent:
        return f"{since}; other agencies are not asked about {silent} of them{told}."
    return f"{since}; other agencies are asked{told}."
