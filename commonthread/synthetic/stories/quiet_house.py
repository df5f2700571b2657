"""The quiet house: hunger at school, home education, refused visits, and a new adult known by his first name."""

from collections.abc import Iterator

from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.schools import story_schools
from commonthread.synthetic.stories.cast import Cast, Story, first_name_only, from_outside

SEEN = {"seen": "seen", "spoken_to": True}
NOT_SEEN = {"seen": "not seen"}


def tell(cast: Cast) -> Iterator[Event]:
    school = story_schools()["birmingham"]
    house = cast.home("the quiet house", school)
    elsewhere = cast.home("the father's flat", school, 4)
    lodging = cast.home("where the partner lived before", story_schools()["sandwell"])
    mother = cast.person("mother", "Leanne", "Tranter", "F", 33.4, house, middle="Marie")
    father = cast.person("father", "Dean", "Fereday", "M", 36.1, elsewhere)
    partner = cast.person("mother's partner", "Craig", "Mobberley", "M", 38.7, lodging)
    maisie = cast.person("eldest", "Maisie", "Tranter", "F", 8.6, house, mother=mother, father=father)
    alfie = cast.person("second", "Alfie", "Tranter", "M", 6.3, house, mother=mother, father=father)
    poppy = cast.person("youngest", "Poppy", "Tranter", "F", 3.0, house, mother=mother, father=father)
    mother.former_partner, father.former_partner = father, mother
    cast.moves(205, house, partner)
    children = (maisie, alfie, poppy)

    yield from cast.registered(mother, *children)
    yield cast.enrolled(maisie, school, mother)
    yield cast.enrolled(alfie, school, mother)
    yield from _at_school(cast, school.agency, maisie, alfie, mother)
    yield from _missed_by_health(cast, mother, maisie, alfie, poppy)
    yield _heard_on_the_call(cast, mother, partner, maisie)
    yield from _at_the_door(cast, mother, partner, maisie, alfie, poppy)
    yield from _about_the_partner(cast, mother, partner)


def _at_school(cast: Cast, school: str, maisie, alfie, mother) -> Iterator[Event]:
    notes = (
        (176, maisie, "hunger", "Took fruit left over from break. Said that it was for her brother.",
         "Alfie gets hungry at night.", ("recorded",)),
        (154, alfie, "hunger", "Asked for a second breakfast. Given toast. Ate quickly.", None, ("recorded",)),
        (133, alfie, "hygiene", "In yesterday's clothes for the third day. Clean uniform given.", None,
         ("recorded", "spoke_with_family")),
        (117, maisie, "withdrawn", "Quieter than last month and did not want to read aloud. Stayed near staff at break.",
         "We have to be quiet when Craig is asleep.", ("recorded",)),
        (103, alfie, "hunger", "Said that the kitchen is shut in the evening. Mother said that he is a fussy eater.",
         "You have to ask for food.", ("recorded", "spoke_with_family", "referred")),
    )  # fmt: skip
    for earlier, (ago, child, concern, summary, said, actions) in enumerate(notes):
        detail = {
            "concerns": (concern,),
            "actions": actions,
            "earlier_concerns": earlier if child is maisie else max(earlier - 1, 0),
            "summary": summary,
            "child_said": said,
        }
        yield cast.record(
            "school_welfare_concern", school, cast.at_school(ago, 10, 20), child, detail=detail, contact=SEEN
        )
    yield cast.record(
        "contact", "csc-birmingham", cast.at(102, 11, 5), alfie, Named(mother, "parent", "mother"),
        Named(maisie, "sibling", "sibling"),
        detail={
            "source": "2A", "approach": "request_for_service", "urgency": "green", "level": "early_help",
            "outcomes": ("early_help",),
            "summary": "School is worried that Alfie is often hungry. Mother offered early help by telephone and declined. "
            "No earlier contacts for this child.",
        },
    )  # fmt: skip
    yield cast.record(
        "school_absence", school, cast.at_school(95, 9, 30), maisie, Named(mother, "parent", "mother"),
        detail={"absence_code": "O", "sessions_missed": 12, "sessions_possible": 60, "contact_made": True},
    )  # fmt: skip
    for child in (maisie, alfie):
        yield cast.record(
            "removal_to_home_education", school, cast.at_school(88, 15, 40), child, Named(mother, "parent", "mother"),
            detail={
                "reason": "dissatisfied_with_school", "social_care": "none", "school_concerned": True,
                "authority_told": True, "suitability": "not_assessed",
                "summary": "Letter from mother: the children will be taught at home from Monday.",
            },
        )  # fmt: skip


def _missed_by_health(cast: Cast, mother, maisie, alfie, poppy) -> Iterator[Event]:
    appointments = (
        (161, poppy, "health_visitor", "Review at two and a half years. Rebooked."),
        (109, alfie, "hospital", "Hearing clinic. Letter sent to mother."),
        (47, poppy, "health_visitor", "Review at two and a half years, third date. No reply to messages."),
    )
    for ago, child, service, summary in appointments:
        detail = {"service": service, "absentee": "child", "follow_up": "rebooked", "summary": summary}
        yield cast.record(
            "was_not_brought",
            "health-tamebridge",
            cast.at(ago, 14, 15),
            child,
            Named(mother, "parent", "mother"),
            detail=detail,
        )


def _heard_on_the_call(cast: Cast, mother, partner, maisie) -> Event:
    address = mother.household.address
    return cast.record(
        "police_incident", "police", cast.at(124, 22, 48, any_day=True), Named(mother, "victim"),
        first_name_only(partner, "suspect", "partner"), from_outside(maisie, "child"),
        detail={
            "incident_type": "domestic", "domestic_abuse": True, "child_present": True, "children_in_household": 3,
            "risk_tool": "DARA", "risk": "standard", "arrest_made": False, "school_told": False,
            "summary": "Neighbour reported shouting and a bang. A child could be heard crying during the call. Mother said "
            "that it was an argument with her partner Craig, who had left. No injuries seen. Children said to be asleep.",
        },
        contact=NOT_SEEN, place=address.line, place_postcode=address.postcode,
    )  # fmt: skip


def _at_the_door(cast: Cast, mother, partner, maisie, alfie, poppy) -> Iterator[Event]:
    parent = Named(mother, "parent", "mother")
    yield cast.record(
        "home_visit", "education-birmingham", cast.at(63, 10, 30), maisie, parent, Named(alfie, "sibling", "sibling"),
        detail={"result": "no_access", "purpose": "home_education", "announced": True,
                "summary": "Agreed visit to talk about learning at home. No reply. Television could be heard. Card left."},
        contact=NOT_SEEN,
    )  # fmt: skip
    yield cast.record(
        "community_concern", "csc-birmingham", cast.at(41, 18, 10), from_outside(maisie, "subject", family_name=False),
        from_outside(alfie, "sibling", family_name=False), from_outside(mother, "parent"),
        detail={"concern_from": "neighbour", "worries": ("not_seen", "hunger", "shouting"), "first_hand": True, "going_on": True,
                "fears_reprisal": True,
                "summary": "Caller has not seen the children outside since the summer. Last week the boy asked over the fence "
                "for biscuits. A man shouts in the evening."},
    )  # fmt: skip
    yield cast.record(
        "home_visit", "education-birmingham", cast.at(35, 13, 15), maisie, parent, Named(alfie, "sibling", "sibling"),
        detail={"result": "refused", "purpose": "home_education", "announced": True,
                "summary": "Mother spoke at the door and said that the children were well and were working upstairs. "
                "She asked for questions in writing."},
        contact=NOT_SEEN,
    )  # fmt: skip
    yield cast.record(
        "contact", "csc-birmingham", cast.at(40, 9, 50), maisie, parent, Named(alfie, "sibling", "sibling"), Named(poppy, "sibling", "sibling"),
        detail={"source": "1B", "approach": "notification", "urgency": "green", "outcomes": ("no_further_action",),
                "summary": "Neighbour's call noted. Home education service is in touch with the family. Passed to them."},
    )  # fmt: skip
    yield cast.record(
        "home_visit", "csc-birmingham", cast.at(16, 16, 5), alfie, parent, Named(maisie, "sibling", "sibling"),
        first_name_only(partner, "household_member"),
        detail={"result": "refused", "purpose": "welfare", "announced": False, "unknown_adult": True,
                "summary": "A man who gave his name as Craig said that mother was out and the children were with a relative. "
                "He would not say where. Asked to arrange another day."},
        contact=NOT_SEEN,
    )  # fmt: skip
    yield cast.record(
        "housing", "housing-birmingham", cast.at(72, 11, 0), mother, first_name_only(partner, "household_member"),
        detail={"event": "no_access", "children_in_household": 3, "unlisted_adult": True,
                "summary": "Gas safety check. A man at the door, not on the tenancy, said that it was not a good time. Second check missed."},
    )  # fmt: skip


def _about_the_partner(cast: Cast, mother, partner) -> Iterator[Event]:
    address = mother.household.address
    yield cast.record(
        "court_outcome", "police", cast.at(330, 11, 30), partner,
        detail={"court": "magistrates", "result": "community_order", "offence": "violence_without_injury", "domestic_abuse": True},
    )  # fmt: skip
    yield cast.record(
        "probation_contact", "probation", cast.at(27, 9, 40), Named(partner, facts={"address": address.line, "postcode": address.postcode}),
        detail={"event": "address_check", "supervision": "community_order", "serious_harm": "medium", "contact_with_children": False,
                "summary": "Gave a new address, said to be a friend's. Said that no children live there. Check to be made."},
        contact={"seen": "not recorded"},
    )  # fmt: skip


STORY = Story(
    code="quiet-house",
    title="The quiet house",
    shows="Five small notes at school, a child heard on a police call, three missed appointments, two children withdrawn "
    "to home education and three visits that ended at the door: nobody has seen the children since, and the man whom "
    "each agency knows as Craig is under supervision for violence to an earlier partner.",
    tell=tell,
    order=1,
    turns=88,
    school_days=(176, 154, 133, 117, 103, 95, 88),
)  # fmt: skip
