"""The lane of each kind of agency: its name, its colour, and its mark for those who see no colour."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from commonthread.records.kind import AgencyKind


class Mark(StrEnum):
    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    PENTAGON = "pentagon"
    HEXAGON = "hexagon"
    BAR = "bar"
    WEDGE = "wedge"
    STAR = "star"


@dataclass(frozen=True)
class Lane:
    name: str
    colour: str
    mark: Mark


LANES: Mapping[AgencyKind, Lane] = MappingProxyType(
    {
        AgencyKind.POLICE: Lane("Police", "#1d4f91", Mark.CIRCLE),
        AgencyKind.SCHOOL: Lane("School", "#0b6b4a", Mark.SQUARE),
        AgencyKind.CHILDRENS_SERVICES: Lane("Social care", "#9c3d00", Mark.DIAMOND),
        AgencyKind.HEALTH: Lane("Health", "#6a2c91", Mark.TRIANGLE),
        AgencyKind.ADULT_CARE: Lane("Adult care", "#0f6674", Mark.PENTAGON),
        AgencyKind.PROBATION: Lane("Probation", "#4d4a1f", Mark.HEXAGON),
        AgencyKind.YOUTH_JUSTICE: Lane("Youth justice", "#a3195b", Mark.WEDGE),
        AgencyKind.HOUSING: Lane("Housing", "#6b4423", Mark.BAR),
        AgencyKind.VOLUNTARY: Lane("Voluntary", "#40484f", Mark.STAR),
    }
)
