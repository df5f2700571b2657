"""Boundaries from a GeoJSON file, in metres on the national grid."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from commonthread.places.official.formats import BOUNDARIES, Recognised, Unrecognised, recognise
from commonthread.places.official.grid import in_great_britain, to_grid
from commonthread.places.official.opening import Opened, PlacesError, Problem, as_text
from commonthread.places.values import Ring


@dataclass(frozen=True)
class Shape:
    number: int
    code: str
    name: str
    district: str | None
    rings: tuple[Ring, ...]


@dataclass(frozen=True)
class Shapes:
    file: Opened
    recognised: Recognised
    shapes: tuple[Shape, ...]


def geojson(file: Opened) -> Shapes:
    features = _features(file)
    try:
        recognised = recognise(list(features[0]["properties"]), BOUNDARIES)
    except Unrecognised as unrecognised:
        raise PlacesError(Problem(file.name, f"feature 1 {unrecognised}")) from unrecognised
    shapes, problems = [], []
    for number, feature in enumerate(features, 1):
        try:
            shapes.append(_shape(number, feature, recognised))
        except _Misshapen as misshapen:
            problems.append(Problem(file.name, f"feature {number} {misshapen}"))
    if problems:
        raise PlacesError(*problems)
    return Shapes(file, recognised, tuple(shapes))


class _Misshapen(Exception):
    pass


def _features(file: Opened) -> list[dict]:
    text, _ = as_text(file)
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"is not JSON ({error.msg}): is the file whole?"
        raise PlacesError(Problem(file.name, message, error.lineno, error.colno)) from error
    except RecursionError as error:
        raise PlacesError(Problem(file.name, "is nested deeper than any GeoJSON")) from error
    features = whole.get("features") if isinstance(whole, dict) else None
    if not isinstance(features, list) or not features:
        raise PlacesError(Problem(file.name, "is JSON but not a GeoJSON collection of features"))
    for number, feature in enumerate(features, 1):
        if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
            raise PlacesError(Problem(file.name, f"feature {number} has no properties"))
    return features


def _shape(number: int, feature: dict, recognised: Recognised) -> Shape:
    values = {}
    for ours, theirs in recognised.names.items():
        value = feature["properties"].get(theirs)
        if not isinstance(value, str) or not value.strip():
            raise _Misshapen(f"has no {theirs}")
        values[ours] = value.strip()
    rings = tuple(_rings(feature.get("geometry")))
    return Shape(number, values["code"], values["name"], values.get("district"), rings)


def _rings(geometry: object) -> Iterator[Ring]:
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise _Misshapen("is neither a polygon nor several")
    try:
        coordinates = geometry["coordinates"]
        polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
        for polygon in polygons:
            for ring in polygon:
                yield tuple(_point(*point[:2]) for point in ring)
    except (TypeError, ValueError, KeyError) as malformed:
        raise _Misshapen("has coordinates that are not pairs of numbers") from malformed


def _point(longitude: float, latitude: float) -> tuple[int, int]:
    if not in_great_britain(longitude, latitude):
        raise _Misshapen("has points that are not longitude and latitude in Great Britain (is it in WGS 84?)")
    return to_grid(longitude, latitude)
