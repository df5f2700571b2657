"""Codes of the census that stand on a person, and those of earlier collections."""

from commonthread.records.codes import Code
from commonthread.records.record import Sex

SEX = {
    **{sex.value: sex for sex in Sex},
    "1": Sex.MALE,
    "2": Sex.FEMALE,
    "0": Sex.UNKNOWN,
    "9": Sex.UNKNOWN,
}
FLAGS = {"true": True, "1": True, "false": False, "0": False}


class EthnicGroup(Code):
    WHITE_BRITISH = "WBRI", "White British"
    WHITE_IRISH = "WIRI", "White Irish"
    IRISH_TRAVELLER = "WIRT", "Traveller of Irish heritage"
    OTHER_WHITE = "WOTH", "Any other White background"
    GYPSY_ROMA = "WROM", "Gypsy or Roma"
    WHITE_AND_BLACK_CARIBBEAN = "MWBC", "White and Black Caribbean"
    WHITE_AND_BLACK_AFRICAN = "MWBA", "White and Black African"
    WHITE_AND_ASIAN = "MWAS", "White and Asian"
    OTHER_MIXED = "MOTH", "Any other mixed background"
    INDIAN = "AIND", "Indian"
    PAKISTANI = "APKN", "Pakistani"
    BANGLADESHI = "ABAN", "Bangladeshi"
    OTHER_ASIAN = "AOTH", "Any other Asian background"
    CARIBBEAN = "BCRB", "Black Caribbean"
    AFRICAN = "BAFR", "Black African"
    OTHER_BLACK = "BOTH", "Any other Black background"
    CHINESE = "CHNE", "Chinese"
    OTHER = "OOTH", "Any other ethnic group"
    REFUSED = "REFU", "Refused"
    NOT_OBTAINED = "NOBT", "Not yet obtained"


class Disability(Code):
    NONE = "NONE", "No disability"
    MOBILITY = "MOB", "Mobility"
    HAND = "HAND", "Hand function"
    PERSONAL_CARE = "PC", "Personal care"
    INCONTINENCE = "INC", "Incontinence"
    COMMUNICATION = "COMM", "Communication"
    LEARNING = "LD", "Learning"
    HEARING = "HEAR", "Hearing"
    VISION = "VIS", "Vision"
    BEHAVIOUR = "BEH", "Behaviour"
    CONSCIOUSNESS = "CON", "Consciousness"
    AUTISM = "AUT", "Autism"
    OTHER = "DDA", "Other"
