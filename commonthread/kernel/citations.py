"""Where a rule comes from. A rule without a source does not construct."""

from dataclasses import dataclass
from enum import StrEnum


class Authority(StrEnum):
    """What stands behind a rule, strongest first."""

    STATUTE = "statute"
    STATUTORY_GUIDANCE = "statutory guidance"
    NATIONAL_PRACTICE = "national practice"
    LOCAL_PRACTICE = "local practice"


class Confidence(StrEnum):
    """How the text behind a rule was read, for administrators: what is not verified is to be checked."""

    VERIFIED = "V"
    SECONDARY = "S"
    GENERAL = "G"

    @property
    def meaning(self) -> str:
        return MEANINGS[self]


MEANINGS = {
    Confidence.VERIFIED: "read in the primary source",
    Confidence.SECONDARY: "read in a text that restates it",
    Confidence.GENERAL: "general knowledge: check before relying on it",
}


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
