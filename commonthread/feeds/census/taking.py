"""Taking values out of one element of the census, and keeping what is wrong with each."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from lxml import etree

from commonthread.feeds.census.rules import RULES
from commonthread.feeds.markup import local_name
from commonthread.kernel.dates import read_date
from commonthread.records.record import Fault

V = TypeVar("V")


@dataclass(frozen=True)
class Wrong:
    """An element that is rejected, and why."""

    element: etree._Element
    faults: tuple[Fault, ...]

    def of_child(self, number: int) -> "Wrong":
        """The same, said of the child that has this place in the file."""
        said = (Fault(column=f.column, message=f"child {number:,}: {f.message}") for f in self.faults)
        return Wrong(self.element, tuple(said))


class Part:
    """One element of a known shape: its values by name, and everything in it that is wrong."""

    def __init__(self, element: etree._Element | None, shape: Collection[str]) -> None:
        self.element = element
        self.wrong: list[Wrong] = []
        self.warnings: list[Fault] = []
        self.pieces: dict[str, list[etree._Element]] = {}
        if element is None:
            return
        for piece in element.iterchildren(tag=etree.Element):
            self.pieces.setdefault(local_name(piece), []).append(piece)
        for name in self.pieces.keys() - set(shape):
            for piece in self.pieces[name]:
                self.reject(piece, "the census has no such element here: it is not taken")
        if any(text.strip() for text in _loose_text(element)):
            self.reject(element, "text stands between the elements: it is not taken")

    def all(self, name: str) -> list[etree._Element]:
        return self.pieces.get(name, [])

    def one(self, name: str) -> etree._Element | None:
        """The first element of that name; any other is rejected."""
        found = self.all(name)
        while len(found) > 1:
            self.reject(found.pop(1), "given more than once: the first is taken")
        return found[0] if found else None

    def text(self, name: str) -> str | None:
        piece = self.one(name)
        return None if piece is None else text_of(piece)

    def day(self, name: str, rule: str | None = None, *, not_after: date | None = None) -> date | None:
        piece = self.one(name)
        return None if piece is None else self.day_in(piece, rule, not_after=not_after)

    def day_in(self, piece: etree._Element, rule: str | None, *, not_after: date | None) -> date | None:
        text = text_of(piece)
        if text is None:
            return None
        try:
            day = read_date(text.partition("T")[0].removesuffix("Z"))
        except ValueError as unreadable:
            self.break_rule(piece, rule, f"it {unreadable}")
            return None
        if not_after and day > not_after:
            self.break_rule(piece, rule, "it is after the day of receipt")
            return None
        return day

    def code(self, name: str, codes: Mapping[str, V], rule: str, *, needed: bool = False) -> V | None:
        piece = self.one(name)
        text = None if piece is None else text_of(piece)
        if piece is not None and text and text not in codes:
            self.break_rule(piece, rule, "it is not a code")
        if needed and not text:
            self.warnings.append(RULES[rule].fault())
        return codes.get(text or "")

    def number(self, name: str, rule: str) -> int | None:
        text = self.text(name)
        if text is None:
            self.warnings.append(RULES[rule].fault())
        elif text.isascii() and text.isdigit() and len(text) < 4:
            return int(text)
        else:
            self.break_rule(self.all(name)[0], rule, "it is not a number")
        return None

    def break_rule(self, piece: etree._Element, rule: str | None, detail: str) -> None:
        """`rule` is a number of the department's, or what to say where it has none."""
        says = RULES[rule].fault().message if rule in RULES else rule or "it is left out"
        self.reject(piece, f"{says}: {detail}")

    def reject(self, piece: etree._Element, message: str) -> None:
        self.wrong.append(Wrong(piece, (Fault(column=local_name(piece), message=message),)))


def text_of(element: etree._Element) -> str | None:
    """The text without space around it; None where there is none."""
    return (element.text or "").strip() or None


def _loose_text(element: etree._Element) -> Iterator[str]:
    if len(element):
        yield element.text or ""
        for piece in element:
            yield piece.tail or ""
