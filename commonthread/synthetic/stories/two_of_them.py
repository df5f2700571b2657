"""Two of them: twins whose injuries fall to two names, two hospitals and two teachers."""

from collections.abc import Iterator

from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.schools import story_schools
from commonthread.synthetic.stories.cast import Cast, Story

SEEN = {"seen": "seen", "spoken_to": True}


def tell(cast: Cast) -> Iterator[Event]:
    school = story_schools()["wolverhampton"]
    house = cast.home("the twins' home", school)
    pakistani = {"group": "Pakistani", "culture": "Pakistani"}
    mother = cast.person("mother", "Saima", "Akhtar", "F", 31.2, house, **pakistani)
    father = cast.person("father", "Adeel", "Qureshi", "M", 34.8, house, **pakistani)
    aleena = cast.person(
        "first twin", "Aleena", "Qureshi", "F", 5.9, house, mother=mother, father=father, **pakistani
    )
    alisha = cast.person(
        "second twin", "Alisha", "Qureshi", "F", 5.9, house, mother=mother, father=father, **pakistani
    )
    baby = cast.person(
        "brother", "Rayyan", "Qureshi", "M", 0.6, house, mother=mother, father=father, **pakistani
    )
    mother.partner, father.partner = father, mother
    aleena.twin, alisha.twin = alisha, aleena

    yield from cast.registered(mother, father, aleena, alisha, baby)
    yield cast.enrolled(aleena, school, mother)
    yield cast.enrolled(alisha, school, mother)
    yield from _at_hospital(cast, mother, father, aleena, alisha, baby)
    yield from _at_school(cast, school.agency, aleena, alisha)
    yield from _mother(cast, mother, baby)


def _at_hospital(cast: Cast, mother, father, aleena, alisha, baby) -> Iterator[Event]:
    visits = (
        (301, "health-stourvale", aleena, mother, "fracture", "Fell from a bunk bed. Left wrist set. Account fits.", False),
        (238, "health-tamebridge", alisha, father, "head_injury", "Fell on the stairs two days before. Observed and sent home.", True),
        (149, "health-stourvale", alisha, mother, "burn", "Hot drink on the forearm. Dressed. Advice given.", False),
        (66, "health-tamebridge", aleena, father, "injury", "Trapped fingers in a door the day before. X-ray clear.", True),
    )  # fmt: skip
    for ago, hospital, child, parent, complaint, summary, delayed in visits:
        relation = "mother" if parent is mother else "father"
        detail = {
            "complaint": complaint, "accompanied": "parent", "departure": "discharged", "protection_checked": True,
            "safeguarding_concern": False, "delayed": delayed or None, "summary": summary,
        }  # fmt: skip
        yield cast.record(
            "ae_attendance", hospital, cast.at(ago, 18, 25, any_day=True), child, Named(parent, "parent", relation),
            detail=detail, contact=SEEN,
        )  # fmt: skip
    detail = {
        "service": "immunisation",
        "absentee": "child",
        "follow_up": "rebooked",
        "summary": "First immunisations, second date.",
    }
    yield cast.record(
        "was_not_brought",
        "health-stourvale",
        cast.at(58, 10, 10),
        baby,
        Named(mother, "parent", "mother"),
        detail=detail,
    )


def _at_school(cast: Cast, school: str, aleena, alisha) -> Iterator[Event]:
    notes = (
        (186, alisha, "injury", "Bruise on the upper arm. Said that she fell off the sofa. Father told at collection.", "We were jumping."),
        (93, aleena, "withdrawn", "Cried when it was time to go home and would not say why.", None),
        (31, alisha, "injury", "Scratch beside the eye. Said that her sister did it. Sister was off school that day.", "It was Aleena."),
    )  # fmt: skip
    for ago, child, concern, summary, said in notes:
        detail = {
            "concerns": (concern,),
            "actions": ("recorded",),
            "earlier_concerns": 0,
            "summary": summary,
            "child_said": said,
        }
        yield cast.record(
            "school_welfare_concern", school, cast.at_school(ago, 9, 25), child, Named(child.twin, "sibling", "twin"),
            detail=detail, contact=SEEN,
        )  # fmt: skip


def _mother(cast: Cast, mother, baby) -> Iterator[Event]:
    yield cast.record(
        "mental_health_contact", "health-kingfisher", cast.at(120, 11, 0), mother, Named(baby, "child", "child"),
        detail={"service": "perinatal", "progress": "did_not_attend", "cares_for_children": True,
                "summary": "Referred by the health visitor after the birth. Did not attend the second appointment."},
        sensitive=True,
    )  # fmt: skip
    yield cast.record(
        "home_visit", "health-stourvale", cast.at(140, 13, 30), baby, Named(mother, "parent", "mother"),
        detail={"result": "access", "purpose": "health",
                "summary": "Baby gaining weight. Mother tired and on her own with three children in the day. Twins at school."},
        contact={"seen": "seen"},
    )  # fmt: skip
    address = mother.household.address
    yield cast.record(
        "police_incident", "police", cast.at(82, 19, 15, any_day=True), Named(mother, "subject"),
        detail={"incident_type": "disturbance", "children_in_household": 3, "risk_tool": "none",
                "summary": "Neighbour reported banging. Woman said that the children had been playing. All quiet."},
        place=address.line, place_postcode=address.postcode,
    )  # fmt: skip


STORY = Story(
    code="two-of-them",
    title="Two of them",
    shows="Each twin has had two accidents, each hospital has seen two, and each note at school is the first for that "
    "child. Together there are seven injuries or worries in ten months, two of them brought late.",
    tell=tell,
    order=2,
)  # fmt: skip
