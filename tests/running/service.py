"""The whole service as a test sees it: its processes, its database, and people who use it."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

import psycopg

from lightbulb.core.staff.demonstration import PASSWORD
from lightbulb.embedded import APP, Engines
from tests.running.conftest import ROOT, environment, wait_until

CHILDREN = {  # a part of the command that tells each child
    "web": "gunicorn",
    "worker": "celery worker",
    "scheduler": "celery beat",
    "dispatcher": "dispatch_outbox",
    "broker": "(redis|valkey)-server",
    "postgresql": "postgres",
}
PATIENCE = 60.0  # seconds a browser waits
HIDDEN = re.compile(r'name="(\w+)"[^>]*value="([^"]*)"')


@dataclass
class Service:
    """`python -m lightbulb.run` on a port and a folder of its own."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def engines(self) -> Engines:
        return Engines(self.folder / "engines")

    def said(self) -> str:
        return (self.folder / "said").read_text()

    def pid_of(self, name: str) -> int | None:
        """The process id of a child, None while there is none."""
        found = subprocess.run(
            ["pgrep", "-P", str(self.process.pid), "-f", CHILDREN[name]],
            capture_output=True,
            text=True,
            check=False,
        )
        return int(found.stdout.split()[0]) if found.stdout else None

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self.engines.database_url(APP), autocommit=True) as connection:
            return connection.execute(sql).fetchall()

    def now(self) -> datetime:
        return cast(datetime, self.ask("SELECT clock_timestamp()")[0][0])

    def is_at_work(self, name: str, *, since: datetime | None) -> bool:
        """Whether a child does its work, as far as it can be seen from outside.

        What shows itself only by its pulse is at work once it did so after `since`.
        """
        if name == "postgresql":
            return self.engines.postgres_answers()
        if name == "broker":
            return self.engines.broker_answers()
        if name == "web":
            return Browser(self.port).answers()
        return bool(self.ask(f"SELECT 1 FROM core_pulse WHERE name = '{name}' AND at > '{since}'"))

    def run_python(self, program: str) -> None:
        """Run lines of Python inside the service's settings, as its own role."""
        set_up = "import django; django.setup()\n"
        given = environment(self.folder, self.port, DJANGO_SETTINGS_MODULE="lightbulb.settings")
        subprocess.run([sys.executable, "-c", set_up + program], cwd=ROOT, env=given, check=True)


def begin(folder: Path, port: int) -> Service:
    """Start the service and wait until it says where it is."""
    given = environment(folder, port)
    if not (folder / "static").exists():
        collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
        subprocess.run(collect, cwd=ROOT, env=given, check=True)
    with (folder / "said").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "lightbulb.run"],
            cwd=ROOT,
            env=given,
            stdout=output,
            stderr=output,
        )
    service = Service(folder, port, process)
    wait_until(lambda: "Lightbulb is at" in service.said(), seconds=120)
    return service


@contextmanager
def running_service(folder: Path, port: int) -> Iterator[Service]:
    service = begin(folder, port)
    try:
        yield service
    finally:
        service.process.send_signal(signal.SIGCONT)
        service.process.send_signal(signal.SIGINT)
        assert service.process.wait(60) == 0, service.said()


@dataclass
class Answer:
    status: int
    text: str


@dataclass
class Browser:
    """One person's browser: cookies, forms, no script."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def send(self, path: str, **fields: str) -> Answer:
        """Fill in the form of a page and send it. Raises OSError when nobody answered."""
        form = dict(HIDDEN.findall(self.get(path).text)) | fields
        return self._ask("POST", path, urlencode(form))

    def sign_in(self, email: str) -> None:
        answer = self.send("/sign-in/", login=email, password=PASSWORD)
        assert answer.status == 302, answer.text

    def answers(self) -> bool:
        try:
            return self.get("/sign-in/").status == 200
        except (OSError, HTTPException):
            return False

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        web = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": "; ".join(f"{name}={v}" for name, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            web.request(method, path, body, headers)
            response = web.getresponse()
            for line in response.headers.get_all("Set-Cookie", []):
                self.cookies |= {name: part.value for name, part in SimpleCookie(line).items()}
            return Answer(response.status, response.read().decode())
        finally:
            web.close()


@dataclass(eq=False)
class Writer(threading.Thread):
    """Somebody who saves a new phone number every 200 ms and notes each that was taken."""

    port: int
    email: str
    number: int
    until: threading.Event
    taken: list[str] = field(default_factory=list)
    refusals: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.browser = Browser(self.port)
        self.browser.sign_in(self.email)

    def run(self) -> None:
        tries = 0
        while not self.until.wait(0.2):
            tries += 1
            self._save(f"01632 {960_000 + self.number} ({tries})")

    def _save(self, phone: str) -> None:
        began = time.monotonic()
        try:
            answer = self.browser.send("/account/", name=self.email, phone=phone)
        except (OSError, HTTPException) as error:
            self.refusals[type(error).__name__] += 1
            return
        if answer.status == 302:
            self.taken.append(phone)
            self.times.append(time.monotonic() - began)
        else:
            self.refusals[str(answer.status)] += 1


@contextmanager
def writers(service: Service, emails: list[str]) -> Iterator[list[Writer]]:
    """As many people as addresses, each saving five times a second."""
    until = threading.Event()
    people = [Writer(service.port, email, n, until) for n, email in enumerate(emails)]
    for person in people:
        person.start()
    yield people
    until.set()
    for person in people:
        person.join(60)


def kill_hard(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
