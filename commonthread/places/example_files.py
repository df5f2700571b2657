"""Small files in the formats of their publishers, with invented content, for tests."""

import json
from pathlib import Path

SCHOOL_COLUMNS = (
    "URN,LA (code),EstablishmentNumber,EstablishmentName,EstablishmentStatus (name),PhaseOfEducation (name),"
    "TypeOfEstablishment (name),StatutoryLowAge,StatutoryHighAge,Postcode,HeadLastName"
)
WARDS = "ward21_name,ward21_code,ltla21_name,ltla21_code"
FORCES = "ltla24_code,ltla24_name,csp24_code,csp24_name,pfa24_code,pfa24_name"
NEIGHBOURHOODS = "force_id\tneighbourhood_id\tneighbourhood_name\tneighbourhood_url"
POSTCODES = "pcd,laua,oseast1m,osnrth1m"


def square(west: float, south: float, east: float, north: float) -> list:
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def feature(coordinates: list, **properties: str) -> dict:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": coordinates},
    }


def features(*some: dict) -> str:
    return json.dumps({"type": "FeatureCollection", "features": some})


def ward(code: str, box: tuple[float, float, float, float], district: str = "E08000026") -> dict:
    return feature(square(*box), ward22_name=code[-1], ward22_code=code, ltla_code=district)


TWO_WARDS = features(
    ward("E05999001", (-1.60, 52.40, -1.50, 52.45)), ward("E05999002", (-1.50, 52.40, -1.40, 52.45))
)
DISTRICT = features(feature(square(-1.60, 52.40, -1.40, 52.45), LAD24CD="E08000026", LAD24NM="Coventry"))


def put(folder: Path, **files: str | bytes) -> Path:
    """Write each file; two underlines in its name stand for the dot."""
    for name, content in files.items():
        written = content if isinstance(content, bytes) else content.encode()
        (folder / name.replace("__", ".")).write_bytes(written)
    return folder
