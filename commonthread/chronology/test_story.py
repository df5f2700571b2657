"""One line of time, and what it does not say."""

from datetime import UTC, date, datetime

import pytest

from commonthread.access.terms import HOLDS_RECORDS
from commonthread.chronology.gaps import gaps, silences
from commonthread.chronology.lanes import LANES
from commonthread.chronology.scale import Scale
from commonthread.chronology.story import AgencyShown, Entry, Story
from commonthread.records.kind import AgencyKind, Category
from commonthread.records.record import Seen

TODAY = date(2026, 11, 20)
POLICE = AgencyShown(code="police", name="Police", kind=AgencyKind.POLICE)
SCHOOL = AgencyShown(code="school-1", name="Hazel Bank Primary", kind=AgencyKind.SCHOOL)
CARE = AgencyShown(code="care", name="Children's services", kind=AgencyKind.CHILDRENS_SERVICES)


def entry(record: int, day: date, agency: AgencyShown = SCHOOL, kind: str = "absence", **rest) -> Entry:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    given = {
        "happened_from": noon,
        "received_at": noon,
        "label": kind.title(),
        "category": Category.EDUCATION,
    }
    return Entry(record=record, kind=kind, agency=agency, **(given | rest))


def test_the_story_is_in_order_of_what_happened_and_not_of_what_arrived():
    late = entry(1, date(2026, 1, 5), received_at=datetime(2026, 6, 1, tzinfo=UTC))
    early = entry(2, date(2026, 3, 1), received_at=datetime(2026, 3, 1, tzinfo=UTC))
    assert [e.record for e in Story((early, late))] == [1, 2]


def test_a_day_is_a_day_in_london():
    just_after_midnight_in_summer = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert entry(1, TODAY, happened_from=just_after_midnight_in_summer).day == date(2026, 7, 1)


def test_filters_by_agency_kind_time_and_person():
    story = Story(
        (
            entry(1, date(2026, 1, 1), POLICE, "police_incident", persons=(7, 8)),
            entry(2, date(2026, 2, 1), SCHOOL, persons=(7,)),
            entry(3, date(2026, 3, 1), SCHOOL, "exclusion", persons=(8,)),
        )
    )
    assert [e.record for e in story.by("school-1")] == [2, 3]
    assert [e.record for e in story.of("exclusion", "police_incident")] == [1, 3]
    assert [e.record for e in story.since(date(2026, 2, 1)).until(date(2026, 2, 28))] == [2]
    assert [e.record for e in story.about(8)] == [1, 3]
    assert [agency.name for agency in story.agencies] == ["Hazel Bank Primary", "Police"]
    assert [lane.name for lane in story.lanes] == ["Police", "School"]


def test_what_still_went_on_belongs_to_the_period():
    plan = entry(1, date(2025, 1, 1), CARE, happened_until=datetime(2026, 2, 1, tzinfo=UTC))
    assert len(Story((plan,)).since(date(2026, 1, 15))) == 1


def test_what_is_held_elsewhere_can_have_no_words():
    with pytest.raises(ValueError, match="held elsewhere"):
        entry(1, TODAY, held_elsewhere=True, line="what another agency wrote")


@pytest.mark.parametrize(
    ("seen_on", "expected"),
    [
        (
            [date(2026, 9, 1), date(2026, 10, 12)],
            ["not seen by anyone for 41 days", "not seen by anyone for 39 days"],
        ),
        ([date(2026, 10, 20), date(2026, 11, 10)], []),
        ([date(2026, 10, 10)], ["not seen by anyone for 41 days"]),
    ],
)
def test_gaps_in_being_seen_are_stated(seen_on, expected):
    story = Story(tuple(entry(n, day, CARE, "home_visit", seen=Seen.SEEN) for n, day in enumerate(seen_on)))
    assert [gap.words for gap in gaps(story, TODAY)] == expected


def test_a_record_that_saw_nobody_does_not_close_a_gap():
    story = Story(
        (
            entry(1, date(2026, 9, 1), CARE, "home_visit", seen=Seen.SEEN),
            entry(2, date(2026, 10, 1), CARE, "home_visit", seen=Seen.NOT_SEEN),
            entry(3, date(2026, 10, 5), SCHOOL),
        )
    )
    assert [(gap.days, gap.is_open) for gap in gaps(story, TODAY)] == [(80, True)]


def test_a_superseded_record_closes_no_gap():
    wrong = entry(1, date(2026, 11, 18), CARE, "home_visit", seen=Seen.SEEN, superseded_by=2)
    right = entry(2, date(2026, 9, 18), CARE, "home_visit", seen=Seen.SEEN, supersedes=1)
    assert [gap.days for gap in gaps(Story((wrong, right)), TODAY)] == [63]


def test_somebody_whom_nobody_has_ever_seen_is_the_longest_gap_of_all():
    story = Story((entry(1, date(2026, 1, 10), CARE, "pregnancy_booking"),))
    assert [gap.words for gap in gaps(story, TODAY)] == ["no record of being seen by anyone"]
    assert gaps(Story(), TODAY) == ()


def test_a_lane_that_has_gone_silent_says_since_when():
    story = Story((entry(1, date(2026, 10, 1), SCHOOL), entry(2, date(2026, 11, 15), POLICE)))
    assert [(gap.lane.name, gap.words) for gap in silences(story, TODAY)] == [
        ("School", "nothing since 1 Oct 2026")
    ]


def test_the_scale_is_in_months_for_a_year_and_in_years_for_a_childhood():
    year = Scale(date(2026, 1, 15), date(2027, 1, 10))
    assert [tick.label for tick in year.ticks][:2] == ["Feb", "Mar"]
    assert year.ticks[-1].label == "Jan 2027"
    childhood = Scale(date(2014, 3, 1), date(2026, 11, 20))
    assert [tick.label for tick in childhood.ticks] == [str(year) for year in range(2015, 2027)]
    assert year.position(date(2026, 1, 15)) == 0
    assert year.position(date(2030, 1, 1)) == 1


def test_every_kind_of_agency_has_a_lane_of_its_own_colour_and_mark():
    assert set(LANES) == HOLDS_RECORDS
    assert len({lane.mark for lane in LANES.values()}) == len(LANES)
    assert len({lane.colour for lane in LANES.values()}) == len(LANES)


@pytest.mark.parametrize("lane", LANES.values(), ids=lambda lane: lane.name)
def test_every_lane_reads_on_white(lane):
    channels = [int(lane.colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (luminance + 0.05) >= 4.5
