"""A new town: a mother and children in a refuge, and the man who asks after them at every desk."""

from collections.abc import Iterator

from commonthread.synthetic.event import Event, Named
from commonthread.synthetic.schools import story_schools
from commonthread.synthetic.stories.cast import Cast, Story

CARE = {
    "safe_contact_method": "Telephone the refuge worker",
    "safe_contact_times": "School hours only",
    "phone": None,
}
GROUP = {"group": "Black African", "culture": "Ghanaian"}


def tell(cast: Cast) -> Iterator[Event]:
    old_school, new_school = story_schools()["coventry"], story_schools()["sandwell"]
    left = cast.home("the home that they left", old_school)
    refuge, same_refuge = cast.refuge("the refuge", "Sandwell"), cast.refuge("another room", "Sandwell")
    mother = cast.person("mother", "Abena", "Owusu", "F", 35.5, left, **GROUP)
    man = cast.person("former partner", "Stephen", "Sarpong", "M", 40.2, left, **GROUP)
    girl = cast.person("daughter", "Gifty", "Sarpong", "F", 9.7, left, mother=mother, father=man, **GROUP)
    boy = cast.person("son", "Bright", "Sarpong", "M", 5.4, left, mother=mother, father=man, **GROUP)
    stranger = cast.person("another resident", "Chloe", "Rowley", "F", 27.9, same_refuge)
    child = cast.person("another resident's child", "Ellie", "Rowley", "F", 4.6, same_refuge, mother=stranger)
    mother.former_partner, man.former_partner = man, mother

    yield from cast.registered(mother, man, girl, boy)
    yield cast.enrolled(girl, old_school, mother)
    yield cast.enrolled(boy, old_school, mother)
    yield from _before(cast, mother, man, girl, boy)
    cast.moves(96, refuge, mother, girl, boy)
    yield from _moved(cast, mother, girl, boy)
    yield cast.enrolled(girl, new_school, mother, since=85)
    yield cast.enrolled(boy, new_school, mother, since=85)
    yield from _asked_after(cast, old_school.agency, man, girl, boy, mother)
    yield cast.record(
        "change_of_address", "csc-sandwell", cast.at(140, 9, 0), Named(stranger), Named(child, "child", "child"),
        detail={"address_type": "refuge", "reason": "fleeing_abuse"}, time_known=False, sensitive=True,
    )  # fmt: skip


def _before(cast: Cast, mother, man, girl, boy) -> Iterator[Event]:
    for ago, risk, summary in (
        (281, "standard", "Argument about money heard by a neighbour. Both said that it was over."),
        (197, "medium", "He took her telephone and keys. She did not wish to make a statement."),
        (
            101,
            "high",
            "He threatened to kill her if she left. She asked for help to leave. Taken to a safe place with the children.",
        ),
    ):
        yield cast.record(
            "police_incident", "police", cast.at(ago, 21, 30, any_day=True), Named(mother, "victim"), Named(man, "suspect", "partner"),
            Named(girl, "child"), Named(boy, "child"),
            detail={"incident_type": "domestic", "domestic_abuse": True, "child_present": True, "children_in_household": 2,
                    "risk_tool": "DARA", "risk": risk, "coercive_control": True if ago < 200 else None, "separation": True if ago == 101 else None,
                    "school_told": True, "summary": summary},
            contact={"seen": "seen", "spoken_to": ago == 101},
        )  # fmt: skip


def _moved(cast: Cast, mother, girl, boy) -> Iterator[Event]:
    safe = Named(mother, facts=CARE)
    yield cast.record(
        "change_of_address", "csc-sandwell", cast.at(96, 9, 0), safe, Named(girl, "child", "child"), Named(boy, "child", "child"),
        detail={"address_type": "refuge", "reason": "fleeing_abuse"}, time_known=False, sensitive=True,
    )  # fmt: skip
    for ago, summary in (
        (94, "Arrived with two bags. Safety plan made. Does not want him or his family to know the town."),
        (52, "Settled. Daughter sleeps badly. Asked that no letter goes to the old address."),
    ):
        yield cast.record(
            "case_note", "voluntary-lantern", cast.at(ago, 15, 0), Named(mother, facts=CARE),
            detail={"note_type": "meeting", "summary": summary}, sensitive=True,
        )  # fmt: skip


def _asked_after(cast: Cast, old_school: str, man, girl, boy, mother) -> Iterator[Event]:
    yield cast.record(
        "school_welfare_concern", old_school, cast.at_school(79, 8, 50), girl, Named(man, "parent", "father"),
        detail={"concerns": ("parent",), "actions": ("recorded",), "earlier_concerns": 0,
                "summary": "Father came to the office and asked which school the children now go to. Told that we cannot say. Polite."},
        contact={"seen": "not seen"},
    )  # fmt: skip
    yield cast.record(
        "was_not_brought", "health-sherbourne", cast.at(61, 9, 20), boy, Named(mother, "parent", "mother"),
        detail={"service": "hospital", "absentee": "child", "reason_given": False, "follow_up": "called",
                "summary": "Asthma clinic. Father rang and asked for the new appointment letter to be read to him. Not given."},
    )  # fmt: skip
    yield cast.record(
        "housing", "housing-coventry", cast.at(43, 14, 30), man,
        detail={"event": "arrears", "children_in_household": 0,
                "summary": "Asked for a copy of the tenancy file, with any forwarding address for his wife. Refused."},
    )  # fmt: skip
    yield cast.record(
        "police_incident", "police", cast.at(12, 17, 40, any_day=True), Named(man, "subject"),
        detail={"incident_type": "other", "risk_tool": "none",
                "summary": "Sat in a parked car near a primary school in Sandwell. Said that he was waiting for a friend. No offences. Moved on."},
    )  # fmt: skip


STORY = Story(
    code="new-town",
    title="A new town",
    shows="A desk at a time he asks for their address: school, hospital, housing. Each refuses and none tells another. "
    "Then he is in the right town. Whoever sees the family's records must not learn where they live from them.",
    tell=tell,
    order=4,
)  # fmt: skip
