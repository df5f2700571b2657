"""The map of the area on a day, and the same as rows and as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from commonthread.places.drawing.outlines import layer, outline_map
from commonthread.places.drawing.shades import number, value_of
from commonthread.places.drawing.tiles import tile_map
from commonthread.places.gazetteer import Gazetteer, units_on
from commonthread.places.values import Boundary, Level, Neighbourhood

NO_VALUES: Mapping[str, float] = {}


@dataclass(frozen=True)
class AreaRow:
    """One area of the map in words. `unit` is empty where the files do not say which unit it was in."""

    district: str
    unit: str
    code: str
    name: str
    value: float | None


def area_map(
    places: Gazetteer,
    on: date,
    values: Mapping[str, float] | None = None,
    *,
    title: str = "The force area",
    key: str = "area-map",
) -> str:
    """SVG of the districts with their neighbourhoods, or of real boundaries where those are loaded.

    `values` colours areas by their codes: districts, wards or MSOAs; values of neighbourhoods always give
    tiles, as no neighbourhood has a published boundary. `key` keeps two maps on one page apart.
    """
    values = values or NO_VALUES
    words = {"key": key, "title": title, "description": _description(places, on, values)}
    if _has_outlines(places, values):
        return outline_map(layer(places.boundaries, values), _districts(places), values, **words)
    return tile_map(places, on, values, **words)


def area_rows(places: Gazetteer, on: date, values: Mapping[str, float] | None = None) -> tuple[AreaRow, ...]:
    """What the map shows, area by area, in the order of districts."""
    values = values or NO_VALUES
    areas: Sequence[Boundary | Neighbourhood] = places.neighbourhoods
    if _has_outlines(places, values):
        areas = layer(places.boundaries, values)
    order = {district.code: at for at, district in enumerate(places.districts)}
    rows = []
    for area in sorted(areas, key=lambda area: (order[area.district or area.code], area.code)):
        district = places.district(area.district or area.code)
        rows.append(
            AreaRow(
                district=district.name if district else "",
                unit=_unit_name(places, area, on),
                code=area.code,
                name=area.name,
                value=value_of(values, area),
            )
        )
    return tuple(rows)


def area_table(
    places: Gazetteer,
    on: date,
    values: Mapping[str, float] | None = None,
    *,
    caption: str = "The force area",
    value_heading: str = "Value",
) -> str:
    """The map in words, as an HTML table."""
    headings = ["District", "Policing unit", "Code", "Name", *([value_heading] if values else [])]
    head = "".join(f'<th scope="col" class="govuk-table__header">{escape(text)}</th>' for text in headings)
    body = "".join(_row(row, with_value=bool(values)) for row in area_rows(places, on, values))
    return (
        '<table class="govuk-table">'
        f'<caption class="govuk-table__caption govuk-table__caption--m">{escape(caption)}</caption>'
        f'<thead class="govuk-table__head"><tr class="govuk-table__row">{head}</tr></thead>'
        f'<tbody class="govuk-table__body">{body}</tbody></table>'
    )


def _row(row: AreaRow, *, with_value: bool) -> str:
    cells = [row.district, row.unit or "not known", row.code, row.name]
    if with_value:
        cells.append("no value" if row.value is None else number(row.value))
    inside = "".join(f'<td class="govuk-table__cell">{escape(cell)}</td>' for cell in cells)
    return f'<tr class="govuk-table__row">{inside}</tr>'


def _districts(places: Gazetteer) -> tuple[Boundary, ...]:
    return tuple(boundary for boundary in places.boundaries if boundary.level is Level.DISTRICT)


def _has_outlines(places: Gazetteer, values: Mapping[str, float]) -> bool:
    drawn = {boundary.code for boundary in places.boundaries}
    return bool(_districts(places)) and (not values or not drawn.isdisjoint(values))


def _unit_name(places: Gazetteer, area: Boundary | Neighbourhood, on: date) -> str:
    if isinstance(area, Neighbourhood):
        unit = places.unit_of(area, on)
        return unit.name if unit else ""
    units = [unit for unit in units_on(on) if unit.district == (area.district or area.code)]
    return units[0].name if len(units) == 1 else ""


def _description(places: Gazetteer, on: date, values: Mapping[str, float]) -> str:
    units = units_on(on)
    day = f"{on.day} {on:%B %Y}"
    divided = (
        f"On {day} the force had {len(units)} of its units there, each a {units[0].called}: " if units else ""
    )
    names = ", ".join(unit.name for unit in units)
    kind = "Boundaries" if _has_outlines(places, values) else "Tiles, not to scale,"
    coloured = " Darker areas have higher values." if values else ""
    return (
        f"{kind} of {len(places.districts)} districts with {len(places.neighbourhoods)} neighbourhoods. "
        f"{divided}{names}.{coloured} The table says the same in words."
    )
