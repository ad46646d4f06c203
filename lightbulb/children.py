"""Starting and stopping processes so that none is left behind.

Each child leads a session of its own, so that a signal reaches it and all it started,
and asks the kernel to stop it when its parent dies, however the parent dies. What leaves
that session, as PostgreSQL's own processes do, comes to us when its parent dies.
"""

import ctypes
import os
import signal
import subprocess
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
LIBC = ctypes.CDLL(None, use_errno=True)
PATIENCE = 20.0  # seconds a child has to finish what it is doing


def start(
    command: Sequence[str | Path],
    *,
    stop_signal: int = signal.SIGTERM,
    env: Mapping[str, str] | None = None,
    output: IO[bytes] | int | None = None,
    niceness: int = 0,
    keep_open: Collection[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a child; `stop_signal` is what the kernel sends it when we are gone.

    `keep_open` are file descriptors that the child and all it starts go on holding.
    """
    parent = os.getpid()

    def before_it_begins() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, stop_signal)
        if os.getppid() != parent:  # the parent died before the line above
            os._exit(1)
        os.nice(niceness)

    return subprocess.Popen(
        [str(word) for word in command],
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        start_new_session=True,
        preexec_fn=before_it_begins,
        pass_fds=tuple(keep_open),
    )


def stop(
    child: subprocess.Popen[bytes], *, stop_signal: int = signal.SIGTERM, patience: float = PATIENCE
) -> None:
    """Ask a child to end, wait, and end what is left of its session."""
    if child.poll() is None:
        child.send_signal(stop_signal)
        with suppress(subprocess.TimeoutExpired):
            child.wait(patience)
    sweep_up(child)


def sweep_up(child: subprocess.Popen[bytes]) -> None:
    """End whatever a child left running in its session."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def adopt_orphans() -> None:
    """Become the parent of whatever our children leave behind when they die."""
    LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1)


def end_orphans(known: Collection[int]) -> None:
    """End the children of ours that are not `known`: their own parent has died.

    A PostgreSQL killed hard leaves processes in sessions of their own, and refuses to
    start again before the last of them is gone.
    """
    for pid in _own_children():
        if pid not in known:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)


def _own_children() -> Iterator[int]:
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # pid (name) state parent …; the name may hold spaces and brackets
            if int(file.read_text().rpartition(")")[2].split()[1]) == os.getpid():
                yield int(file.parent.name)
