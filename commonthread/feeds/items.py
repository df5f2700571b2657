"""The items of a JSON file one at a time, as text: of an array, or one on each line. Memory stays bounded."""

import re
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

from pydantic_core import from_json as parse

from commonthread.feeds.format import Limits, Sent, Unreadable
from commonthread.feeds.opening import steady, text_lines, texts

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{},]|"', re.DOTALL)
BLANK = " \t\n\r"
EXPORT_AGAIN = "The file was cut off or put together by hand; export it again"


class Item(NamedTuple):
    """One item: its place from 1 (in an array) or its line, and the text that it was written as."""

    line: int
    text: str


def items(sent: Sent, limits: Limits) -> Iterator[Item]:
    """Unreadable where the items cannot be told apart; what is wrong within one is not looked at."""
    with steady(sent) as stream:
        first = next((c for c in _first(stream) if c not in BLANK), "")
        stream.seek(0)
        if first == "[":
            with closing(texts(sent, stream)) as pieces:
                yield from _of_array(pieces, sent, limits)
        elif first == "{":
            whole = _one_object(sent, limits)
            yield from [Item(1, whole)] if whole else _of_lines(text_lines(sent, stream, limits))
        else:
            raise Unreadable(
                "does not begin with [ or {",
                advice="Send a JSON array, or one JSON object on each line",
                file=sent.name,
            )


def _first(stream) -> str:
    return stream.read(1 << 12).removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def _one_object(sent: Sent, limits: Limits) -> str:
    """The text of a file that is one object, over however many lines; else nothing."""
    if sent.path.stat().st_size > limits.line:
        return ""
    try:
        text = sent.path.read_text(encoding="utf-8-sig")
        return text if isinstance(parse(text), dict) else ""
    except ValueError:
        return ""


def _of_lines(lines: Iterator[str]) -> Iterator[Item]:
    return (Item(number, line.strip()) for number, line in enumerate(lines, start=1) if line.strip())


def _of_array(pieces: Iterator[str], sent: Sent, limits: Limits) -> Iterator[Item]:
    held = next(pieces).lstrip(BLANK)[1:]
    place = 1
    while True:
        end, mark = _end_of_item(held)
        if end is None:
            piece = next(pieces, None)
            if piece is None:
                raise _cut_off(sent, place)
            held += piece
            if len(held) > limits.line + (1 << 19):
                raise Unreadable(
                    f"item {place:,} is longer than {limits.line:,} characters",
                    advice="One record cannot be so long; export it again",
                    file=sent.name,
                )
            continue
        text, held = held[:end].strip(BLANK), held[end + 1 :]
        if text or mark == "," or place > 1:
            yield Item(place, text)
            place += 1
        if mark == "]":
            break
    if held.strip(BLANK) or any(piece.strip(BLANK) for piece in pieces):
        raise Unreadable("goes on after its last ]", advice=EXPORT_AGAIN, file=sent.name)


def _end_of_item(held: str) -> tuple[int | None, str]:
    """Where the first item of the text ends, and with which mark; None where the text does not reach so far."""
    depth = 0
    for found in TOKEN.finditer(held):
        match found[0]:
            case "[" | "{":
                depth += 1
            case "]" | "}" | "," if depth == 0:
                return found.start(), found[0] if found[0] != "}" else "]"
            case "]" | "}":
                depth -= 1
            case '"':
                return None, ""
    return None, ""


def _cut_off(sent: Sent, place: int) -> Unreadable:
    return Unreadable(f"ends within item {place:,}", advice=EXPORT_AGAIN, file=sent.name)
