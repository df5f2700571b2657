"""Who lives where: proportions by district, rounded from the census.

Source: Office for National Statistics, Census 2021, ethnic group (TS021), usual residents (TS001) and
household composition (TS003), Open Government Licence v3. How a census group divides into naming
cultures is judgement.
"""

from dataclasses import dataclass

DISTRICTS = ("Birmingham", "Coventry", "Dudley", "Sandwell", "Solihull", "Walsall", "Wolverhampton")
RESIDENTS_THOUSANDS = (1145, 345, 323, 342, 216, 284, 264)


@dataclass(frozen=True)
class EthnicGroup:
    """A census group: its words, its code in the department's returns, and the cultures of its names."""

    label: str
    code: str
    per_mille: tuple[int, ...]
    cultures: tuple[tuple[str, int], ...]
    pattern: str


ETHNIC_GROUPS = (
    EthnicGroup(
        "White British",
        "WBRI",
        (429, 553, 824, 521, 779, 674, 547),
        (("British", 97), ("Irish", 3)),
        "settled",
    ),
    EthnicGroup("White Irish", "WIRI", (15, 16, 3, 5, 18, 4, 4), (("Irish", 1),), "older"),
    EthnicGroup(
        "Traveller of Irish heritage", "WIRT", (1, 1, 1, 1, 1, 1, 1), (("Irish Traveller", 1),), "large"
    ),
    EthnicGroup("Gypsy or Roma", "WROM", (2, 3, 1, 1, 1, 1, 2), (("Roma", 1),), "large"),
    EthnicGroup(
        "Any other White background",
        "WOTH",
        (40, 82, 19, 45, 24, 34, 51),
        (("Polish", 48), ("Romanian", 36), ("Lithuanian", 10), ("Irish", 6)),
        "young",
    ),
    EthnicGroup("Pakistani", "APKN", (170, 37, 46, 65, 35, 69, 25), (("Pakistani", 1),), "large"),
    EthnicGroup("Bangladeshi", "ABAN", (42, 12, 2, 32, 5, 22, 2), (("Bangladeshi", 1),), "large"),
    EthnicGroup(
        "Indian",
        "AIND",
        (58, 93, 24, 130, 52, 80, 159),
        (("Indian Sikh", 58), ("Indian Hindu", 30), ("Indian Muslim", 12)),
        "generations",
    ),
    EthnicGroup("Chinese", "CHNE", (11, 13, 3, 4, 8, 3, 3), (("Chinese", 1),), "young"),
    EthnicGroup(
        "Any other Asian background",
        "AOTH",
        (29, 30, 8, 27, 10, 12, 22),
        (("Afghan", 44), ("Sri Lankan Tamil", 16), ("Filipino", 14), ("Vietnamese", 14), ("Indian Sikh", 12)),
        "young",
    ),
    EthnicGroup("Black Caribbean", "BCRB", (39, 10, 11, 38, 9, 17, 38), (("Black Caribbean", 1),), "lone"),
    EthnicGroup(
        "Black African",
        "BAFR",
        (58, 70, 11, 37, 6, 23, 42),
        (("Nigerian", 34), ("Somali", 26), ("Ghanaian", 14), ("Zimbabwean", 14), ("Eritrean", 12)),
        "young",
    ),
    EthnicGroup(
        "Any other Black background",
        "BOTH",
        (12, 9, 3, 12, 3, 6, 14),
        (("Black Caribbean", 6), ("Somali", 4)),
        "lone",
    ),
    EthnicGroup("White and Black Caribbean", "MWBC", (22, 13, 16, 23, 17, 17, 32), (("mixed", 1),), "lone"),
    EthnicGroup("White and Black African", "MWBA", (4, 5, 1, 3, 2, 2, 4), (("mixed", 1),), "lone"),
    EthnicGroup("White and Asian", "MWAS", (11, 9, 7, 10, 10, 8, 10), (("mixed", 1),), "settled"),
    EthnicGroup("Any other mixed background", "MOTH", (11, 7, 4, 7, 6, 5, 8), (("mixed", 1),), "lone"),
    EthnicGroup("Arab", "OOTH", (17, 7, 6, 6, 4, 2, 4), (("Arab", 1),), "large"),
    EthnicGroup(
        "Any other ethnic group",
        "OOTH",
        (29, 30, 8, 34, 11, 19, 32),
        (("Kurdish or Iranian", 40), ("Indian Sikh", 45), ("Romanian", 15)),
        "young",
    ),
)

BY_LABEL = {group.label: group for group in ETHNIC_GROUPS}

MIXED_PARENTS = {
    "MWBC": (("British", "White British"), ("Black Caribbean", "Black Caribbean")),
    "MWBA": (("British", "White British"), ("Nigerian", "Black African")),
    "MWAS": (("British", "White British"), ("Pakistani", "Pakistani")),
    "MOTH": (("Black Caribbean", "Black Caribbean"), ("Indian Sikh", "Indian")),
}

HOUSEHOLD_KINDS = (
    "older person alone",
    "person alone",
    "older couple",
    "couple",
    "couple with children",
    "couple with grown children",
    "lone parent",
    "three generations",
    "sharers",
)
HOUSEHOLD_PATTERNS = {
    "settled": (13, 16, 11, 14, 23, 8, 11, 2, 2),
    "older": (24, 18, 17, 13, 12, 8, 6, 1, 1),
    "large": (3, 7, 3, 8, 45, 9, 9, 14, 2),
    "generations": (6, 10, 8, 13, 31, 11, 6, 12, 3),
    "young": (2, 18, 2, 16, 38, 4, 10, 2, 8),
    "lone": (10, 24, 5, 10, 16, 5, 25, 3, 2),
}
