"""Blocks of a large XML file, one at a time, from a parser that fetches and expands nothing."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from commonthread.feeds.format import Limits, Sent, Unreadable
from commonthread.feeds.opening import CHUNK, Place, is_wide, refuse_other_kinds_of_file, steady

PROLOG = re.compile(rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
ROOT = re.compile(rb"<[^!?\s]")
LAST_EXACT_LINE = 65_534
WIDE_LEFTOVERS = b"\xff\xfe\xfe\xff"

BROKEN = "its markup is broken"
CUT_OFF = "the file ends before its elements are closed: it was cut off"
EXPLAINED = {
    etree.ErrorTypes.ERR_TAG_NAME_MISMATCH: "an element is closed by the end tag of another",
    etree.ErrorTypes.ERR_TAG_NOT_FINISHED: CUT_OFF,
    etree.ErrorTypes.ERR_DOCUMENT_EMPTY: "no XML element was found",
    etree.ErrorTypes.ERR_DOCUMENT_END: "something stands after the end of the document",
    etree.ErrorTypes.ERR_INVALID_CHAR: "a character that XML does not allow",
    etree.ErrorTypes.ERR_INVALID_ENCODING: "bytes that are not in the encoding that the file states",
    etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING: "the file states an encoding that is not known",
    etree.ErrorTypes.ERR_GT_REQUIRED: "a tag is not closed with '>'",
    etree.ErrorTypes.ERR_LT_REQUIRED: "a '<' is missing",
    etree.ErrorTypes.ERR_UNDECLARED_ENTITY: "an entity that XML itself does not define",
    etree.ErrorTypes.ERR_RESOURCE_LIMIT: "elements that are nested too deep, or a text that is too long",
}


def survey(sent: Sent, limits: Limits, wanted: tuple[str, ...]) -> None:
    """Read the file to its end without keeping anything: Unreadable here, or not at all."""
    for _ in blocks(sent, limits, wanted):
        pass


def blocks(sent: Sent, limits: Limits, wanted: tuple[str, ...]) -> Iterator[etree._Element]:
    """Each wanted element when it is complete; it is emptied when the next one is asked for."""
    with steady(sent) as stream:
        parser = etree.XMLPullParser(
            events=("end",),
            tag=[f"{{*}}{name}" for name in wanted],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        since_last, place = 0, Place()
        for chunk in _chunks(sent, stream):
            _feed(sent, parser, chunk)
            place.pass_over(chunk)
            since_last += len(chunk)
            for _, element in parser.read_events():
                since_last = 0
                yield element
                _forget(element)
            if since_last > limits.block:
                raise Unreadable(
                    f"no complete <{wanted[-1]}> in {limits.block:,} bytes",
                    advice="This is not a file of the chosen format, or one block of it is far too long",
                    file=sent.name,
                    line=place.line,
                    column=place.column,
                )
        _finish(sent, parser)


def local_name(element: etree._Element) -> str:
    """The name without its namespace; '' for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def line_of(element: etree._Element) -> int:
    """The line that the element starts on.

    Past line 65,534 the parser gives the line on which the next text ends; its newlines are taken off.
    """
    line = element.sourceline or 0
    if line > LAST_EXACT_LINE:
        following = element.text if element.text or len(element) else element.tail
        line -= (following or "").count("\n")
    return line


def _chunks(sent: Sent, stream: BinaryIO) -> Iterator[bytes]:
    chunk = stream.read(CHUNK)
    refuse_other_kinds_of_file(sent, chunk)
    _refuse_document_type(sent, chunk)
    while chunk:
        yield chunk
        chunk = stream.read(CHUNK)


def _refuse_document_type(sent: Sent, start: bytes) -> None:
    narrow = start.replace(b"\0", b"") if is_wide(start) else start
    narrow = narrow.lstrip(WIDE_LEFTOVERS).removeprefix(b"\xef\xbb\xbf")
    rest = narrow[PROLOG.match(narrow).end() :]
    if rest[:2] == b"<!" or (rest and len(start) == CHUNK and not ROOT.match(rest)):
        raise Unreadable(
            "has a document type, or too much before its first element",
            advice="Entities and document types are never read: take out the DOCTYPE and send the file again",
            file=sent.name,
            line=narrow[: len(narrow) - len(rest)].count(b"\n") + 1,
        )


def _feed(sent: Sent, parser: etree.XMLPullParser, chunk: bytes) -> None:
    try:
        parser.feed(chunk)
    except etree.XMLSyntaxError as wrong:
        raise _malformed(sent, wrong, EXPLAINED.get(wrong.code, BROKEN)) from wrong


def _finish(sent: Sent, parser: etree.XMLPullParser) -> None:
    """What is wrong only now was cut off, or never begun; or it is an entity, which has no place yet."""
    try:
        parser.close()
    except etree.XMLSyntaxError as wrong:
        if not wrong.position[0]:
            wrong = _with_its_place(sent) or wrong
            why = EXPLAINED.get(wrong.code, BROKEN)
        else:
            why = EXPLAINED[wrong.code] if wrong.code == etree.ErrorTypes.ERR_DOCUMENT_EMPTY else CUT_OFF
        raise _malformed(sent, wrong, why) from wrong


def _malformed(sent: Sent, wrong: etree.XMLSyntaxError, why: str) -> Unreadable:
    line, column = wrong.position
    return Unreadable(
        f"is not well-formed XML: {why}",
        advice="Export it again, and check that it was copied to its end",
        file=sent.name,
        line=line or None,
        column=column or None,
    )


class _Nothing:
    """A target that builds no tree: such a parser still knows where an undefined entity stands."""

    def close(self) -> None:
        return None


def _with_its_place(sent: Sent) -> etree.XMLSyntaxError | None:
    parser = etree.XMLParser(target=_Nothing(), resolve_entities=False, no_network=True)
    with sent.path.open("rb") as stream:
        try:
            while chunk := stream.read(CHUNK):
                parser.feed(chunk)
            parser.close()
        except etree.XMLSyntaxError as wrong:
            return wrong
    return None


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
