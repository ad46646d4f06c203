"""What tests of running processes share: short folders, free ports, waiting, ending."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short name, as sockets need, that others may look into."""
    made = Path(tempfile.mkdtemp(prefix="lb-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, port: int, **more: str) -> dict[str, str]:
    """The demonstration as `make run` starts it, with its data in a folder of its own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "LIGHTBULB_VAR": str(folder),
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
        **more,
    }


def wait_until(is_so: Callable[[], object], *, seconds: float = 20.0) -> float:
    """How many seconds it took; fails the test when it never comes true."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds, f"not within {seconds} seconds"
        time.sleep(0.02)
    return time.monotonic() - began


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended but was not collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start Python with these words and read what it says; ended after the test."""
    started: list[subprocess.Popen[str]] = []

    def run(*words: str, **options: object) -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **options,
        )
        started.append(child)
        return child

    yield run
    for child in started:
        with suppress(ProcessLookupError):
            child.send_signal(signal.SIGCONT)
            child.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            child.wait(30)
        child.kill()
        child.wait()
        child.stdout.close()
