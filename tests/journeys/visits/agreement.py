"""Pages about what agencies agree."""

from collections.abc import Callable
from urllib.parse import urlencode

from commonthread.access.permissions import Role
from commonthread.access.terms import AgencyKind, Category, Purpose
from tests.agreeing import Agreeing
from tests.journeys.visits.going import Visit
from tests.making import Making


def an_agreement(make: Making, path: str = "", *, drafted: bool = False) -> Visit:
    agreeing = Agreeing(make)
    number = agreeing.in_force()
    if drafted:
        number = agreeing.drafted(number, title="Another title", change="A yearly review.")
    return Visit(agreeing.officer, f"/agreements/{number}{path}")


def asked_what_may_flow(make: Making) -> Visit:
    """Between two agencies: of every two of two kinds it would be asked about all that other tests made."""
    agreeing = Agreeing(make)
    agreeing.in_force()
    asked = {"viewer": agreeing.police, "role": Role.HUB_OFFICER, "holder": agreeing.trust,
             "category": Category.HEALTH, "purpose": Purpose.SECTION_47}  # fmt: skip
    return Visit(agreeing.officer, f"/what-if?{urlencode(asked)}")


def a_feed_agreement(make: Making) -> Visit:
    agency = make.agency(AgencyKind.SCHOOL)
    make.feed_agreement(agency, kinds=["school_absence"], fields=["mention.given_name"])
    return Visit(make.user(agency, Role.DATA_PROTECTION_OFFICER), f"/feed-agreements/{agency}")


VISITS: dict[str, Callable[[Making], Visit]] = {
    "agreements": lambda make: Visit(an_agreement(make).user, "/agreements"),
    "agreement": lambda make: an_agreement(make, "?edition=2", drafted=True),
    "agreement_draft": lambda make: an_agreement(make, "/draft", drafted=True),
    "agreement_clause": lambda make: an_agreement(make, "/draft/clause?number=1", drafted=True),
    "agreement_sign": lambda make: an_agreement(make, "/editions/2/sign", drafted=True),
    "agreement_end": lambda make: an_agreement(make, "/editions/1/end"),
    "flows": lambda make: Visit(an_agreement(make).user, "/flows?purpose=a+section+47+enquiry"),
    "what_if": asked_what_may_flow,
    "feed_agreements": lambda make: Visit(a_feed_agreement(make).user, "/feed-agreements"),
    "feed_agreement": lambda make: a_feed_agreement(make),
    "feed_draft": lambda make: Visit(a_feed_agreement(make).user, "/feed-agreements/draft/mine"),
}
