"""What each kind of agency writes down about people, and how often it goes wrong. All shares are judgement.

They were set so that, over all agencies, a person's records disagree about as often as published
studies of administrative linkage in England find, and each agency has weaknesses of its own.
"""

from dataclasses import dataclass, replace

from commonthread.access.terms import HOLDS_RECORDS, AgencyKind


@dataclass(frozen=True, kw_only=True)
class Keeps:
    """The share of an agency's mentions of a person in which a fact that it could know is written down."""

    own_number: float
    middle_names: float = 0.4
    born_on: float = 0.95
    sex: float = 0.95
    nhs_number: float = 0.0
    upn: float = 0.0
    pnc_id: float = 0.0
    known_as: float = 0.25
    former_family_name: float = 0.1
    address: float = 0.92
    postcode: float = 0.93
    uprn: float = 0.0
    phone: float = 0.5
    email: float = 0.2
    language: float = 0.2
    disability: float = 0.2
    ethnicity: float = 0.4
    school: float = 0.0
    practice: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Slips:
    """The share of mentions in which each thing goes wrong."""

    given_mistyped: float = 0.012
    family_mistyped: float = 0.014
    given_respelt: float = 0.018
    family_respelt: float = 0.012
    nickname: float = 0.03
    known_as_for_given: float = 0.1
    initial_only: float = 0.008
    names_swapped: float = 0.005
    family_first_swapped: float = 0.12
    half_of_double_name: float = 0.15
    former_name_used: float = 0.05
    religious_name_lost: float = 0.12
    alias_given: float = 0.05
    town_added: float = 0.1
    day_month_swapped: float = 0.009
    first_of_january: float = 0.006
    first_of_january_abroad: float = 0.06
    digit_off: float = 0.012
    old_address: float = 0.3
    postcode_mistyped: float = 0.012
    abbreviated: float = 0.2
    sex_wrong: float = 0.003
    wrong_nhs_number: float = 0.0008
    second_own_number: float = 0.02
    capitals: float = 0.0
    stray_spaces: float = 0.01


KEEPS = {
    AgencyKind.POLICE: Keeps(
        own_number=0.72, born_on=0.92, pnc_id=0.85, address=0.9, postcode=0.86, ethnicity=0.5
    ),
    AgencyKind.CHILDRENS_SERVICES: Keeps(
        own_number=0.98, nhs_number=0.42, upn=0.55, ethnicity=0.85, disability=0.7
    ),
    AgencyKind.SCHOOL: Keeps(
        own_number=1.0, upn=0.97, known_as=0.5, ethnicity=0.9, postcode=0.97, language=0.5
    ),
    AgencyKind.HEALTH: Keeps(own_number=0.98, nhs_number=0.9, born_on=0.99, practice=0.6, postcode=0.95),
    AgencyKind.ADULT_CARE: Keeps(own_number=0.97, nhs_number=0.72, disability=0.7, practice=0.5),
    AgencyKind.PROBATION: Keeps(own_number=1.0, pnc_id=0.9, born_on=0.99),
    AgencyKind.YOUTH_JUSTICE: Keeps(own_number=1.0, pnc_id=0.8, born_on=0.99, school=0.5, upn=0.1),
    AgencyKind.HOUSING: Keeps(own_number=0.93, born_on=0.82, uprn=0.7, middle_names=0.2),
    AgencyKind.VOLUNTARY: Keeps(
        own_number=0.5, born_on=0.6, known_as=0.5, address=0.6, postcode=0.55, middle_names=0.1
    ),
}
SLIPS = {
    AgencyKind.POLICE: Slips(
        given_mistyped=0.02,
        family_mistyped=0.022,
        given_respelt=0.03,
        capitals=1.0,
        old_address=0.4,
        alias_given=0.3,
        town_added=0.35,
    ),
    AgencyKind.CHILDRENS_SERVICES: Slips(),
    AgencyKind.SCHOOL: Slips(known_as_for_given=0.25, nickname=0.05, digit_off=0.006, old_address=0.25),
    AgencyKind.HEALTH: Slips(
        given_mistyped=0.006, family_mistyped=0.007, wrong_nhs_number=0.0012, nickname=0.008
    ),
    AgencyKind.ADULT_CARE: Slips(nickname=0.05, first_of_january=0.01),
    AgencyKind.PROBATION: Slips(nickname=0.02),
    AgencyKind.YOUTH_JUSTICE: Slips(),
    AgencyKind.HOUSING: Slips(
        initial_only=0.05, first_of_january=0.015, family_mistyped=0.02, stray_spaces=0.04
    ),
    AgencyKind.VOLUNTARY: Slips(nickname=0.12, initial_only=0.03, given_respelt=0.05, family_respelt=0.04),
}
# Parents, neighbours and referrers are noted in passing: often without birth date or number.
_PASSING_KEEPS = {"own_number": 0.5, "born_on": 0.45, "nhs_number": 0.05, "middle_names": 0.05}


def keeps_in_passing(kind: AgencyKind) -> Keeps:
    keeps = KEEPS[kind]
    lowered = {name: min(getattr(keeps, name), share) for name, share in _PASSING_KEEPS.items()}
    return replace(keeps, **lowered)


PASSING = {kind: keeps_in_passing(kind) for kind in HOLDS_RECORDS}
REJECTED_ROWS = 0.003
