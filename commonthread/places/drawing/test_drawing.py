"""The map can be read by those who see it and by those who do not."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from commonthread.places.drawing import area_map, area_rows, area_table
from commonthread.places.drawing.layout import TILE, tiles
from commonthread.places.drawing.shades import SHADES, Shading, used
from commonthread.places.gazetteer import Gazetteer
from commonthread.places.invented.tables import invented_facts
from commonthread.places.store import gazetteer
from commonthread.places.values import Boundary, Facts, Level, Neighbourhood

PLACES = gazetteer()
SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2026, 11, 22)


def box(west, south, east, north):
    return (((west, south), (east, south), (east, north), (west, north), (west, south)),)


OUTLINED = Gazetteer(
    Facts(
        districts=PLACES.districts,
        boundaries=(
            Boundary(
                level=Level.DISTRICT,
                code="E08000026",
                name="Coventry",
                district=None,
                rings=box(0, 0, 90, 90),
            ),
            Boundary(
                level=Level.WARD, code="E05999001", name="A", district="E08000026", rings=box(0, 0, 45, 90)
            ),
            Boundary(
                level=Level.WARD,
                code="E05999002",
                name="B & C",
                district="E08000026",
                rings=box(45, 0, 90, 90),
            ),
        ),
    ),
    invented=invented_facts(),
)


def words(svg):
    return [element.text for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def titles(svg):
    return [element.text for element in ElementTree.fromstring(svg).iter(f"{SVG}title")]


@pytest.mark.parametrize("places", [PLACES, OUTLINED], ids=["tiles", "outlines"])
def test_a_map_has_a_name_and_a_description_that_belong_to_it(places):
    drawn = ElementTree.fromstring(area_map(places, TODAY, title="Where we are", key="here"))
    assert drawn.get("role") == "img"
    assert drawn.get("aria-labelledby") == "here-title here-description"
    assert {e.get("id"): e.text for e in drawn if e.get("id")}["here-title"] == "Where we are"
    assert "The table says the same" in drawn.find(f"{SVG}desc").text


@pytest.mark.parametrize("places", [PLACES, OUTLINED], ids=["tiles", "outlines"])
def test_a_map_needs_no_script_and_no_style_and_nothing_from_elsewhere(places):
    svg = area_map(places, TODAY, {"E08000026": 3.0})
    assert not re.search(r"<script|<style|style=|href=|url\(", svg)


def test_the_tiles_name_every_district_and_every_neighbourhood():
    svg = area_map(PLACES, TODAY)
    assert {district.name for district in PLACES.districts} <= set(words(svg))
    told = " ".join(titles(svg))
    assert all(f"{place.code} {place.name}" in told for place in PLACES.neighbourhoods)


@pytest.mark.parametrize(
    ("day", "units"),
    [
        (date(2011, 1, 1), {"West and Central", "North", "South", "East"}),
        (date(2017, 1, 1), {"West", "East"}),
        (date(2024, 1, 1), set()),
        (date(2009, 1, 1), set()),
    ],
)
def test_birminghams_units_are_written_over_its_neighbourhoods(day, units):
    districts = {district.name for district in PLACES.districts}
    assert {word for word in words(area_map(PLACES, day)) if not word.isdigit()} - districts == units


def test_a_neighbourhood_keeps_its_tile_while_the_units_change():
    def squares(day):
        drawn = ElementTree.fromstring(area_map(PLACES, day))
        return [(e.get("x"), e.get("y")) for e in drawn.iter(f"{SVG}rect") if e.get("width") == str(TILE)]

    assert squares(date(2011, 1, 1)) == squares(date(2017, 1, 1)) == squares(date(2024, 1, 1))


@pytest.mark.parametrize("count", [0, 1, 7, 171, 400])
def test_no_tile_lies_on_another_or_outside_its_district(count):
    places = [
        Neighbourhood(
            code=f"X-{at:03}",
            name="X",
            district=PLACES.districts[at % 7].code,
            named_on=None,
            units=("LPU-BN",) if at % 14 == 0 else (),
        )
        for at in range(count)
    ]
    laid = tiles(places)
    squares = [(x, y) for tile in laid for block in tile.blocks for _, x, y in block.tiles]
    assert len(set(squares)) == count
    for tile in laid:
        for block in tile.blocks:
            for _, x, y in block.tiles:
                assert tile.x < x
                assert x + TILE < tile.x + tile.width
                assert tile.y < y
                assert y + TILE < tile.y + tile.height
    for at, one in enumerate(laid):
        for other in laid[at + 1 :]:
            apart_across = one.x + one.width < other.x or other.x + other.width < one.x
            apart_down = one.y + one.height < other.y or other.y + other.height < one.y
            assert apart_across or apart_down


def test_the_table_says_what_the_map_says():
    values = {"COV-01": 12.0, "E08000025": 1234.5}
    rows = area_rows(PLACES, date(2011, 1, 1), values)
    assert len(rows) == 171
    told = {row.code: (row.district, row.unit, row.value) for row in rows}
    assert told["COV-01"] == ("Coventry", "Coventry", 12.0)
    assert told["COV-02"] == ("Coventry", "Coventry", None)
    assert told["BHM-21"] == ("Birmingham", "Birmingham North", 1234.5)
    table = area_table(PLACES, date(2011, 1, 1), values, caption="A < B")
    assert table.count("<tr") == 172
    assert "A &lt; B" in table
    assert "1,234.5" in table
    assert "no value" in table


def test_outlines_are_drawn_to_scale_north_up_with_values_by_ward():
    svg = area_map(OUTLINED, TODAY, {"E05999001": 1.0, "E05999002": 5.0})
    assert titles(svg)[1:] == ["A: 1", "B & C: 5", "Coventry"]
    west, east, _ = (e.get("d") for e in ElementTree.fromstring(svg).iter(f"{SVG}path"))
    assert west == "M6.0 954.0L480.0 954.0L480.0 6.0L6.0 6.0L6.0 954.0Z"
    assert east.startswith("M480.0 954.0")


def test_values_of_neighbourhoods_are_drawn_as_tiles_even_where_boundaries_are_loaded():
    svg = area_map(OUTLINED, TODAY, {"COV-01": 1.0})
    assert "<path" not in svg
    assert any(title.endswith(": 1") for title in titles(svg))


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        ([], []),
        ([4, 4, 4], ["4"]),
        ([0, 1], ["0", "1"]),
        ([1, 2, 3, 4, 5], ["1", "2", "3", "4", "5"]),
        (range(100), ["0 to 19", "20 to 39", "40 to 59", "60 to 79", "80 to 99"]),
        ([1.5, 1.5, 2000], ["1.5", "2,000"]),
    ],
)
def test_values_are_grouped_and_the_groups_labelled(values, labels):
    assert [shade.label for shade in Shading(values).shades] == labels


def test_equal_values_have_one_shade_and_a_districts_value_counts_once():
    shading = Shading([1, 1, 1, 1, 9])
    assert shading.of(1) == SHADES[0]
    assert shading.of(9) == SHADES[-1]
    assert used({"E08000026": 5.0}, PLACES.neighbourhoods) == [5.0]


def _luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("fill", "ink"), SHADES)
def test_words_on_a_shade_have_the_contrast_that_wcag_asks(fill, ink):
    light, dark = sorted((_luminance(fill), _luminance(ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
