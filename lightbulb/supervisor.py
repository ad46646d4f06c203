"""Keeps the processes of one machine running: engines, web, worker, scheduler, dispatcher.

A child that dies is started again. Three deaths of one child in a minute mean that
starting it again does not help: everything stops, with a sentence that names it.
"""

import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
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
    once: bool = False  # ends by itself when its work is done


@dataclass
class Supervisor:
    """The children under way, in the order they were started."""

    logs: Path
    say: Callable[[str], None] = print
    specs: list[Spec] = field(default_factory=list)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    deaths: dict[str, deque[float]] = field(default_factory=dict)

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

    def watch(self) -> None:
        """Start again whatever dies, for ever. Raises GivenUp after too many deaths."""
        while True:
            for spec in self.specs:
                ended = self.running[spec.name].poll()
                if ended is not None and not (spec.once and ended == 0):
                    self._revive(spec)
            time.sleep(LOOK_EVERY)

    def stop_all(self) -> None:
        """Stop the children, last started first, so that the engines go last."""
        for spec in reversed(self.specs):
            if child := self.running.get(spec.name):
                children.stop(child, stop_signal=spec.stop_signal)

    def _launch(self, spec: Spec) -> None:
        with self._log(spec).open("ab") as log:
            self.running[spec.name] = children.start(
                spec.command, stop_signal=spec.stop_signal, env=spec.env, output=log
            )

    def _revive(self, spec: Spec) -> None:
        children.sweep_up(self.running[spec.name])
        times = self.deaths[spec.name]
        times.append(time.monotonic())
        if len(times) == MOST_DEATHS and times[-1] - times[0] <= WITHIN:
            raise GivenUp(
                f"{spec.name} stopped three times in a minute, so everything is stopped. "
                f"See {self._log(spec)}"
            )
        self.say(f"{spec.name} stopped and is started again")
        self._launch(spec)

    def _log(self, spec: Spec) -> Path:
        return self.logs / f"{spec.name}.log"
