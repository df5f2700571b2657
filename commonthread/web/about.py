"""A form that is about somebody begins with how one's own agency last named them."""

from collections.abc import Iterable

from django.http import HttpRequest

from commonthread.access.scope import Scope
from commonthread.records.columns import mention_cells
from commonthread.records.kind import Kind
from commonthread.records.queries import open_purpose, read, story_envelopes
from commonthread.records.record import Mention
from commonthread.web.components.posted import readable

CARRIED = (
    *(
        "agency_person_id",
        "given_name",
        "middle_names",
        "family_name",
        "known_as",
        "born_on",
        "born_precision",
    ),
    *("expected_on", "sex", "nhs_number", "upn", "address", "postcode"),
)
LOOKED_AT = 5
LONGEST = 18


def person_asked_about(request: HttpRequest) -> int | None:
    given = request.GET.get("about", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= LONGEST else None


def cells_about(scope: Scope, person: int, kind: Kind) -> dict[str, str]:
    """Their cells as the first person of the form; none where one may not look, or one's agency has not named them."""
    with scope.transaction():
        purpose = open_purpose(person)
        if purpose is None:
            return {}
        own = [
            found.number
            for found in story_envelopes([person])
            if found.agency == scope.agency and found.superseded_by is None
        ][:LOOKED_AT]
    contents = read(scope, own, purpose=purpose.purpose, reason=purpose.because)
    named = [known.mention for number in own for known in contents[number].known if known.person == person]
    return readable(kind, mention_cells(_newest(named, kind), 1)) if named else {}


def _newest(mentions: Iterable[Mention], kind: Kind) -> Mention:
    """The first that is given of each field."""
    found: dict[str, object] = {}
    for mention in mentions:
        for field in mention.model_dump(exclude_defaults=True):
            if field in CARRIED:
                found.setdefault(field, getattr(mention, field))
    return Mention(role=kind.about[0], **found)
