"""Cousins: two girls of one name in one street, and the worry that falls between them."""

from collections.abc import Iterator

from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.schools import story_schools
from commonthread.synthetic.stories.cast import Cast, Story, from_outside

GROUP = {"group": "Black Caribbean", "culture": "Black Caribbean"}


def tell(cast: Cast) -> Iterator[Event]:
    school = story_schools()["sandwell academy"]
    one_home, other_home = (
        cast.home("one cousin's home", school),
        cast.home("the other cousin's home", school, 8),
    )
    mother = cast.person("mother of the elder", "Marcia", "Pinnock", "F", 42.3, one_home, **GROUP)
    aunt = cast.person("mother of the younger", "Sonia", "Pinnock", "F", 39.0, other_home, **GROUP)
    elder = cast.person(
        "the elder", "Tianna", "Pinnock", "F", 14.8, one_home, middle="Renee", mother=mother, **GROUP
    )
    younger = cast.person(
        "the younger", "Tianna", "Pinnock", "F", 13.9, other_home, middle="Jade", mother=aunt, **GROUP
    )
    elder.namesake, younger.namesake = younger, elder

    yield from cast.registered(mother, aunt, elder, younger)
    yield cast.enrolled(elder, school, mother)
    yield cast.enrolled(younger, school, aunt)
    yield from _the_elder(cast, school.agency, elder, mother)
    yield from _the_younger(cast, school.agency, younger, aunt)


def _the_elder(cast: Cast, school: str, elder, mother) -> Iterator[Event]:
    for ago, hours, summary in (
        (143, 5, "Late home from a friend's house. Back by herself."),
        (71, 11, "Seen in a car with two men. Back in the morning. Said that they are friends of a friend."),
        (29, 14, "Collected by police from a hotel in another district. Would not speak about it."),
    ):
        begins = cast.at(ago, 20, 0, any_day=True)
        back = cast.at(ago - (20 + hours) // 24, (20 + hours) % 24, any_day=True)
        yield cast.record(
            "missing_report", "police", begins, elder, Named(mother, "referrer", "mother"),
            detail={"scheme": "later", "risk": "medium", "missing_from": "home", "returned_at": back,
                    "outside_area": ago == 29 or None, "return_interview_offered": ago != 29, "summary": summary},
            until=back,
        )  # fmt: skip
    yield cast.record(
        "ae_attendance", "health-stourvale", cast.at(55, 2, 40, any_day=True), elder,
        detail={"complaint": "intoxication", "accompanied": "other_adult", "departure": "left_before_seen", "protection_checked": True,
                "safeguarding_concern": False, "summary": "Brought by a man who gave no name. Left before being seen."},
        contact={"seen": "seen", "spoken_to": False},
    )  # fmt: skip
    yield cast.record(
        "school_absence", school, cast.at_school(38, 9, 30), elder, Named(mother, "parent", "mother"),
        detail={"absence_code": "O", "sessions_missed": 14, "sessions_possible": 70, "contact_made": True},
    )  # fmt: skip


def _the_younger(cast: Cast, school: str, younger, aunt) -> Iterator[Event]:
    yield cast.record(
        "school_welfare_concern", school, cast.at_school(66, 13, 10), younger,
        detail={"concerns": ("online",), "actions": ("recorded", "support_in_school"), "earlier_concerns": 0,
                "summary": "Upset by messages that were meant for her cousin, from a man asking to be met at a hotel.",
                "child_said": "They keep thinking I am her."},
        contact={"seen": "seen", "seen_alone": True, "spoken_to": True},
    )  # fmt: skip
    yield cast.record(
        "community_concern", "csc-sandwell", cast.at(33, 19, 0), from_outside(younger, "subject"),
        detail={"concern_from": "relative", "worries": ("exploitation",), "first_hand": True, "going_on": True,
                "summary": "Caller has seen a grey car wait for Tianna at the corner in the evenings. Two girls of that name live in the street."},
    )  # fmt: skip
    yield cast.record(
        "contact", "csc-sandwell", cast.at(32, 10, 0), younger, Named(aunt, "parent", "mother"),
        detail={"source": "1A", "approach": "notification", "urgency": "green", "outcomes": ("no_further_action",),
                "summary": "Mother says that Tianna is at home every evening. No earlier concerns. Closed."},
    )  # fmt: skip
    yield cast.record(
        "was_not_brought", "health-stourvale", cast.at(90, 15, 30), younger, Named(aunt, "parent", "mother"),
        detail={"service": "dental", "absentee": "child", "follow_up": "rebooked", "summary": "Check-up."},
    )  # fmt: skip


STORY = Story(
    code="cousins",
    title="Cousins",
    shows="The call and the message are filed under one girl and closed; the missing episodes and the hospital belong to "
    "the other. Told apart and seen side by side, they are one worry.",
    tell=tell,
    order=6,
)  # fmt: skip
