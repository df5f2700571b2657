"""From what was taken to one whole set of facts: wards joined, postcodes and schools placed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from commonthread.kernel.text import fold
from commonthread.places.cited import DISTRICTS
from commonthread.places.official.formats import Holds
from commonthread.places.official.grid import contains
from commonthread.places.official.harvest import Harvest
from commonthread.places.official.opening import PlacesError, Problem
from commonthread.places.values import Boundary, Facts, Level, Neighbourhood, Origin, Postcode, Ward


@dataclass(frozen=True)
class Placing:
    """How the postcodes found their wards and neighbourhoods."""

    inside_a_ward: int
    in_the_nearest_ward: int
    in_a_neighbourhood: int


def assembled(harvest: Harvest) -> tuple[Facts, Placing]:
    partnerships = {row.district: row for row in harvest.partnerships}
    wards = _wards(harvest)
    placer = _Placer(harvest.boundaries, _neighbourhood_by_ward(wards, harvest.neighbourhoods))
    postcodes = tuple(placer.placed(postcode) for postcode in harvest.postcodes)
    neighbourhood_at = {postcode.code: postcode.neighbourhood for postcode in postcodes}
    facts = Facts(
        districts=tuple(
            replace(district, name=known.name, partnership=known.partnership)
            if (known := partnerships.get(district.code))
            else district
            for district in DISTRICTS
        ),
        wards=tuple(wards),
        neighbourhoods=tuple(harvest.neighbourhoods),
        schools=tuple(
            replace(school, neighbourhood=neighbourhood_at.get(school.postcode or ""))
            for school in harvest.schools
        ),
        postcodes=postcodes,
        boundaries=tuple(harvest.boundaries),
        origins=tuple(Origin(file=some.file, holds=some.holds, sha256=some.sha256) for some in harvest.files),
    )
    return facts, placer.placing()


def _wards(harvest: Harvest) -> list[Ward]:
    """Each ward once, under its latest name, with the years of the files that have it."""
    drawn_in = {some.holds: some.edition for some in harvest.files}
    drawn = (
        Ward(code=b.code, name=b.name, district=b.district, editions=(drawn_in[Holds.WARD_BOUNDARIES] or 0,))
        for b in harvest.boundaries
        if b.level is Level.WARD and b.district
    )
    by_code: dict[str, list[Ward]] = defaultdict(list)
    for ward in (*harvest.wards, *drawn):
        by_code[ward.code].append(ward)
    wards = []
    for code, same in sorted(by_code.items()):
        if len({ward.district for ward in same}) > 1:
            raise PlacesError(Problem("wards", f"the files put {code} into different districts"))
        latest = max(same, key=lambda ward: ward.editions)
        wards.append(
            replace(latest, editions=tuple(sorted({year for ward in same for year in ward.editions})))
        )
    return wards


def _neighbourhood_by_ward(wards: Iterable[Ward], neighbourhoods: Iterable[Neighbourhood]) -> dict[str, str]:
    """Wards that share their name, or a part of it, with just one neighbourhood of their district.

    The register gives no boundaries. Most neighbourhoods are wards or groups of wards and bear their names;
    where the names say nothing, no neighbourhood is claimed.
    """
    named = [(some.district, _words(some.name), some.code) for some in neighbourhoods]
    found = {}
    for ward in wards:
        words = _words(ward.name)
        near = [(theirs, code) for district, theirs, code in named if district == ward.district]
        fitting = [code for theirs, code in near if words <= theirs or theirs <= words]
        if len(fitting) == 1:
            found[ward.code] = fitting[0]
    return found


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(name).split()) - {"and"}


class _Placer:
    """Finds the ward of a postcode by its position within its district."""

    def __init__(self, boundaries: Iterable[Boundary], neighbourhood_of: Mapping[str, str]) -> None:
        self.neighbourhood_of = neighbourhood_of
        self.drawn: dict[str | None, list[_Drawn]] = defaultdict(list)
        for boundary in boundaries:
            if boundary.level is Level.WARD:
                self.drawn[boundary.district].append(_Drawn(boundary))
        self.counts: Counter[str] = Counter()

    def placed(self, postcode: Postcode) -> Postcode:
        wards = self.drawn.get(postcode.district)
        if not wards:
            return postcode
        at = (postcode.easting, postcode.northing)
        inside = next((ward for ward in wards if ward.contains(*at)), None)
        self.counts["inside" if inside else "nearest"] += 1
        # Published boundaries are simplified: a postcode at the edge can fall between them.
        ward = (inside or min(wards, key=lambda ward: ward.distance(*at))).code
        neighbourhood = self.neighbourhood_of.get(ward)
        self.counts["neighbourhood"] += neighbourhood is not None
        return replace(postcode, ward=ward, neighbourhood=neighbourhood)

    def placing(self) -> Placing:
        return Placing(self.counts["inside"], self.counts["nearest"], self.counts["neighbourhood"])


class _Drawn:
    """A ward's rings with the box around them."""

    def __init__(self, boundary: Boundary) -> None:
        self.code, self.rings = boundary.code, boundary.rings
        eastings, northings = zip(*_points(boundary.rings), strict=True)
        self.west, self.east = min(eastings), max(eastings)
        self.south, self.north = min(northings), max(northings)

    def contains(self, easting: int, northing: int) -> bool:
        boxed = self.west <= easting <= self.east and self.south <= northing <= self.north
        return boxed and contains(self.rings, easting, northing)

    def distance(self, easting: int, northing: int) -> int:
        return min((x - easting) ** 2 + (y - northing) ** 2 for x, y in _points(self.rings))


def _points(rings: Sequence[Sequence[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    return (point for ring in rings for point in ring)
