"""The supervisor, with real processes that do next to nothing."""

import json
import os
import signal
from pathlib import Path

import pytest

from tests.running.conftest import is_alive, wait_until

STAY = "import os, time; open('{name}.pid', 'w').write(str(os.getpid())); time.sleep(600)"
SAY_GOODBYE = """
import signal, sys, time
def end(*_):
    open('ended', 'a').write('{name} '); sys.exit()
signal.signal(signal.SIGTERM, end)
open('{name}.pid', 'w').write('1')
time.sleep(600)
"""
# Its own child leads another session, as PostgreSQL's do, and notes when it ran beside a new one.
LEAVES_A_CHILD = """
import os, subprocess, time
if os.path.exists('inner.pid') and os.path.exists('/proc/' + open('inner.pid').read()):
    open('too early', 'w').close()
inner = subprocess.Popen(['sleep', '600'], start_new_session=True)
open('inner.pid', 'w').write(str(inner.pid))
open('outer.pid', 'w').write(str(os.getpid()))
time.sleep(600)
"""
SLOW_ENGINE = """
import os, time
open('engine.pid', 'w').write(str(os.getpid()))
open('order', 'a').write('engine begins, ')
time.sleep(0.7)
open('order', 'a').write('engine is ready, ')
open('ready', 'w').close()
time.sleep(600)
"""
STANDS_ON_IT = """
import os, time
open('order', 'a').write('web begins, ')
open('web.pid', 'w').write(str(os.getpid()))
time.sleep(600)
"""


@pytest.fixture
def supervise(folder, start):
    def run(*specs):
        return start("-m", "tests.running.supervised", str(folder), json.dumps(specs))

    return run


def child(name, program=STAY, **options):
    return {"name": name, "program": program.replace("{name}", name), **options}


def pid_in(file: Path) -> int:
    wait_until(lambda: file.exists() and file.read_text())
    return int(file.read_text())


def end_hard(file: Path) -> int:
    """Kill the process whose number a file holds, and forget the number."""
    pid = pid_in(file)
    file.unlink()
    os.kill(pid, signal.SIGKILL)
    return pid


def test_a_child_that_dies_is_started_again_at_once(folder, supervise):
    supervise(child("web"))
    before = end_hard(folder / "web.pid")
    assert wait_until((folder / "web.pid").exists, seconds=10) < 5
    assert pid_in(folder / "web.pid") != before


def test_three_deaths_in_a_minute_stop_everything_with_a_sentence(folder, supervise):
    running = supervise(child("web"), child("worker", "raise SystemExit(3)"))
    said, _ = running.communicate(timeout=20)
    assert running.returncode == 1
    assert said.splitlines() == [
        "all started",
        "worker stopped and is started again",
        "worker stopped and is started again",
        "worker stopped three times in a minute, so everything is stopped. "
        f"See {folder / 'worker.log'}",
    ]
    assert not is_alive(pid_in(folder / "web.pid"))


def test_what_was_started_first_is_stopped_last(folder, supervise):
    names = ("postgresql", "web", "worker")
    running = supervise(*(child(name, SAY_GOODBYE) for name in names))
    for name in names:
        wait_until((folder / f"{name}.pid").exists)
    running.send_signal(signal.SIGINT)
    assert running.wait(20) == 0
    assert (folder / "ended").read_text() == "worker web postgresql "


def test_a_child_that_is_never_ready_gives_up_with_a_sentence(folder, supervise):
    running = supervise(child("web", ready_file="never", patience=0.5))
    said, _ = running.communicate(timeout=20)
    assert said == f"web did not start. See {folder / 'web.log'}\n"
    assert running.returncode == 1


def test_work_done_once_is_not_begun_again_and_its_failure_is_told(folder, supervise):
    fails = "open('tries', 'a').write('x'); raise SystemExit('no postcodes')"
    running = supervise(child("web"), child("postcodes", fails, once=True))
    pid_in(folder / "web.pid")
    running.stdout.readline()  # "all started"
    assert running.stdout.readline() == (
        f"postcodes failed. The service runs without it. See {folder / 'postcodes.log'}\n"
    )
    assert (folder / "tries").read_text() == "x"
    assert "no postcodes" in (folder / "postcodes.log").read_text()
    assert is_alive(pid_in(folder / "web.pid"))


def test_work_in_the_background_runs_at_the_lowest_priority(folder, supervise):
    program = "import os; open('priority', 'w').write(str(os.nice(0)))"
    supervise(child("postcodes", program, once=True, niceness=19))
    assert pid_in(folder / "priority") == 19


def test_nothing_is_started_again_before_the_engine_it_stands_on(folder, supervise):
    running = supervise(
        child("engine", SLOW_ENGINE, ready_file="ready", is_engine=True),
        child("web", STANDS_ON_IT),
    )
    web, engine = pid_in(folder / "web.pid"), pid_in(folder / "engine.pid")
    running.stdout.readline()  # "all started"
    for file in ("web.pid", "ready", "order"):
        (folder / file).unlink()
    os.kill(engine, signal.SIGKILL)
    os.kill(web, signal.SIGKILL)
    pid_in(folder / "web.pid")
    assert (folder / "order").read_text() == "engine begins, engine is ready, web begins, "


def test_what_a_dead_child_left_in_another_session_ends_before_the_next_start(folder, supervise):
    supervise(child("postgresql", LEAVES_A_CHILD))
    end_hard(folder / "outer.pid")
    pid_in(folder / "outer.pid")
    assert not (folder / "too early").exists()


def test_the_children_end_with_a_supervisor_that_is_killed(folder, supervise):
    running = supervise(child("web"), child("worker", SAY_GOODBYE))
    web = pid_in(folder / "web.pid")
    pid_in(folder / "worker.pid")
    running.kill()
    wait_until(lambda: not is_alive(web), seconds=5)
    wait_until((folder / "ended").exists, seconds=5)
