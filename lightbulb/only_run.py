"""One run at a time on one folder of data, and nothing left over from the run before.

The kernel holds two locks and drops them by itself, however a process ends: one is held
by the run, the other by the run and everything it starts. So a run that was killed hard
cannot stand in the way of the next, and what outlived it is found and ended.
"""

import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

GRACE = 10.0  # seconds that processes of a run that was killed have to end by themselves
LOOK_EVERY = 0.1


class AlreadyRunning(Exception):
    """Another run holds the folder; the message is the sentence to show."""


class OnlyRun:
    """The turn of one run. `held` is a file descriptor for its children to keep open."""

    def __init__(self, folder: Path, *, grace: float = GRACE) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.grace = grace
        self.own = os.open(folder / "run.lock", os.O_RDWR | os.O_CREAT, 0o600)
        self.held = os.open(folder / "children.lock", os.O_RDWR | os.O_CREAT, 0o600)

    def begin(self) -> None:
        """Take the turn, ending what is left of a run before. Raises AlreadyRunning."""
        if not _lock(self.own):
            raise AlreadyRunning(
                f"Lightbulb is running already with the data in {self.folder}. "
                "Stop it there with Ctrl-C first."
            )
        if not self._wait():
            for pid in self._holders():
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            if not self._wait():
                raise AlreadyRunning(
                    f"Processes of an earlier run still use {self.folder} and do not end: "
                    + " ".join(str(pid) for pid in self._holders())
                )

    def end(self) -> None:
        os.close(self.held)
        os.close(self.own)

    def _wait(self) -> bool:
        until = time.monotonic() + self.grace
        while not (free := _lock(self.held)) and time.monotonic() < until:
            time.sleep(LOOK_EVERY)
        return free

    def _holders(self) -> Iterator[int]:
        """Processes other than this one that have the children's lock open."""
        wanted = os.fstat(self.held)
        for file in Path("/proc").glob("[0-9]*/fd/*"):
            with suppress(OSError):  # ended meanwhile, or somebody else's
                if os.path.samestat(file.stat(), wanted) and file.parts[2] != str(os.getpid()):
                    yield int(file.parts[2])


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
