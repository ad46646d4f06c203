"""The whole service under hard ends and a broker that hangs. Large: two minutes or so."""

import os
import shutil
import signal
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.running.conftest import free_port, wait_until
from tests.running.service import CHILDREN, Browser, begin, kill_hard, running_service, writers

pytestmark = pytest.mark.large

WRITERS = [
    "amit.desai@blaby.example",
    "lewis.garland@charnwood.example",
    "tom.addison@melton.example",
    "yusuf.karim@oadby-and-wigston.example",
    "alison.freer@hub.example",
    "josephine.adeyinka@hub.example",
    "lorna.quigley@hub.example",
    "imran.sheikh@hinckley-and-bosworth.example",
]
LIMITS = dict.fromkeys(CHILDREN, 10.0) | {"postgresql": 30.0}  # seconds to be back
SHOW_PULSES = ("worker", "scheduler", "dispatcher")
EFFECTS = 1000
PAGES = ("/home/", "/account/", "/absences/", "/colleagues/", "/partnership/", "/status/")
PAGES += ("/accessibility/", "/components/", "/healthz/", "/password/", "/static/build/staff.css")
PUT_EFFECTS = """
from django.db import transaction
from lightbulb.core.models import Absence
from lightbulb.core.record import outbox
absence = Absence.objects.filter(cover__isnull=False).first()
with transaction.atomic():
    for number in range({count}):
        outbox.put("tell_staff", key=f"{name}:{{number}}", payload={{"absence": str(absence.pk)}})
"""


@pytest.fixture(scope="module")
def service():
    folder = Path(tempfile.mkdtemp(prefix="lb-"))
    with running_service(folder, free_port()) as started:
        yield started
    shutil.rmtree(folder)


def report(capsys, *sentences):
    with capsys.disabled():
        for sentence in ("", *sentences):
            print(sentence)  # noqa: T201


def kept_phones(service) -> set[str]:
    """Every phone number that anybody has or had, by the row and its revisions."""
    now = service.ask("SELECT phone FROM core_user")
    before = service.ask("SELECT before->>'phone' FROM core_revision WHERE model = 'core.user'")
    return {phone for (phone,) in [*now, *before]}


def seconds_away(service, name) -> float:
    """Kill a child hard and wait until another does its work."""
    old = service.pid_of(name)
    kill_hard(old)
    began = time.monotonic()
    wait_until(lambda: service.pid_of(name) not in (None, old), seconds=60)
    since = service.now() if name in SHOW_PULSES else None
    wait_until(lambda: service.is_at_work(name, since=since), seconds=60)
    return time.monotonic() - began


def test_no_acknowledged_write_is_lost_when_each_child_is_killed_in_turn(service, capsys):
    with writers(service, WRITERS) as people:
        wait_until(lambda: all(len(person.taken) > 5 for person in people))
        began = time.monotonic()
        away = {name: seconds_away(service, name) for name in CHILDREN}
        wait_until(lambda: all(Browser(service.port).answers() for _ in range(4)))
        lasted = time.monotonic() - began
    taken = {phone for person in people for phone in person.taken}
    events = service.ask("SELECT count(*) FROM core_event WHERE verb = 'own_details_changed'")
    refused = dict(sum((person.refusals for person in people), Counter()))
    report(
        capsys,
        f"{len(taken)} acknowledged writes, {refused} not, "
        f"{len(taken) / lasted:.0f} a second; back after, in seconds: "
        + ", ".join(f"{name} {seconds:.1f}" for name, seconds in away.items()),
    )
    assert taken <= kept_phones(service)
    assert events[0][0] >= len(taken)
    assert {name for name in away if away[name] > LIMITS[name]} == set()
    assert service.process.poll() is None


@contextmanager
def broker_hangs(service):
    os.kill(pid := service.pid_of("broker"), signal.SIGSTOP)
    yield
    os.kill(pid, signal.SIGCONT)


@contextmanager
def broker_is_gone(service):
    """Killed, and kept away because whoever would start it again stands still."""
    os.kill(service.process.pid, signal.SIGSTOP)
    kill_hard(service.pid_of("broker"))
    yield
    os.kill(service.process.pid, signal.SIGCONT)


@pytest.mark.parametrize("trouble", [broker_hangs, broker_is_gone])
def test_pages_answer_without_the_broker_and_work_waits_for_it(service, trouble, capsys):
    browser = Browser(service.port)
    browser.sign_in("alison.freer@hub.example")
    wait_until(lambda: undone(service) == 0, seconds=60)  # what the demonstration asked for
    notices = count_of(service, "core_notice")
    with trouble(service):
        pages = [seconds_of(browser.get, page, status=200) for page in PAGES]
        saves = [seconds_of(save, browser, f"01632 96{n}", status=302) for n in range(1000, 1020)]
        service.run_python(PUT_EFFECTS.format(count=EFFECTS, name=trouble.__name__))
        assert count_of(service, "core_notice") == notices
    back = wait_until(lambda: undone(service) == 0, seconds=180)
    report(
        capsys,
        f"{trouble.__name__}: slowest page {max(pages):.2f} s, slowest save {max(saves):.2f} s, "
        f"{EFFECTS} effects done {back:.1f} s after it was back",
    )
    assert max(saves) <= 1.0
    assert count_of(service, "core_notice") == notices + EFFECTS


def save(browser, phone):
    return browser.send("/account/", name="Alison Freer", phone=phone)


def seconds_of(act, *given, status):
    began = time.monotonic()
    assert act(*given).status == status
    return time.monotonic() - began


def count_of(service, table):
    return service.ask(f"SELECT count(*) FROM {table}")[0][0]


def undone(service):
    return service.ask("SELECT count(*) FROM core_outboxrow WHERE state <> 'done'")[0][0]


def test_a_run_after_a_hard_end_finds_nothing_in_its_way(folder, capsys):
    port = free_port()
    first = begin(folder, port)
    browser = Browser(port)
    browser.sign_in(WRITERS[0])
    browser.send("/account/", name="Amit Desai", phone="01632 960999")
    kill_hard(first.process.pid)
    first.process.wait()
    began = time.monotonic()
    with running_service(folder, port) as second:
        took = time.monotonic() - began
        assert "01632 960999" in kept_phones(second)
    report(capsys, f"up {took:.1f} s after a hard end")
