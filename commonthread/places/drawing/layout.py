"""Where the tiles go: districts roughly as they lie, neighbourhoods in rows inside them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from commonthread.places.cited import BIRMINGHAM
from commonthread.places.values import Neighbourhood

STEP = 28
TILE = 26
MARGIN = 8
HEADING = 28
UNIT_HEADING = 20
BETWEEN = 16

# Columns from west to east; in a column from north to south. The last two lie south of Birmingham's north.
COLUMNS = (
    ("E08000031", "E08000027"),
    ("E08000030", "E08000028"),
    (BIRMINGHAM,),
    ("E08000029",),
    ("E08000026",),
)
LOWERED = {"E08000029": 150, "E08000026": 110}
ACROSS = {"E08000029": 4}
DEFAULT_ACROSS = 5

# Birmingham's neighbourhoods keep their place while the units around them change.
QUARTERS = {
    "LPU-BW": (0, 0),
    "LPU-BN": (1, 0),
    "LPU-BS": (0, 1),
    "LPU-BE": (1, 1),
    "PU-BW": (0, 0),
    "PU-BE": (1, 0),
}


@dataclass(frozen=True)
class Block:
    """Neighbourhoods that have shared a unit since the beginning, in a rectangle of tiles."""

    x: int
    y: int
    tiles: tuple[tuple[Neighbourhood, int, int], ...]


@dataclass(frozen=True)
class Tile:
    district: str
    x: int
    y: int
    width: int
    height: int
    blocks: tuple[Block, ...]


def tiles(neighbourhoods: Iterable[Neighbourhood]) -> tuple[Tile, ...]:
    by_district = defaultdict(list)
    for neighbourhood in neighbourhoods:
        by_district[neighbourhood.district].append(neighbourhood)
    laid, x = [], 0
    for column in COLUMNS:
        y = 0
        in_column = []
        for district in column:
            top = y + LOWERED.get(district, 0)
            tile = _tile(district, x, top, by_district[district])
            in_column.append(tile)
            y = tile.y + tile.height + BETWEEN
        laid += in_column
        x += max(tile.width for tile in in_column) + BETWEEN
    return _level(laid)


def _level(laid: list[Tile]) -> tuple[Tile, ...]:
    """The second tiles of the two western columns start at the same height."""
    top = max((tile.y for tile in laid if tile.district in (COLUMNS[0][1], COLUMNS[1][1])), default=0)
    return tuple(
        _moved(tile, top - tile.y) if tile.district in (COLUMNS[0][1], COLUMNS[1][1]) else tile
        for tile in laid
    )


def _moved(tile: Tile, down: int) -> Tile:
    blocks = tuple(
        Block(block.x, block.y + down, tuple((place, x, y + down) for place, x, y in block.tiles))
        for block in tile.blocks
    )
    return Tile(tile.district, tile.x, tile.y + down, tile.width, tile.height, blocks)


def _tile(district: str, x: int, y: int, neighbourhoods: list[Neighbourhood]) -> Tile:
    across = ACROSS.get(district, DEFAULT_ACROSS)
    quarters = defaultdict(list)
    for neighbourhood in neighbourhoods:
        first_unit = neighbourhood.units[0] if neighbourhood.units else ""
        quarters[QUARTERS.get(first_unit, (0, 0))].append(neighbourhood)
    unit_heading = UNIT_HEADING if district == BIRMINGHAM else 0
    rows = [
        max((-(-len(places) // across) for (_, row), places in quarters.items() if row == at), default=0)
        for at in (0, 1)
    ]
    blocks = []
    for (column, row), places in sorted(quarters.items()):
        left = x + MARGIN + column * (across * STEP + MARGIN)
        top = y + HEADING + row * (unit_heading + rows[0] * STEP + MARGIN // 2)
        blocks.append(_block(left, top, top + unit_heading, places, across))
    halves = 1 + max((column for column, _ in quarters), default=0)
    lines = sum(1 for count in rows if count)
    width = MARGIN + halves * (across * STEP + MARGIN) - (STEP - TILE)
    height = HEADING + lines * unit_heading + sum(rows) * STEP + MARGIN + (lines - 1) * (MARGIN // 2)
    return Tile(district, x, y, width, height, tuple(blocks))


def _block(left: int, top: int, first: int, places: list[Neighbourhood], across: int) -> Block:
    placed = (divmod(at, across) for at in range(len(places)))
    tiles = tuple(
        (place, left + column * STEP, first + row * STEP)
        for place, (row, column) in zip(places, placed, strict=True)
    )
    return Block(left, top, tiles)
