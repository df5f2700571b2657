"""An agency's own words for each kind of notice, in editions that are kept."""

from dataclasses import dataclass
from datetime import datetime

from commonthread.access.scope import Scope
from commonthread.access.statements import rows, value
from commonthread.notices.kind import check, kinds


@dataclass(frozen=True)
class Edition:
    number: int
    words: str
    because: str
    made_by: str
    made_at: datetime


def write_edition(*, by: Scope, kind: str, words: str, because: str) -> int:
    """From now on notices of this kind say these words. Raises WrongWords for what could not be sent safely."""
    check(kinds()[kind].to, words)
    return value("SELECT notices.write_edition(%s, %s, %s)", kind, words, because)


def editions(kind: str) -> list[Edition]:
    """One's own agency's, the newest first: it holds. Where there is none, the house's words do."""
    return [Edition(*row) for row in rows("SELECT * FROM notices.editions(%s)", kind)]


def preview(
    kind: str, *, draft: str | None = None, words: str = "", answer_by: datetime | None = None
) -> str:
    """How a notice would read, with an invented reference; of `draft`, words that nobody has kept yet."""
    return value("SELECT notices.preview(%s, %s, %s, %s)", kind, draft, words, answer_by)
