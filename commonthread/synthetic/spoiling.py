"""A few rows that cannot be taken as they are, as every real delivery has them."""

from random import Random

from commonthread.synthetic.identifiers import UPN_LETTERS, spoilt

IMPOSSIBLE_DATES = ("31/02/2015", "2019-13-04", "29/02/2023", "00/00/2012")


def spoil(chance: Random, cells: dict[str, str]) -> str:
    """Spoils one cell of the row; returns its column."""
    numbers = [name for name in cells if name.endswith(("_nhs_number", "_upn"))]
    dates = [name for name in cells if name.endswith("_born_on")]
    column = chance.choice([*numbers[:1], *dates[:1], "happened_from"])
    if column.endswith("_nhs_number"):
        cells[column] = spoilt(cells[column])
    elif column.endswith("_upn"):
        letter = UPN_LETTERS[(UPN_LETTERS.index(cells[column][0]) + 1) % len(UPN_LETTERS)]
        cells[column] = letter + cells[column][1:]
    elif column == "happened_from":
        cells[column] = chance.choice(("", "not known", chance.choice(IMPOSSIBLE_DATES)))
    else:
        cells[column] = chance.choice(IMPOSSIBLE_DATES)
    return column
