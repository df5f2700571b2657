"""Same name: a father and a son who bear one name, and a baby who is coming home to both."""

from collections.abc import Iterator

from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.ground import places
from commonthread.synthetic.life.justice import give_pnc_id
from commonthread.synthetic.schools import StorySchool
from commonthread.synthetic.stories.cast import Cast, Story


def tell(cast: Cast) -> Iterator[Event]:
    area = _somewhere_in("Dudley")
    house = cast.home("the Bagleys' home", area)
    her_parents = cast.home("her parents' home", area, 3)
    senior = cast.person("father", "Terence", "Bagley", "M", 51.3, house, middle="John")
    wife = cast.person("mother", "Mandy", "Bagley", "F", 49.8, house)
    junior = cast.person(
        "son", "Terence", "Bagley", "M", 22.7, house, middle="Lee", mother=wife, father=senior
    )
    partner = cast.person("son's partner", "Shannon", "Jukes", "F", 20.1, her_parents)
    baby = cast.person("baby", "Theo", "Bagley", "M", 0.12, house, mother=partner, father=junior)
    senior.partner, wife.partner = wife, senior
    junior.partner, partner.partner = partner, junior
    senior.namesake, junior.namesake = junior, senior
    cast.moves(60, house, partner)
    give_pnc_id(senior)
    give_pnc_id(junior)

    yield from cast.registered(senior, wife, junior, partner, baby)
    yield from _the_father(cast, senior, wife)
    yield from _the_son(cast, junior, partner)
    yield from _the_baby(cast, partner, junior, senior, baby)


def _the_father(cast: Cast, senior, wife) -> Iterator[Event]:
    pnc = {"pnc_id": senior.pnc_id}
    yield cast.record(
        "police_incident", "police", cast.at(297, 23, 20, any_day=True), Named(wife, "victim"), Named(senior, "suspect", "partner", facts=pnc),
        detail={"incident_type": "domestic", "domestic_abuse": True, "child_present": False, "children_in_household": 0,
                "risk_tool": "DARA", "risk": "medium", "arrest_made": True, "strangulation": True,
                "summary": "Wife reported that he held her by the throat. He had been drinking. Arrested. No statement made."},
    )  # fmt: skip
    yield cast.record(
        "charge", "police", cast.at(296, 15, 0, any_day=True), Named(senior, facts=pnc), Named(wife, "victim"),
        detail={"offence": "strangulation", "disposal": "charged", "counts": 1, "bail": "conditional",
                "no_contact_condition": True, "domestic_abuse": True},
    )  # fmt: skip
    yield cast.record(
        "court_outcome", "police", cast.at(203, 12, 10), Named(senior, facts=pnc),
        detail={"court": "magistrates", "result": "discontinued", "offence": "strangulation", "domestic_abuse": True},
    )  # fmt: skip
    yield cast.record(
        "substance_use_contact", "voluntary-new-leaf", cast.at(150, 10, 45), senior,
        detail={"substances": ("alcohol",), "treatment": "dropped_out", "children_at_home": False,
                "summary": "Came twice. No children at home at the time of assessment."},
        sensitive=True,
    )  # fmt: skip


def _the_son(cast: Cast, junior, partner) -> Iterator[Event]:
    pnc = {"pnc_id": junior.pnc_id}
    for ago, event in ((190, "appointment"), (112, "appointment"), (44, "completed")):
        yield cast.record(
            "probation_contact", "probation", cast.at(ago, 10, 0), Named(junior, facts=pnc),
            detail={"event": event, "supervision": "community_order", "serious_harm": "low",
                    "summary": "Keeps appointments. In work. Looks forward to becoming a father."},
            contact={"seen": "seen"},
        )  # fmt: skip
    yield cast.record(
        "charge", "police", cast.at(410, 9, 0), Named(junior, facts=pnc),
        detail={"offence": "theft", "disposal": "charged", "counts": 2, "bail": "unconditional"},
    )  # fmt: skip


def _the_baby(cast: Cast, partner, junior, senior, baby) -> Iterator[Event]:
    yield cast.record(
        "pregnancy_booking", "health-stourvale", cast.at(236, 11, 15), partner, Named(baby, "child", "child"), Named(junior, "parent", "partner"),
        detail={"weeks": 12, "late_booking": False, "asked_about_abuse": True,
                "summary": "Lives with her parents. Will move to her partner's family, in which there has never been any trouble."},
    )  # fmt: skip
    yield cast.record(
        "change_of_address", "health-stourvale-gp", cast.at(58, 9, 0), Named(partner), Named(baby, "child", "child"),
        detail={"address_type": "home", "reason": "new_partner"}, time_known=False,
    )  # fmt: skip
    for ago, result, summary in (
        (30, "no_access", "New birth visit. Nobody in. Card left."),
        (
            18,
            "access",
            "Baby seen with mother in the front room. An older man came in, smelt of drink and told mother to be quick.",
        ),
    ):
        yield cast.record(
            "home_visit", "health-stourvale", cast.at(ago, 14, 0), baby, Named(partner, "parent", "mother"), Named(junior, "parent", "father"),
            detail={"result": result, "purpose": "health", "unknown_adult": result == "access", "summary": summary},
            contact={"seen": "seen" if result == "access" else "not seen"},
        )  # fmt: skip


def _somewhere_in(district: str) -> StorySchool:
    """A neighbourhood of the district; no school takes part in this story."""
    first = places().schools[district][0]
    return StorySchool("", first.name, first.urn, district, first.neighbourhood)


STORY = Story(
    code="same-name",
    title="Same name",
    shows="Checks under the young father's name find either nothing or everything. Only when father and son are told "
    "apart is it seen that the baby has moved in with a man who was arrested for strangulation this year.",
    tell=tell,
    order=3,
)  # fmt: skip
