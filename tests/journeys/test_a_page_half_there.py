"""What measures a page waits for it: one that was just asked for may have come with nothing in it yet."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.chromium import axe, runs_over

WIDE = (
    b"<!doctype html><html lang=en><title>Slow</title><body><main><h1 style='width: 2000px'>Slow</h1></main>"
)


class Slow(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.flush()
        time.sleep(0.5)
        self.wfile.write(WIDE)

    def log_message(self, format: str, *given: object) -> None: ...


@pytest.fixture
def slow():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_page_that_comes_slowly_is_measured_once_it_is_there(sign_in, slow, script):
    window = sign_in(None, script=script)
    window.goto(slow, wait_until="commit")
    assert runs_over(window) > 0


def test_a_page_that_comes_slowly_is_looked_through_once_it_is_there(sign_in, slow):
    window = sign_in(None)
    window.goto(slow, wait_until="commit")
    assert axe(window) == []
