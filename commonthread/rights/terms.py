"""The words in which people's rights are exercised."""

from enum import StrEnum


class Ground(StrEnum):
    """Why a record is looked at before it is destroyed."""

    PERIOD_ENDED = "its period has ended"
    ASKED_FOR = "erasure was asked for"


class Decision(StrEnum):
    KEEP = "keep"
    DESTROY = "destroy"


class Request(StrEnum):
    """What somebody may ask of an agency about themselves."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"


class Verdict(StrEnum):
    GIVE = "give"
    WITHHOLD = "withhold"


class Exemption(StrEnum):
    """Why a record is not given to the person whom it is about."""

    SERIOUS_HARM = "serious harm to somebody"
    CRIME = "preventing or detecting crime"
    PRIVILEGE = "legal professional privilege"
    OTHER_PEOPLE = "cannot be given without telling of others"


EXPLAINED = {
    Exemption.SERIOUS_HARM: "Giving it would be likely to cause serious harm to the physical or mental health of "
    "the person or of another (Data Protection Act 2018, schedule 3).",
    Exemption.CRIME: "Giving it would be likely to prejudice preventing or detecting crime, or catching or "
    "prosecuting offenders (Data Protection Act 2018, schedule 2, paragraph 2).",
    Exemption.PRIVILEGE: "It is advice from a lawyer or was made for proceedings (schedule 2, paragraph 19).",
    Exemption.OTHER_PEOPLE: "Even with names taken out it would tell of somebody else, who has not agreed and whom "
    "it is not reasonable to tell of without agreement (schedule 2, paragraph 16).",
}
