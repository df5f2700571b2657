"""The lodger: an adult at risk whose home is used by others, and the boy who keeps being found there."""

from collections.abc import Iterator

from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.schools import story_schools
from commonthread.synthetic.stories.cast import Cast, Story, first_name_only


def tell(cast: Cast) -> Iterator[Event]:
    school = story_schools()["walsall academy"]
    flat = cast.home("his flat", school)
    family_home = cast.home("the boy's home", school, 5)
    man = cast.person("the tenant", "Raymond", "Cotterill", "M", 58.9, flat)
    man.disability = "Learning disability"
    lodger = cast.person("the lodger", "Kyle", "Hackett", "M", 29.4, flat)
    mother = cast.person("the boy's mother", "Donna", "Millward", "F", 41.6, family_home)
    boy = cast.person("the boy", "Corey", "Millward", "M", 15.2, family_home, mother=mother)

    yield from cast.registered(man, mother, boy)
    yield cast.enrolled(boy, school, mother)
    yield from _the_tenant(cast, man, lodger)
    yield from _the_boy(cast, school.agency, boy, mother, man)


def _the_tenant(cast: Cast, man, lodger) -> Iterator[Event]:
    needs = {"disabilities": "Learning disability", "communication_needs": "Short sentences, time to answer"}
    for ago, event, summary in (
        (168, "nuisance", "Complaint of visitors at all hours. Tenant said that they are his friends."),
        (
            73,
            "arrears",
            "Four weeks behind. Has always paid before. Said that his friend looks after his money now.",
        ),
    ):
        yield cast.record(
            "housing", "housing-walsall", cast.at(ago, 11, 20), Named(man, facts=needs), first_name_only(lodger, "household_member"),
            detail={"event": event, "unlisted_adult": True, "children_in_household": 0, "summary": summary},
        )  # fmt: skip
    yield cast.record(
        "was_not_brought", "health-stourvale", cast.at(131, 10, 0), Named(man, facts=needs),
        detail={"service": "gp", "absentee": "adult", "follow_up": "rebooked", "in_a_row": 2,
                "summary": "Yearly health check for people with a learning disability. Has always come before."},
    )  # fmt: skip
    yield cast.record(
        "adult_safeguarding_concern", "adult-care-walsall", cast.at(88, 15, 10), Named(man, facts=needs), first_name_only(lodger, "suspect"),
        detail={"abuse": ("financial",), "setting": "own_home", "decision": "signposted", "wishes_asked": True,
                "children_in_household": False,
                "summary": "Day centre says that he has no money for lunch and a friend called Kyle has his card. He says that he "
                "gave it. Offered help with budgeting."},
        contact={"seen": "not seen"},
    )  # fmt: skip
    address = man.household.address
    yield cast.record(
        "police_incident", "police", cast.at(104, 1, 15, any_day=True), Named(man, "subject"),
        detail={"incident_type": "anti_social_behaviour", "risk_tool": "none",
                "summary": "Noise and people on the stairs. Occupant upset and said that he wanted to go to bed. Others left."},
        place=address.line, place_postcode=address.postcode,
    )  # fmt: skip
    yield cast.record(
        "intelligence_report", "police", cast.at(50, 9, 0), Named(lodger, "suspect"),
        detail={"themes": ("drugs", "criminal_exploitation"), "summary": "Said to sell from flats that belong to other people."},
        grading={"source": "2", "information": "C", "handling": "P"}, sensitive=True,
    )  # fmt: skip


def _the_boy(cast: Cast, school: str, boy, mother, man) -> Iterator[Event]:
    address = man.household.address
    for ago, hours, risk, summary in (
        (
            119,
            9,
            "low",
            "Did not come home after school. Back in the morning. Would not say where he had been.",
        ),
        (
            64,
            27,
            "medium",
            "Second night away. Found on the stairs of a block of flats. New telephone. Tired.",
        ),
        (
            23,
            31,
            "medium",
            "Found at the same block. Tenant let officers in and said that the boy comes with Kyle.",
        ),
    ):
        begins = cast.at(ago, 18, 0, any_day=True)
        back = cast.at(ago - (hours + 18) // 24, (hours + 18) % 24, 0, any_day=True)
        found = {"place": address.line, "place_postcode": address.postcode} if ago < 100 else {}
        yield cast.record(
            "missing_report", "police", begins, boy, Named(mother, "referrer", "mother"),
            detail={"scheme": "later", "risk": risk, "missing_from": "home", "returned_at": back, "return_interview_offered": True,
                    "return_interview_accepted": False, "summary": summary},
            until=back, **found,
        )  # fmt: skip
    yield cast.record(
        "school_exclusion", school, cast.at_school(97, 14, 0), boy, Named(mother, "parent", "mother"),
        detail={"exclusion_type": "SUSP", "reasons": ("DB",), "sessions": 4, "summary": "Left lessons, argued with staff."},
    )  # fmt: skip
    yield cast.record(
        "school_welfare_concern", school, cast.at_school(57, 12, 40), boy,
        detail={"concerns": ("exploitation",), "actions": ("recorded", "spoke_with_family"), "earlier_concerns": 1,
                "summary": "New trainers and two telephones. Said that he does jobs for someone."},
        contact={"seen": "seen", "spoken_to": True},
    )  # fmt: skip
    yield cast.record(
        "contact", "csc-walsall", cast.at(22, 10, 30), boy, Named(mother, "parent", "mother"),
        detail={"source": "6", "approach": "notification", "urgency": "amber", "outcomes": ("advice",),
                "summary": "Third missing episode. Return interview refused. Mother to be called."},
    )  # fmt: skip


STORY = Story(
    code="lodger",
    title="The lodger",
    shows="Adult care knows of a bank card, housing of noise, police of a boy found on a staircase. Joined, one flat and "
    "one name connect an adult at risk and a child who goes missing.",
    tell=tell,
    order=5,
)  # fmt: skip
