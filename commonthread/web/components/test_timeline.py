"""The drawn timeline says what the table says."""

from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest

from commonthread.access.terms import AgencyKind, Category
from commonthread.chronology.gaps import gaps
from commonthread.chronology.story import AgencyShown, Entry, Story
from commonthread.records.record import Seen
from commonthread.web.components.chronology import rows
from commonthread.web.components.timeline import timeline
from commonthread.web.templating import environment

TODAY = date(2026, 11, 20)
CARE = AgencyShown(code="care", name="Children's services", kind=AgencyKind.CHILDRENS_SERVICES)
HEALTH = AgencyShown(code="health", name="Tame Valley Health", kind=AgencyKind.HEALTH)


def entry(record: int, day: date, agency: AgencyShown = CARE, **rest) -> Entry:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    given = {"kind": "home_visit", "label": "Home visit", "category": Category.SOCIAL_CARE}
    return Entry(record=record, agency=agency, happened_from=noon, received_at=noon, **(given | rest))


def drawn(story: Story) -> str:
    page = '{% from "timeline.html" import timeline %}{{ timeline(line) }}'
    return environment(autoescape=True).from_string(page).render(line=timeline(story, TODAY))


def test_lanes_stand_under_the_question_whether_anybody_saw_the_child():
    story = Story((entry(1, date(2026, 10, 1), HEALTH), entry(2, date(2026, 11, 1), seen=Seen.SEEN)))
    assert [row.name for row in timeline(story, TODAY).rows] == ["Seen?", "Social care", "Health"]
    assert [row.name for row in timeline(story, TODAY, of_a_child=False).rows] == ["Social care", "Health"]


@pytest.mark.parametrize(
    ("given", "shape"),
    [
        ({"seen": Seen.SEEN}, "diamond"),
        ({"seen": Seen.NOT_SEEN}, "cross"),
        ({"held_elsewhere": True, "ring": "Ring 0121 496 0102"}, "held"),
    ],
)
def test_a_mark_has_the_shape_of_its_lane_unless_nobody_came_or_another_agency_holds_it(given, shape):
    (lane,) = timeline(Story((entry(1, date(2026, 11, 1), **given),)), TODAY, of_a_child=False).rows
    assert [mark.shape for mark in lane.marks] == [shape]


def test_entries_that_would_lie_on_each_other_become_one_mark_with_their_number():
    week = [entry(n, date(2026, 3, 2) + timedelta(days=n % 2)) for n in range(5)]
    later = entry(9, date(2026, 9, 1))
    (lane,) = timeline(Story((*week, later)), TODAY, of_a_child=False).rows
    assert [len(mark.entries) for mark in lane.marks] == [5, 1]


def test_the_table_states_each_gap_that_the_drawing_states():
    story = Story(
        (
            entry(1, date(2026, 2, 1), seen=Seen.SEEN),
            entry(2, date(2026, 5, 1), seen=Seen.SEEN),
            entry(3, date(2026, 8, 1), seen=Seen.NOT_SEEN),
        )
    )
    table = rows(story, gaps(story, TODAY))
    assert [row.gap.words if row.gap else row.entry.record for row in table] == [
        "not seen by anyone for 203 days",
        3,
        2,
        "not seen by anyone for 89 days",
        1,
    ]
    assert len(timeline(story, TODAY).unseen) == 2
    assert "Not seen by anyone for 203 days from 1 May 2026." in drawn(story)


def test_the_drawing_is_an_image_with_a_title_and_a_description():
    image = ElementTree.fromstring(drawn(Story((entry(1, date(2026, 1, 1)),))).replace("&nbsp;", " "))
    (svg,) = (found for found in image.iter("svg") if found.get("role") == "img")
    titles = svg.find("title"), svg.find("desc")
    assert svg.get("aria-labelledby").split() == [found.get("id") for found in titles]
    assert titles[0].text == "Timeline from 1 Jan 2026 to 20 Nov 2026"
    assert "1 records" not in titles[1].text


def test_no_style_is_written_into_the_drawing():
    assert "style=" not in drawn(Story((entry(1, date(2026, 1, 1)),)))


def test_a_story_without_records_still_draws():
    assert timeline(Story(), TODAY).summary == "No records."
