"""What a victim is told in writing: a notice to an address of their own, which counts once it is known to have arrived."""

from datetime import datetime

from commonthread.access.scope import Scope
from commonthread.access.statements import value


def write_to_victim(
    *,
    by: Scope,
    case: int,
    person: int,
    address: int,
    of: str,
    words: str,
    safe_because: str,
    next_at: datetime | None = None,
) -> int:
    """Ask them to get in touch, in the words of `please-ring` and no others; returns the number of the notice. `words` are what they
    are to be told, and stay in the case.

    The task to tell them waits until the notice has arrived, or `pathways.victims.confirm_written` says how it is known. NotSafe for
    an address that is not marked safe, or not as theirs; NotAllowed for somebody who is no victim.
    """
    return value(
        "SELECT notices.write_to_victim(%s, %s, %s, %s, %s, %s, %s)",
        case, person, address, of, words, safe_because, next_at,
    )  # fmt: skip
