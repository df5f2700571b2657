"""A human's word on whose record is whose: the same, different, undone, or never to be bridged."""

from commonthread.access.scope import Scope
from commonthread.access.statements import rows

GROUNDS = ("adoption", "gender recognition", "protected person")


def decide(*, by: Scope, pair: int, decision: str, reason: str) -> None:
    """Say of a pair *same*, *different* or *cannot tell*, inside `by`'s transaction."""
    rows("SELECT identity.decide(%s, %s, %s)", pair, decision, reason)


def unlink(*, by: Scope, mention: int, reason: str) -> int:
    """Take a mention away from its person and keep it apart; returns the number of the person it is now."""
    ((person,),) = rows("SELECT identity.unlink(%s, %s)", mention, reason)
    return person


def rejoin(*, by: Scope, mention: int, reason: str) -> int:
    """Put a mention back to the person from whom a human took it; KeptApart where something else parts them."""
    ((person,),) = rows("SELECT identity.rejoin(%s, %s)", mention, reason)
    return person


def never_bridge(*, by: Scope, first: int, second: int, ground: str) -> None:
    """Hold two identities apart for good: adoption, gender recognition or a protected person."""
    rows("SELECT identity.never_bridge(%s, %s, %s)", first, second, ground)
