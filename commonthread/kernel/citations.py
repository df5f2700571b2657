"""Where a rule comes from. A rule without a source does not construct."""

from dataclasses import dataclass
from enum import StrEnum


class Authority(StrEnum):
    """What stands behind a rule, strongest first."""

    STATUTE = "statute"
    STATUTORY_GUIDANCE = "statutory guidance"
    NATIONAL_PRACTICE = "national practice"
    LOCAL_PRACTICE = "local practice"


@dataclass(frozen=True)
class Source:
    """A published text: its title, the edition that is meant, and where to read it."""

    title: str
    edition: str
    link: str
    authority: Authority

    def __post_init__(self) -> None:
        if not (self.title.strip() and self.edition.strip()):
            raise ValueError("a source needs a title and an edition")
        if not self.link.startswith("https://"):
            raise ValueError("a source needs a link that starts with https://")
        Authority(self.authority)
