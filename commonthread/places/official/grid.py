"""From longitude and latitude (WGS 84) to metres on the national grid, within some five metres.

Formulae and constants: Ordnance Survey, A guide to coordinate systems in Great Britain, annexes B and C.
"""

from collections.abc import Iterable
from math import atan2, cos, hypot, radians, sin, sqrt, tan

WGS84 = (6_378_137.000, 6_356_752.3142)
AIRY_1830 = (6_377_563.396, 6_356_256.909)

SHIFT = (-446.448, 125.157, -542.060)
ROTATION = tuple(radians(seconds / 3600) for seconds in (-0.1502, -0.2470, -0.8421))
SCALE = 20.4894e-6

F0 = 0.9996012717
LATITUDE_0, LONGITUDE_0 = radians(49), radians(-2)
EASTING_0, NORTHING_0 = 400_000, -100_000

GREAT_BRITAIN = (-9.0, 49.0, 3.0, 61.5)


def in_great_britain(longitude: float, latitude: float) -> bool:
    west, south, east, north = GREAT_BRITAIN
    return west <= longitude <= east and south <= latitude <= north


def to_grid(longitude: float, latitude: float) -> tuple[int, int]:
    """Easting and northing, rounded to the metre."""
    easting, northing = _projected(*_on_airy(radians(latitude), radians(longitude)))
    return round(easting), round(northing)


def _on_airy(latitude: float, longitude: float) -> tuple[float, float]:
    """The same point on the older ellipsoid (Helmert's transformation)."""
    a, b = WGS84
    squared = 1 - (b / a) ** 2
    radius = a / sqrt(1 - squared * sin(latitude) ** 2)
    x = radius * cos(latitude) * cos(longitude)
    y = radius * cos(latitude) * sin(longitude)
    z = radius * (1 - squared) * sin(latitude)

    rx, ry, rz = ROTATION
    grown = 1 + SCALE
    x, y, z = (
        SHIFT[0] + grown * x - rz * y + ry * z,
        SHIFT[1] + rz * x + grown * y - rx * z,
        SHIFT[2] - ry * x + rx * y + grown * z,
    )

    a, b = AIRY_1830
    squared = 1 - (b / a) ** 2
    flat = hypot(x, y)
    latitude = atan2(z, flat * (1 - squared))
    for _ in range(4):
        radius = a / sqrt(1 - squared * sin(latitude) ** 2)
        latitude = atan2(z + squared * radius * sin(latitude), flat)
    return latitude, atan2(y, x)


def _projected(latitude: float, longitude: float) -> tuple[float, float]:
    """Transverse Mercator, with the names of the guide."""
    a, b = AIRY_1830
    squared = 1 - (b / a) ** 2
    n = (a - b) / (a + b)
    sine, cosine, tangent = sin(latitude), cos(latitude), tan(latitude)
    nu = a * F0 / sqrt(1 - squared * sine**2)
    rho = a * F0 * (1 - squared) / (1 - squared * sine**2) ** 1.5
    eta = nu / rho - 1
    less, more = latitude - LATITUDE_0, latitude + LATITUDE_0
    meridian = (
        b
        * F0
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )
    i = meridian + NORTHING_0
    ii = nu / 2 * sine * cosine
    iii = nu / 24 * sine * cosine**3 * (5 - tangent**2 + 9 * eta)
    iii_a = nu / 720 * sine * cosine**5 * (61 - 58 * tangent**2 + tangent**4)
    iv = nu * cosine
    v = nu / 6 * cosine**3 * (nu / rho - tangent**2)
    vi = nu / 120 * cosine**5 * (5 - 18 * tangent**2 + tangent**4 + 14 * eta - 58 * tangent**2 * eta)
    east = longitude - LONGITUDE_0
    northing = i + ii * east**2 + iii * east**4 + iii_a * east**6
    easting = EASTING_0 + iv * east + v * east**3 + vi * east**5
    return easting, northing


def contains(rings: Iterable[tuple[tuple[int, int], ...]], easting: float, northing: float) -> bool:
    """Whether the point lies within an odd number of the closed rings."""
    inside = False
    for ring in rings:
        x1, y1 = ring[-1]
        for x2, y2 in ring:
            if (y1 > northing) != (y2 > northing) and easting < (x2 - x1) * (northing - y1) / (y2 - y1) + x1:
                inside = not inside
            x1, y1 = x2, y2
    return inside
