"""What the gazetteer knows, as frozen values."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from commonthread.kernel.citations import Source


class Confidence(StrEnum):
    """How a fact became known to those who wrote it down."""

    READ = "read in a primary source"
    RESTATED = "read in a source that restates it"
    GENERAL = "general knowledge, to be checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    source: Source
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """A metropolitan district: its ONS code, and the three digits by which the education department knows it."""

    code: str
    name: str
    la_code: str
    partnership: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicingUnit:
    """A local unit of the force for a span of time; `until` is the first day on which it was no more."""

    code: str
    name: str
    called: str
    district: str
    since: date
    until: date | None
    cited: Cited
    register_prefix: str | None = None

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    code: str
    name: str
    district: str
    editions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """A neighbourhood as the police named it, on a day if that is known. `units` are those of a district that had several."""

    code: str
    name: str
    district: str
    named_on: date | None
    units: tuple[str, ...] = ()


class Phase(StrEnum):
    NURSERY = "nursery"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    ALL_THROUGH = "all-through"
    SIXTEEN_PLUS = "16 plus"
    SPECIAL = "special"
    ALTERNATIVE = "alternative provision"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    urn: str
    la_code: str
    establishment_number: str
    name: str
    phase: Phase
    lowest_age: int | None
    highest_age: int | None
    district: str
    postcode: str | None
    neighbourhood: str | None = None

    @property
    def dfe_number(self) -> str:
        return f"{self.la_code}/{self.establishment_number}"


class CommunalKind(StrEnum):
    REFUGE = "refuge"
    HOSTEL = "hostel"
    HOSPITAL = "hospital"
    CHILDRENS_HOME = "children's home"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunalAddress:
    """A place where strangers share an address, so that an address there ties nobody to anybody."""

    kind: CommunalKind
    name: str
    line: str
    postcode: str
    district: str
    whole_postcode: bool

    @property
    def shown_publicly(self) -> bool:
        return self.kind not in (CommunalKind.REFUGE, CommunalKind.CHILDRENS_HOME)

    def __repr__(self) -> str:
        return f"<{self.kind} in {self.district}>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Postcode:
    """A postcode, its places, and its position in metres on the national grid."""

    code: str
    district: str
    ward: str | None
    neighbourhood: str | None
    easting: int
    northing: int


class Level(StrEnum):
    FORCE = "force area"
    DISTRICT = "district"
    WARD = "ward"
    MSOA = "MSOA"


Ring = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """Rings in metres on the national grid. A point is inside where it is within an odd number of them."""

    level: Level
    code: str
    name: str
    district: str | None
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A file that facts were taken from."""

    file: str
    holds: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One set of facts about the area, whole in itself."""

    districts: tuple[District, ...]
    wards: tuple[Ward, ...] = ()
    neighbourhoods: tuple[Neighbourhood, ...] = ()
    schools: tuple[School, ...] = ()
    communal_addresses: tuple[CommunalAddress, ...] = ()
    postcodes: tuple[Postcode, ...] = ()
    boundaries: tuple[Boundary, ...] = ()
    origins: tuple[Origin, ...] = ()
