"""What was told, as a record of the hub; and who told it, apart from the record."""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.timezone import now

from commonthread.pathways.telling import Contact, new_reference
from commonthread.pathways.terms import Sort
from commonthread.places.cited import BIRMINGHAM
from commonthread.records.catalogue.community_concern import CommunityConcern, CommunityWorry, ConcernFrom
from commonthread.records.record import Draft, Mention, MentionRole, Precision, Sensitivity
from commonthread.web.telling.oneself import is_about_oneself
from commonthread.web.telling.questions import NAMED, Answers, one
from commonthread.web.telling.reading import district_of, names, people_in

SAID = {"yes": True, "no": False}
REACHED_BY = dict(next(field for field in NAMED["reach"].fields if field.name == "reach").options)
AGE = re.compile(r"\s*(?:about |around )?(\d{1,3})\b.*", re.IGNORECASE)


def told(answers: Answers) -> tuple[Contact, Draft, dict[str, str]]:
    about = Sort.ADULT if one(answers, "about") in ("adult", "me_adult") else Sort.CHILD
    # Where nobody knows the district, the largest finds out and sends it on.
    contact = Contact(
        "public", new_reference(), about, district_of(answers) or BIRMINGHAM, one(answers, "going_on") == "yes",
        wants_answer(answers),
    )  # fmt: skip
    who = ConcernFrom.SELF if is_about_oneself(answers) else one(answers, "who")
    detail = CommunityConcern(
        concern_from=ConcernFrom(who) if who else ConcernFrom.ANONYMOUS,
        worries=tuple(CommunityWorry(worry) for worry in answers["worries"]),
        first_hand=is_about_oneself(answers) or SAID.get(one(answers, "first_hand")),
        going_on=SAID.get(one(answers, "going_on")),
        fears_reprisal=SAID.get(one(answers, "afraid")),
        summary=one(answers, "said"),
    )
    draft = Draft(
        kind="community_concern", key=contact.reference, happened_from=now(), detail=detail,
        mentions=tuple(_mentions(answers, about)), sensitivity=Sensitivity.SENSITIVE,
        place_postcode=one(answers, "postcode") or None,
    )  # fmt: skip
    return contact, draft, told_by(answers)


def wants_answer(answers: Answers) -> bool:
    return one(answers, "reach") not in ("", "no")


def told_by(answers: Answers) -> dict[str, str]:
    """Empty for whoever gives no name and no way to reach them."""
    given = {"name": one(answers, "your_name") if one(answers, "named") == "yes" else ""}
    if wants_answer(answers):
        given |= {
            "by": REACHED_BY[one(answers, "reach")],
            "at": one(answers, "reach_at"),
            "when": one(answers, "reach_when"),
            "how": one(answers, "reach_how"),
        }
    return {name: words for name, words in given.items() if words}


def _mentions(answers: Answers, about: Sort) -> Iterator[Mention]:
    others = MentionRole.SIBLING if about is Sort.CHILD else MentionRole.HOUSEHOLD_MEMBER
    for place in range(people_in(answers)):
        said = {field.name: one(answers, name) or None for name, field in names(NAMED["people"], place + 1)
                if name.endswith(f"_{place}")}  # fmt: skip
        yield Mention(
            role=others if place else MentionRole.SUBJECT,
            given_name=said["given_name"],
            family_name=said["family_name"],
            address=(one(answers, "address")[:200] or None),
            postcode=one(answers, "postcode") or None,
            school=said["also"],
            **_born(said["age"]),
        )


def _born(age: str | None) -> dict:
    found = AGE.fullmatch(age or "")
    if found is None or int(found[1]) > 120:
        return {}
    return {"born_on": date(now().year - int(found[1]), 1, 1), "born_precision": Precision.ABOUT}
