"""What was typed into a plain form: each field cleaned, and what is wrong with it in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from commonthread.kernel.text import clean


@dataclass(frozen=True)
class Typed:
    """`values` has every field of the form; `wrong` says by field what to put right."""

    values: Mapping[str, str]
    wrong: Mapping[str, str] = field(default_factory=dict)

    @property
    def errors(self) -> list[dict[str, str]]:
        return [{"text": words, "href": f"#{name}"} for name, words in self.wrong.items()]

    def but(self, **wrong: str) -> "Typed":
        return Typed(self.values, {**self.wrong, **wrong})


def read_fields(sent: Mapping[str, str], longest: Mapping[str, int], needed: Mapping[str, str]) -> Typed:
    """`longest` names the fields with how many characters each may have, `needed` what to say of one left empty."""
    values, wrong = {}, {}
    for name, most in longest.items():
        values[name] = sent.get(name, "").strip()
        try:
            values[name] = clean(values[name])
        except ValueError as fault:
            wrong[name] = f"What you wrote {fault}"
        if not values[name] and name in needed:
            wrong[name] = needed[name]
        elif len(values[name]) > most:
            wrong[name] = f"Use at most {most} characters"
    return Typed(values, wrong)


def empty(names: Sequence[str], **values: str) -> Typed:
    return Typed(dict.fromkeys(names, "") | values)
