"""What is said of XML that cannot be read, and what is never done with XML that can."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonthread.feeds.format import Limits, Sent, Unreadable
from commonthread.feeds.markup import blocks, line_of, local_name, survey

LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE Message [
<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<Message><Children><Child>&c;</Child></Children></Message>"""
FETCH = b'<!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/passwd">]><Message><Child>&x;</Child></Message>'

ORDINARY = Limits()


def sent(folder: Path, content: bytes) -> Sent:
    path = folder / "cin.xml"
    path.write_bytes(content)
    return Sent(path, "cin.xml")


def read(file: Sent, limits: Limits = ORDINARY) -> list[tuple[str, int]]:
    return [(local_name(block), line_of(block)) for block in blocks(file, limits, ("Header", "Child"))]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (LAUGHS, "cin.xml, line 2: has a document type"),
        (FETCH, "cin.xml, line 1: has a document type"),
        (b"<!-- a --><?x y?>\n<!-- b -->\n<!DOCTYPE a><a/>", "cin.xml, line 3: has a document type"),
        ('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"), "has a document type"),
        (b"<!--" + b" x " * 200_000 + b"--><!DOCTYPE a><a/>", "too much before its first element"),
        (
            b"<Message>\n<Child>\n</Message>",
            "line 3, column 11: is not well-formed XML: an element is closed by",
        ),
        (b"<Message>\n<Child>", "line 2, column 8: is not well-formed XML: the file ends before"),
        (b"<Message>\n<Child></Chi", "it was cut off"),
        (b"<Message>\n<Child a=", "it was cut off"),
        (b"<Message>\n&nbsp;</Message>", "line 2, column 7: is not well-formed XML: an entity that"),
        (b"<Message>\n a\0</Message>", "line 2, column 3: is not well-formed XML: a character that"),
        (b"<Message>\n caf\xe9</Message>", "line 2, column 5: is not well-formed XML: bytes that are not"),
        (b"key,name\na,b\n", "line 1, column 1: is not well-formed XML: no XML element was found"),
        (b"<a>" * 400 + b"</a>" * 400, "nested too deep"),
        (b"PK\x03\x04", "is a zip archive"),
        (b"", "is empty"),
    ],
)
def test_xml_that_cannot_be_read_says_where_and_why(content: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        read(sent(tmp_path, content))
    assert said in str(refused.value)


@pytest.mark.parametrize(
    "filler",
    [b"<Message>" + b"x" * 900_000, b"<Message " + b"x" * 900_000, b"<Message><a/>" + b"<b/>" * 200_000],
)
def test_a_block_without_end_is_refused_after_a_bounded_read(filler: bytes, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no complete <Child> in 100,000 bytes"):
        read(sent(tmp_path, filler), Limits(block=100_000))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252", "iso-8859-1"])
def test_an_encoding_that_the_file_states_is_read(encoding: str, tmp_path: Path) -> None:
    text = (
        f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?><Message><Child>é</Child></Message>'
    )
    found = [block.text for block in blocks(sent(tmp_path, text.encode(encoding)), Limits(), ("Child",))]
    assert found == ["é"]


def test_blocks_come_in_order_with_their_lines_however_far_into_the_file(tmp_path: Path) -> None:
    content = (
        b"<Message>\n<Header/>\n<Children>"
        + b"\n<Child>\n<A>1</A></Child>" * 50_000
        + b"</Children></Message>"
    )
    found = read(sent(tmp_path, content))
    assert found[:3] == [("Header", 2), ("Child", 4), ("Child", 6)]
    assert found[-1] == ("Child", 100_002)


def test_a_name_space_makes_no_difference(tmp_path: Path) -> None:
    assert read(sent(tmp_path, b'<m:Message xmlns:m="urn:x"><m:Child/></m:Message>')) == [("Child", 1)]


@given(content=st.binary(max_size=200))
def test_any_bytes_are_blocks_or_unreadable(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    try:
        survey(sent(tmp_path_factory.mktemp("any"), b"<Message>" + content), Limits(), ("Child",))
    except Unreadable as refused:
        assert refused.advice
