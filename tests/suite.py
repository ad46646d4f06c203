"""`make test` and `make test-all`: the suite in its parts, and one line that counts them all.

The parts share the engines, migrated once, that importing `tests.engines` starts.

Pages in a browser run apart from the rest, because the browser's driver keeps an event loop
in the tests' own thread; a smoke runs on the other source of engines, the system's or the wheels.
"""

import os
import signal
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from lightbulb import children
from lightbulb.embedded import Engines, NoEngine
from tests import engines

ROOT = Path(__file__).resolve().parent.parent
IN_PARALLEL = ("-n", "2", "--dist", "worksteal")
COUNTED = ("failed", "errors", "passed", "skipped")
NOTHING_FAILED = 0


@dataclass(frozen=True)
class Part:
    """One run of pytest: which tests, how, on which engines."""

    name: str
    tests: str  # a pytest marker expression
    options: tuple[str, ...] = ()
    engines: str = ""


@dataclass
class Outcome:
    """What came of a part: pytest's exit code, how many of each kind, and how long."""

    code: int
    counts: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def tests(self) -> int:
        return self.counts.total()


class Stopped(BaseException):
    """Ctrl-C, or a polite request to end."""


def main() -> int:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stopped)
    everything = "--all" in sys.argv
    outcomes = {"Engines, started and migrated": Outcome(0, seconds=engines.SECONDS_TO_BEGIN)}
    try:
        for part in parts(everything=everything):
            say(f"\n—— {part.name}")
            outcomes[part.name] = run(part)
    except Stopped:
        say("Stopped.")
        return 130
    if everything:
        say(table(outcomes))
    say(summary(outcomes.values()))
    return int(any(outcome.code != NOTHING_FAILED for outcome in outcomes.values()))


def stopped(number: int, frame: FrameType | None) -> None:
    raise Stopped


def parts(*, everything: bool) -> list[Part]:
    found = [
        Part("The suite", "not large and not browser", IN_PARALLEL),
        Part("In the browser", "browser and not large", IN_PARALLEL),
    ]
    if everything:
        found += [
            Part("At full size", "large and not browser"),
            Part("In the browser, at full size", "browser and large", IN_PARALLEL),
        ]
    if other := other_engines():
        found.append(Part(f"Smoke on the other engines ({other})", "engine_smoke", engines=other))
    return found


def other_engines() -> str | None:
    """The source of engines that the suite did not run on, where this machine has it."""
    nowhere = Path("/nonexistent")
    other = "wheel" if os.environ[engines.STARTED_FROM] == "system" else "system"
    try:
        Engines(nowhere, source=other).postgres()
        Engines(nowhere, source=other).broker()
    except NoEngine as reason:
        say(f"No smoke on the other engines, which this machine lacks. {reason}")
        return None
    return other


def run(part: Part) -> Outcome:
    """Run pytest as a child that goes when we go; our own end reaches it as Ctrl-C."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="lightbulb-counts-") as folder:
        counts = Path(folder) / "counts.xml"
        child = children.start(
            [
                sys.executable,
                "-m",
                "pytest",
                "-m",
                part.tests,
                f"--junitxml={counts}",
                "-q",
                *part.options,
            ],
            stop_signal=signal.SIGINT,
            env=environment(part),
        )
        try:
            code = child.wait()
        finally:
            children.stop(child, stop_signal=signal.SIGINT)
        return Outcome(code, counted(counts), time.monotonic() - begun)


def environment(part: Part) -> dict[str, str]:
    """Our engines, or word to start others."""
    given = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    if part.engines:
        del given[engines.STARTED_BY]
        given["LIGHTBULB_ENGINES"] = part.engines
    return given


def counted(counts: Path) -> Counter[str]:
    """How many tests ended how. A run that did not get as far as counting is an error."""
    if not counts.exists():
        return Counter(errors=1)
    suite = ElementTree.parse(counts).getroot().find("testsuite")
    assert suite is not None, "pytest writes one test suite"
    names = {"failed": "failures", "errors": "errors", "skipped": "skipped"}
    found = Counter({ours: int(suite.get(theirs, "0")) for ours, theirs in names.items()})
    found["passed"] = int(suite.get("tests", "0")) - found.total()
    return found


def table(outcomes: dict[str, Outcome]) -> str:
    lines = [f"\n{'Part':<44}{'Tests':>8}{'Passed':>8}{'Failed':>8}{'Seconds':>9}"]
    for name, outcome in outcomes.items():
        failed = outcome.counts["failed"] + outcome.counts["errors"]
        lines.append(
            f"{name:<44}{outcome.tests:>8}{outcome.counts['passed']:>8}{failed:>8}"
            f"{outcome.seconds:>9.1f}"
        )
    return "\n".join(lines)


def summary(outcomes: Iterable[Outcome]) -> str:
    """All parts in one line, written as pytest writes its own."""
    together: Counter[str] = Counter()
    seconds = 0.0
    for outcome in outcomes:
        together += outcome.counts
        seconds += outcome.seconds
    words = ", ".join(f"{together[kind]} {kind}" for kind in COUNTED if together[kind])
    return f"\n===== {words or 'no tests ran'} in {seconds:.2f}s ====="


def say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201  (the person at the terminal reads it)


if __name__ == "__main__":
    sys.exit(main())
