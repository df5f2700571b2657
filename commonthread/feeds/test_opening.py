"""What is said of a file that cannot be read."""

import os
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonthread.feeds.format import ChangedMeanwhile, Limits, Sent, Unreadable
from commonthread.feeds.opening import steady, text_lines

ORDINARY = Limits()


def sent(folder: Path, content: bytes, name: str = "referral.csv") -> Sent:
    path = folder / name
    path.write_bytes(content)
    return Sent(path, name)


def lines(file: Sent, limits: Limits = ORDINARY) -> list[str]:
    with steady(file) as stream:
        return list(text_lines(file, stream, limits))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "referral.csv: is empty. Send the file again; the export may have failed"),
        (b"PK\x03\x04rest", "referral.csv: is a zip archive or a spreadsheet, not the file itself."),
        (b"\x1f\x8brest", "referral.csv: is compressed with gzip."),
        (b"%PDF-1.7", "referral.csv: is a PDF."),
        ("key,né\n".encode("utf-16"), "referral.csv: is written in UTF-16 or UTF-32, not in UTF-8."),
        (
            "key,name\na,b\n".encode("utf-16-le"),
            "referral.csv: is written in UTF-16 or UTF-32, not in UTF-8.",
        ),
        ("key,name\na,b\n".encode("utf-32"), "referral.csv: is written in UTF-16 or UTF-32, not in UTF-8."),
        (b"key\nab\0c\n", "referral.csv, line 2, column 3: contains a NUL character"),
        ("key\nNoël\nZoë".encode("cp1252"), "line 2, column 3: is not UTF-8: byte 7 of the file."),
        (b"key\r\nab\r\n\xff", "line 3, column 1: is not UTF-8: byte 10 of the file."),
        (b"key\nab\xc3", "line 2, column 3: is not UTF-8: byte 7 of the file."),
        (b"\xef\xbb\xbfkey\n\xff", "line 2, column 1: is not UTF-8: byte 8 of the file."),
    ],
)
def test_a_file_that_is_not_utf_8_text_says_where_and_what_to_do(
    content: bytes, said: str, tmp_path: Path
) -> None:
    with pytest.raises(Unreadable) as refused:
        lines(sent(tmp_path, content))
    assert said in str(refused.value)
    assert refused.value.advice


def test_the_place_of_a_wrong_byte_is_right_far_into_a_file(tmp_path: Path) -> None:
    content = "é,row\n".encode() * 100_000 + b"ab\xffc"
    with pytest.raises(Unreadable) as refused:
        lines(sent(tmp_path, content))
    assert (refused.value.line, refused.value.column) == (100_001, 3)
    assert "byte 700,003 of the file" in str(refused.value)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_and_any_line_end_make_no_difference(end: str, mark: bytes, tmp_path: Path) -> None:
    content = mark + end.join(["key", "a", "é"]).encode()
    assert lines(sent(tmp_path, content)) == ["key\n", "a\n", "é"]


def test_one_endless_line_is_refused_after_a_bounded_read(tmp_path: Path) -> None:
    path = tmp_path / "referral.csv"
    with path.open("wb") as file:
        file.write(b"key\n")
        file.truncate(1 << 30)
        file.seek(4)
        for _ in range(40):
            file.write(b"x" * 100_000)
    tracemalloc.start()
    with pytest.raises(Unreadable, match="the line is longer than 1,000,000 characters") as refused:
        lines(Sent(path, "referral.csv"))
    assert refused.value.line == 2
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be opened: No such file"):
        lines(Sent(tmp_path / "gone.csv", "gone.csv"))
    with pytest.raises(Unreadable, match="cannot be opened: Is a directory"):
        lines(Sent(tmp_path, "folder"))


@pytest.mark.parametrize("change", ["append", "replace", "touch"])
def test_a_file_that_changes_while_it_is_read_is_not_taken(change: str, tmp_path: Path) -> None:
    file = sent(tmp_path, b"key\na\n")
    with pytest.raises(ChangedMeanwhile, match="changed while it was read. Nothing was loaded"), steady(file):
        if change == "append":
            with file.path.open("ab") as writer:
                writer.write(b"b\n")
        elif change == "replace":
            (tmp_path / "new").write_bytes(b"key\nb\n")
            (tmp_path / "new").replace(file.path)
        else:
            os.utime(file.path, ns=(0, 1))


def test_a_real_zip_is_told_from_text(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "referral.csv", "w") as archive:
        archive.writestr("referral.csv", "key\n")
    with pytest.raises(Unreadable, match="is a zip archive"):
        lines(Sent(tmp_path / "referral.csv", "referral.csv"))


@given(content=st.binary(min_size=1, max_size=400))
def test_any_bytes_are_lines_of_text_or_unreadable(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = sent(tmp_path_factory.mktemp("any"), content)
    try:
        found = lines(file, Limits(line=50))
    except Unreadable as refused:
        assert refused.file == "referral.csv"
    else:
        text = content.removeprefix(b"\xef\xbb\xbf").decode().replace("\r\n", "\n").replace("\r", "\n")
        assert "".join(found) == text
