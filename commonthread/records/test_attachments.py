import socketserver
import threading

import pytest

from commonthread.records.attachments import LARGEST, NotTaken, clamd, examine, not_scanned

PDF = b"%PDF-1.7\n1 0 obj\n"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF, "application/pdf"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image/png"),
        ("Zoë was seen at 16:10.".encode(), "text/plain"),
    ],
)
def test_what_it_is_follows_from_the_content_and_not_from_the_name(content, media_type):
    assert examine("holiday.exe", content, not_scanned).media_type == media_type


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00" + b"\0" * 60, "not taken"),
        (b"<html><script>", "not taken"),
        (b"\x00\x01\x02", "not taken"),
        (PDF + b"\0" * LARGEST, "larger than 10 MB"),
    ],
)
def test_what_is_not_taken_says_why(content, words):
    with pytest.raises(NotTaken, match=words):
        examine("report.pdf", content, not_scanned)


def test_a_name_that_would_deceive_is_not_taken():
    with pytest.raises(NotTaken, match="reverses the reading order"):
        examine("report\u202efdp.exe", PDF, not_scanned)


class Daemon(socketserver.BaseRequestHandler):
    """Speaks ClamAV's INSTREAM, and knows one harmful file."""

    def handle(self):
        reader = self.request.makefile("rb")
        assert reader.read(10) == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(reader.read(4)):
            content += reader.read(size)
        self.request.sendall(b"stream: Eicar FOUND\0" if EICAR in content else b"stream: OK\0")


@pytest.fixture
def daemon():
    with socketserver.TCPServer(("127.0.0.1", 0), Daemon) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_a_harmful_file_is_refused_and_a_clean_one_says_who_scanned_it(daemon):
    with pytest.raises(NotTaken, match="harmful"):
        examine("report.txt", EICAR, clamd(daemon))
    assert examine("report.pdf", PDF + b"x" * 200_000, clamd(daemon)).scanned_by == "ClamAV"


def test_a_scanner_that_does_not_answer_lets_nothing_through():
    with pytest.raises(NotTaken, match="does not answer"):
        examine("report.pdf", PDF, clamd("127.0.0.1:1"))
