"""Names that sound like places and are none of this area."""

from collections.abc import Iterator

FIRST = (
    *("Thimble", "Lantern", "Cobbler", "Marigold", "Pewter", "Saffron", "Tinder", "Juniper", "Anvil"),
    *("Ribbon", "Sorrel", "Teasel", "Wicker", "Damson", "Quillet", "Kestrel", "Bellows", "Cinder"),
    *("Hatter", "Mallow", "Needle", "Otter", "Plover", "Spindle", "Tansy", "Umber", "Verger"),
    *("Whistle", "Yarrow", "Candle", "Fennel", "Gander", "Heron", "Ivory", "Linnet", "Mortar"),
    *("Nettle", "Pippin", "Russet"),
)
LAST = (
    *("croft", "bourne", "mead", "gate", "stead", "wick", "dale", "combe", "hurst", "field"),
    *("thorpe", "brook", "garth", "mere", "side", "worth"),
)
STREETS = ("Road", "Street", "Lane", "Avenue", "Close", "Grove", "Terrace", "Walk")
HOUSES = (
    *("Alder", "Aspen", "Bay", "Beech", "Briar", "Cedar", "Cherry", "Clover", "Elder", "Fern", "Hazel"),
    *("Heather", "Holly", "Iris", "Jasmine", "Larch", "Laurel", "Lime", "Maple", "Myrtle", "Olive"),
    *("Pear", "Pine", "Plum", "Poplar", "Quince", "Rowan", "Sage", "Spruce", "Willow"),
)


def place_names() -> Iterator[str]:
    """624 names in a fixed order in which neighbours do not sound alike."""
    # 39 and 16 have no common factor, and neither have 39 and 7: each pair comes once.
    for step in range(len(FIRST) * len(LAST)):
        yield FIRST[step * 7 % len(FIRST)] + LAST[step % len(LAST)]


def street_names() -> Iterator[str]:
    for step in range(len(FIRST) * len(STREETS)):
        yield f"{FIRST[step * 11 % len(FIRST)]} {STREETS[step % len(STREETS)]}"


def house_names() -> Iterator[str]:
    for kind in ("House", "Lodge", "Court"):
        for tree in HOUSES:
            yield f"{tree} {kind}"
