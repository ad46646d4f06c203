"""The service behind a real address, and the browser that opens it."""

import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections
from django.test.testcases import QuietWSGIRequestHandler
from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
]


class BorrowingServer(ThreadedWSGIServer):
    """Serves on connections that belong to somebody else, who closes them."""

    def _close_connections(self) -> None:
        pass


class OneAtATime:
    """The application, while it is open: one request after the other, each to its end.

    What a page asks for by itself may come late; between two tests it finds the door shut.
    """

    def __init__(self) -> None:
        self.application = get_wsgi_application()
        self.lock = threading.Lock()
        self.is_open = False

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        with self.lock:
            if not self.is_open:
                start("503 Service Unavailable", [("Content-Length", "0")])
                return []
            answer = self.application(environ, start)
            try:
                return [b"".join(answer)]
            finally:
                answer.close()

    def open(self) -> None:
        self.is_open = True

    def shut(self) -> None:
        """Returns when nothing is under way any more."""
        with self.lock:
            self.is_open = False


@contextmanager
def served() -> Iterator[str]:
    """Serve the application as it is configured; its own middleware gives out static files."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.set_app(get_wsgi_application())
    with listening(server) as address:
        yield address


@contextmanager
def served_in_transaction() -> Iterator[tuple[str, OneAtATime]]:
    """Serve what this thread's transaction holds, which nobody else can see."""
    lent = connections[DEFAULT_DB_ALIAS]
    lent.inc_thread_sharing()
    server = BorrowingServer(
        ("127.0.0.1", 0), QuietWSGIRequestHandler, connections_override={lent.alias: lent}
    )
    server.set_app(door := OneAtATime())
    try:
        with requests_leave_connections_open(), listening(server) as address:
            yield address, door
    finally:
        lent.dec_thread_sharing()


@contextmanager
def requests_leave_connections_open() -> Iterator[None]:
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


@contextmanager
def listening(server: ThreadedWSGIServer) -> Iterator[str]:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    if (program := shutil.which("chromium")) is None:
        raise LookupError("Chromium is missing: apt-get install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
