"""The schematic map: districts as tiles, their neighbourhoods as small tiles inside."""

from collections.abc import Mapping
from datetime import date

from commonthread.places.drawing.layout import HEADING, MARGIN, TILE, UNIT_HEADING, Block, Tile, tiles
from commonthread.places.drawing.shades import Shading, number, used, value_of
from commonthread.places.drawing.svg import LEGEND_HEIGHT, LINE, QUIET, element, legend, picture, text, titled
from commonthread.places.gazetteer import Gazetteer, units_on
from commonthread.places.values import Neighbourhood, PolicingUnit

GROUND = "#f3f3f3"


def tile_map(
    places: Gazetteer, on: date, values: Mapping[str, float], *, key: str, title: str, description: str
) -> str:
    drawing = _Drawing(places, on, values)
    laid = tiles(places.neighbourhoods)
    width = max(tile.x + tile.width for tile in laid) + 2
    height = max(tile.y + tile.height for tile in laid) + 2
    parts = [drawing.district(tile) for tile in laid]
    if values:
        without = any(value_of(values, place) is None for place in places.neighbourhoods)
        parts.append(legend(drawing.shading, height + 18, without))
        height += LEGEND_HEIGHT
    moved = element("g", *parts, transform="translate(1 1)")
    return picture(width, height, moved, key=key, title=title, description=description)


class _Drawing:
    def __init__(self, places: Gazetteer, on: date, values: Mapping[str, float]) -> None:
        self.places, self.on, self.values = places, on, values
        self.shading = Shading(used(values, places.neighbourhoods))
        self.divided = {
            unit.district
            for unit in units_on(on)
            if sum(other.district == unit.district for other in units_on(on)) > 1
        }

    def district(self, tile: Tile) -> str:
        known = self.places.district(tile.district)
        name = known.name if known else tile.district
        if tile.district in self.values:
            name = f"{name}: {number(self.values[tile.district])}"
        ground = element(
            "rect",
            x=tile.x,
            y=tile.y,
            width=tile.width,
            height=tile.height,
            rx=4,
            fill=GROUND,
            stroke=LINE,
            stroke_width=1.5,
        )
        heading = text(tile.x + MARGIN, tile.y + HEADING - 9, name, font_size=15, font_weight="bold")
        blocks = "".join(self._block(tile, block) for block in tile.blocks)
        return element("g", ground, heading, blocks)

    def _block(self, tile: Tile, block: Block) -> str:
        neighbourhoods = "".join(self._neighbourhood(*placed) for placed in block.tiles)
        unit = self._unit(block)
        above = [other for other in tile.blocks if other.x == block.x and other.y < block.y]
        if unit is None or tile.district not in self.divided or any(self._unit(o) == unit for o in above):
            return neighbourhoods
        district = self.places.district(tile.district)
        words = unit.name.removeprefix(district.name).strip() if district else unit.name
        label = text(block.x, block.y + UNIT_HEADING - 7, words, font_size=13, fill=QUIET)
        return label + neighbourhoods

    def _unit(self, block: Block) -> PolicingUnit | None:
        return self.places.unit_of(block.tiles[0][0], self.on)

    def _neighbourhood(self, place: Neighbourhood, x: int, y: int) -> str:
        value = value_of(self.values, place)
        fill, ink = self.shading.of(value)
        unit = self.places.unit_of(place, self.on)
        said = f"{place.code} {place.name}, {unit.name}" if unit else f"{place.code} {place.name}"
        square = element("rect", x=x, y=y, width=TILE, height=TILE, fill=fill, stroke="#6f777b", rx=2)
        label = text(
            x + TILE / 2, y + TILE / 2 + 4, place.code[-2:], font_size=11, fill=ink, text_anchor="middle"
        )
        return element("g", titled(said if value is None else f"{said}: {number(value)}"), square, label)
