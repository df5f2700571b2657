"""What somebody sets for their area, as the form sends it: the words, on whose authority, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from commonthread.kernel.text import clean

LONGEST = {"words": 2000, "authority": 200, "because": 500}
ASKS = {
    "words": "Write what is set",
    "authority": "Say who decided it: a board, a council, a proclamation",
    "because": "Say in a few words why",
}


@dataclass(frozen=True)
class GivenSetting:
    words: str
    authority: str
    because: str
    wrong: Mapping[str, str]


def read_setting(sent: Mapping[str, str]) -> GivenSetting:
    given, wrong = {}, {}
    for name, longest in LONGEST.items():
        given[name] = sent.get(name, "").strip().replace("\r\n", "\n")
        try:
            given[name] = clean(given[name])
        except ValueError as fault:
            wrong[name] = f"What you wrote {fault}"
        if not given[name]:
            wrong[name] = ASKS[name]
        elif len(given[name]) > longest:
            wrong[name] = f"Use at most {longest:,} characters"
    return GivenSetting(**given, wrong=wrong)
