"""Keeps the processes of one machine running: engines, web, worker, scheduler, dispatcher.

A child that dies is started again. Three deaths of one child in a minute mean that
starting it again does not help: everything stops, with a sentence that names it.
"""

import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lightbulb import children

MOST_DEATHS, WITHIN = 3, 60.0
LOOK_EVERY = 0.2  # seconds


class GivenUp(Exception):
    """A child cannot be kept running; the message is the sentence to show."""


@dataclass(frozen=True)
class Spec:
    """One process: its command, how it is asked to stop, and when it counts as ready."""

    name: str
    command: Sequence[str | Path]
    stop_signal: int = signal.SIGTERM
    ready: Callable[[], bool] = lambda: True
    env: Mapping[str, str] | None = None
    patience: float = 30.0  # seconds it may take to be ready
    is_engine: bool = False  # the others stand on it: none is started again before it is ready
    once: bool = False  # ends by itself when its work is done, and nothing depends on it
    niceness: int = 0


@dataclass
class Supervisor:
    """The children under way, in the order they were started."""

    logs: Path
    say: Callable[[str], None] = print
    keep_open: Collection[int] = ()  # file descriptors that every child goes on holding
    specs: list[Spec] = field(default_factory=list)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    deaths: dict[str, deque[float]] = field(default_factory=dict)
    rising: dict[str, float] = field(default_factory=dict)  # and when patience ends

    def __post_init__(self) -> None:
        children.adopt_orphans()

    def start(self, spec: Spec) -> None:
        """Start a child and wait until it is ready. Raises GivenUp when it never is."""
        self.specs.append(spec)
        self.deaths[spec.name] = deque(maxlen=MOST_DEATHS)
        self._launch(spec)
        until = time.monotonic() + spec.patience
        while not spec.ready():
            if self.running[spec.name].poll() is not None or time.monotonic() > until:
                raise GivenUp(f"{spec.name} did not start. See {self._log(spec)}")
            time.sleep(0.05)
        del self.rising[spec.name]

    def watch(self) -> None:
        """Start again whatever dies, for ever. Raises GivenUp after too many deaths."""
        while True:
            self.look()
            time.sleep(LOOK_EVERY)

    def look(self) -> None:
        """See to each child once, engines first."""
        for spec in self.specs:
            child = self.running.get(spec.name)
            if child and child.poll() is not None:
                self._note_end(spec) if spec.once else self._revive(spec)
            if self._is_rising(spec) and spec.is_engine:
                return

    def stop_all(self) -> None:
        """Stop the children, last started first, so that the engines go last."""
        for spec in reversed(self.specs):
            if child := self.running.pop(spec.name, None):
                children.stop(child, stop_signal=spec.stop_signal)
        self._end_orphans()

    def _launch(self, spec: Spec) -> None:
        self.rising[spec.name] = time.monotonic() + spec.patience
        with self._log(spec).open("ab") as log:
            self.running[spec.name] = children.start(
                spec.command,
                stop_signal=spec.stop_signal,
                env=spec.env,
                output=log,
                niceness=spec.niceness,
                keep_open=self.keep_open,
            )

    def _is_rising(self, spec: Spec) -> bool:
        """Whether a child that was started again is not ready yet; too slow is as good as dead."""
        if spec.name not in self.rising:
            return False
        if spec.ready():
            del self.rising[spec.name]
            return False
        if time.monotonic() > self.rising[spec.name]:
            self.running[spec.name].kill()
        return True

    def _note_end(self, spec: Spec) -> None:
        ended = self.running.pop(spec.name)
        children.sweep_up(ended)
        if ended.returncode:
            self.say(f"{spec.name} failed. The service runs without it. See {self._log(spec)}")

    def _revive(self, spec: Spec) -> None:
        children.sweep_up(self.running[spec.name])
        self._end_orphans()
        times = self.deaths[spec.name]
        times.append(time.monotonic())
        if len(times) == MOST_DEATHS and times[-1] - times[0] <= WITHIN:
            raise GivenUp(
                f"{spec.name} stopped three times in a minute, so everything is stopped. "
                f"See {self._log(spec)}"
            )
        self.say(f"{spec.name} stopped and is started again")
        self._launch(spec)

    def _end_orphans(self) -> None:
        children.end_orphans({child.pid for child in self.running.values()})

    def _log(self, spec: Spec) -> Path:
        return self.logs / f"{spec.name}.log"
