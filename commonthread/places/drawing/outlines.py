"""The real map: published boundaries, north at the top, a metre on the grid the same in all directions."""

from collections.abc import Mapping, Sequence

from commonthread.places.drawing.shades import Shading, number, used, value_of
from commonthread.places.drawing.svg import LEGEND_HEIGHT, LINE, element, legend, picture, text, titled
from commonthread.places.values import Boundary, Level, Ring

WIDTH = 960
EDGE = 6


def outline_map(
    areas: Sequence[Boundary],
    districts: Sequence[Boundary],
    values: Mapping[str, float],
    *,
    key: str,
    title: str,
    description: str,
) -> str:
    """`areas` are filled and drawn thin; `districts` are drawn over them and named."""
    view = _View([*areas, *districts])
    shading = Shading(used(values, areas))
    parts = [view.filled(area, value_of(values, area), shading) for area in areas]
    parts += [view.drawn(district) for district in districts]
    parts += [view.named(district, values.get(district.code)) for district in districts]
    height = view.height
    if values:
        parts.append(legend(shading, height + 12, any(value_of(values, area) is None for area in areas)))
        height += LEGEND_HEIGHT
    return picture(WIDTH, height, *parts, key=key, title=title, description=description)


class _View:
    def __init__(self, boundaries: Sequence[Boundary]) -> None:
        points = [point for boundary in boundaries for ring in boundary.rings for point in ring]
        self.west, self.north = min(x for x, _ in points), max(y for _, y in points)
        self.scale = (max(x for x, _ in points) - self.west) / (WIDTH - 2 * EDGE)
        self.height = round((self.north - min(y for _, y in points)) / self.scale) + 2 * EDGE

    def at(self, easting: float, northing: float) -> tuple[float, float]:
        return EDGE + (easting - self.west) / self.scale, EDGE + (self.north - northing) / self.scale

    def path(self, rings: Sequence[Ring]) -> str:
        return "".join(
            "M" + "L".join("{:.1f} {:.1f}".format(*self.at(*point)) for point in ring) + "Z" for ring in rings
        )

    def filled(self, area: Boundary, value: float | None, shading: Shading) -> str:
        said = area.name if value is None else f"{area.name}: {number(value)}"
        fill, _ = shading.of(value)
        return element(
            "path",
            titled(said),
            d=self.path(area.rings),
            fill=fill,
            fill_rule="evenodd",
            stroke="#6f777b",
            stroke_width=0.6,
        )

    def drawn(self, district: Boundary) -> str:
        return element(
            "path",
            titled(district.name),
            d=self.path(district.rings),
            fill="none",
            stroke=LINE,
            stroke_width=2.2,
            stroke_linejoin="round",
        )

    def named(self, district: Boundary, value: float | None) -> str:
        x, y = self.at(*_middle(max(district.rings, key=lambda ring: abs(_area(ring)))))
        words = district.name if value is None else f"{district.name}: {number(value)}"
        look = {"font_size": 17, "font_weight": "bold", "text_anchor": "middle"}
        halo = {"stroke": "#ffffff", "stroke_width": 4, "stroke_linejoin": "round", "paint_order": "stroke"}
        return text(round(x, 1), round(y, 1), words, **look, **halo)


def _area(ring: Ring) -> float:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def _middle(ring: Ring) -> tuple[float, float]:
    """The centre of gravity; reckoned from a corner, where large coordinates do not drown the differences."""
    x0, y0 = ring[0]
    moved = tuple((x - x0, y - y0) for x, y in ring)
    pairs = tuple(zip(moved, (*moved[1:], moved[0]), strict=True))
    area = _area(moved) or 1
    x = sum((x1 + x2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs) / (6 * area)
    y = sum((y1 + y2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairs) / (6 * area)
    return x0 + x, y0 + y


def layer(boundaries: Sequence[Boundary], values: Mapping[str, float]) -> tuple[Boundary, ...]:
    """The areas to fill: MSOAs if the values are theirs, else wards, else districts."""
    by_level = {
        level: tuple(boundary for boundary in boundaries if boundary.level is level) for level in Level
    }
    if any(boundary.code in values for boundary in by_level[Level.MSOA]):
        return by_level[Level.MSOA]
    return by_level[Level.WARD] or by_level[Level.DISTRICT]
