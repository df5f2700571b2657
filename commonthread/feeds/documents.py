"""JSON values of a large file, one at a time, with the line that each starts on."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from commonthread.feeds.format import Limits, Sent, Unreadable
from commonthread.feeds.opening import steady, texts

SPACE = re.compile(r"[ \t\n]*")
DIGITS = re.compile(r"-?\d{1,400}")
LOOK_AHEAD = 50_000
MEMBER = re.compile(r'\s*,?\s*"(@\w+)"\s*:\s*')


@dataclass(frozen=True)
class Document:
    """One value: as data, as it was written, and the line that it starts on."""

    line: int
    value: Any
    text: str


def documents(sent: Sent, limits: Limits) -> Iterator[Document]:
    """The elements of an array or of a `@graph`; or each value that stands at the top of the file.

    Unreadable names the line and column of the first thing that is not JSON.
    """
    with steady(sent) as stream:
        yield from _Scanner(sent, texts(sent, stream), limits.block).top()


class _Scanner:
    """A window on the text that grows only until one value is complete."""

    def __init__(self, sent: Sent, pieces: Iterator[str], longest: int) -> None:
        self.sent, self.pieces, self.longest = sent, pieces, longest
        self.text, self.at, self.line, self.column = "", 0, 1, 1
        self.decoder = json.JSONDecoder(parse_int=_integer, parse_constant=_refuse_constant)

    def top(self) -> Iterator[Document]:
        if self.next_character() == "[":
            yield from self.elements()
        elif self.has_graph():
            yield from self.graph()
        while self.next_character():
            yield self.value()

    def elements(self) -> Iterator[Document]:
        self.take("[")
        while self.next_character() != "]":
            yield self.value()
            if self.next_character() == ",":
                self.take(",")
                if self.next_character() == "]":
                    raise self.broken()
            elif self.next_character() != "]":
                raise self.broken()
        self.take("]")

    def graph(self) -> Iterator[Document]:
        self.take("{")
        while self.next_character() != "}":
            name = self.value().value
            if not isinstance(name, str) or self.next_character() != ":":
                raise self.broken()
            self.take(":")
            if name == "@graph" and self.next_character() == "[":
                yield from self.elements()
            else:
                self.value()
            if self.next_character() == ",":
                self.take(",")
                if self.next_character() == "}":
                    raise self.broken()
            elif self.next_character() != "}":
                raise self.broken()
        self.take("}")

    def has_graph(self) -> bool:
        """Whether the file is one object that wraps a graph, after nothing but its context and id."""
        while len(self.text) - self.at < LOOK_AHEAD and self.grow():
            pass
        opening = MEMBER.match(self.text, self.at + 1) if self.text.startswith("{", self.at) else None
        while opening and opening[1] in ("@context", "@id"):
            try:
                _, end = self.decoder.raw_decode(self.text, opening.end())
            except (json.JSONDecodeError, RecursionError, _Constant):
                return False
            opening = MEMBER.match(self.text, end)
        return opening is not None and opening[1] == "@graph"

    def value(self) -> Document:
        self.next_character()
        while True:
            try:
                value, end = self.decoder.raw_decode(self.text, self.at)
            except (json.JSONDecodeError, RecursionError, _Constant) as wrong:
                if isinstance(wrong, json.JSONDecodeError) and self.grow():
                    continue
                raise self.broken(wrong) from wrong
            if end == len(self.text) and self.grow():
                continue
            found = Document(self.line, value, self.text[self.at : end])
            self.pass_to(end)
            return found

    def next_character(self) -> str:
        """The next character that is not space, now under the window's edge; '' at the end of the file."""
        while True:
            end = SPACE.match(self.text, self.at).end()
            self.pass_to(end)
            if end < len(self.text):
                return self.text[end]
            if not self.grow():
                return ""

    def take(self, character: str) -> None:
        self.pass_to(self.at + len(character))

    def pass_to(self, end: int) -> None:
        newlines = self.text.count("\n", self.at, end)
        if newlines:
            self.line += newlines
            self.column = end - self.text.rindex("\n", self.at, end)
        else:
            self.column += end - self.at
        self.at = end

    def grow(self) -> bool:
        """One more piece into the window; False at the end of the file."""
        if len(self.text) - self.at > self.longest:
            raise Unreadable(
                f"one value is longer than {self.longest:,} characters",
                advice="Send each person, episode and event as an element of its own",
                file=self.sent.name,
                line=self.line,
                column=self.column,
            )
        piece = next(self.pieces, "")
        if piece:
            self.text, self.at = self.text[self.at :] + piece, 0
        return bool(piece)

    def broken(self, wrong: Exception | None = None) -> Unreadable:
        end = wrong.pos if isinstance(wrong, json.JSONDecodeError) else self.at
        what = "it is nested too deep" if isinstance(wrong, RecursionError) else _explain(self.text, end)
        if isinstance(wrong, _Constant):
            what = "NaN and Infinity are not numbers of JSON"
        self.pass_to(max(end, self.at))
        return Unreadable(
            f"is not well-formed JSON: {what}",
            advice="Correct it there, or export the file again",
            file=self.sent.name,
            line=self.line,
            column=self.column,
        )


def _explain(text: str, at: int) -> str:
    """What is wrong there, judged by the characters on both sides."""
    before, here = text[:at].rstrip()[-1:], text[at : at + 1]
    match before, here:
        case _, "":
            return "the file ends in the middle of a value: it was cut off"
        case ",", "}" | "]":
            return "a comma stands before the closing bracket"
        case '"', "}":
            return "a name stands alone: a colon and a value must follow it"
        case '"' | "}" | "]", '"' | "{" | "[":
            return "a comma is missing between this and what stands before"
        case _, '"' | "{" | "[" if before.isalnum():
            return "a comma is missing between this and what stands before"
        case "{" | ",", _:
            return "the name of a property in double quotation marks is expected"
    return "this is not expected here"


class _Constant(ValueError):
    """NaN or Infinity."""


def _refuse_constant(name: str) -> None:
    raise _Constant(name)


def _integer(digits: str) -> int | float:
    return int(digits) if DIGITS.fullmatch(digits) else float("inf")
