"""Why a contact stands where it stands on the hub's list, in words; the rules themselves are the query's."""

from datetime import datetime

from commonthread.pathways.front_door_list import Waiting
from commonthread.web.words import count

FROM = {"public": "the public", "professional": "a professional", "feed": "a feed"}
TO_DO = {
    "rating": "to be rated",
    "consent": "consent decision",
    "decision": "to be decided",
    "feedback": "somebody to be told",
}
CHOICES = {
    "": "all that wait",
    "overdue": "overdue",
    "unrated": "not rated yet",
    "red": "red",
    "amber": "amber",
    "green": "green",
}
AGES = {"today": "less than a day", "week": "less than a week", "longer": "longer"}
# What the list is chosen by, each by its name in the address: the values that there are, and how each reads.
FILTERS = {
    "only": CHOICES,
    "from": {"": "anybody", **FROM, "again": "more than one telling"},
    "about": {"": "anybody", "child": "a child", "adult": "an adult"},
    "since": {"": "any time", **AGES},
}


def why_here(contact: Waiting, at: datetime) -> str:
    used = min(round(100 * contact.share_used(at)), 999)
    reasons = [f"{used} % of its time used", contact.rating or "not rated yet"]
    if contact.contacts > 1:
        unread = ", the last not read yet" if contact.is_unread else ""
        reasons.append(f"told {contact.contacts} times{unread}")
    if contact.undecided:
        reasons.append(
            f"{count(len(contact.undecided), 'more contact')} about the same people, not decided yet"
        )
    if decided := contact.others - len(contact.undecided):
        nothing = f", {contact.earlier} came to nothing" if contact.earlier else ""
        reasons.append(f"{count(decided, 'other contact')} within two years{nothing}")
    if contact.is_pressing:
        reasons.append("said to be urgent")
    return ", ".join(reasons)
