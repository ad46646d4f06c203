"""`make check`: everything about the code that can be told without running it.

Every step runs, even when one fails. None needs a network, a database or a broker.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = [sys.executable]
MOST_LINES = 40  # of what a step that failed printed
DEFAULTS = ("DATABASE_URL", "REDIS_URL", "BIND", "PUBLIC_URL", "EMAIL_URL")

STEPS = {
    "format": [BIN / "ruff", "format", "--check", "--output-format=concise", "."],
    "lint": [BIN / "ruff", "check", "--output-format=concise", "."],
    "types": [BIN / "mypy"],
    "imports point down": [BIN / "lint-imports", "--no-logo"],
    "migrations": [*PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "templates": [BIN / "djlint", "--lint", "--quiet", "templates"],
    "generated pages": [*PYTHON, "-m", "tests.guards.generated"],
    "locked requirements": [*PYTHON, "-m", "tests.guards.requirements"],
    "compose file": [
        *(BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec"),
        "docker-compose.yml",
    ],
    "Dockerfile": [BIN / "hadolint", "Dockerfile"],
}


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="lightbulb-check-") as folder:
        environment = plain_environment(Path(folder))
        failed = [name for name, step in STEPS.items() if not passes(name, step, environment)]
    say(f"{len(STEPS) - len(failed)} of {len(STEPS)} passed")
    if failed:
        say(f"Failed: {', '.join(failed)}")
    return int(bool(failed))


def plain_environment(folder: Path) -> dict[str, str]:
    """The defaults, away from any database that happens to run here."""
    kept = {name: value for name, value in os.environ.items() if name not in DEFAULTS}
    ours = {"LIGHTBULB_MODE": "demonstration", "LIGHTBULB_VAR": str(folder)}
    return {**kept, **ours}


def passes(name: str, step: list[str | Path], environment: dict[str, str]) -> bool:
    begun = time.monotonic()
    done = subprocess.run(
        [str(word) for word in step], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    passed = done.returncode == 0
    say(f"{'passed' if passed else 'FAILED'}  {name:<22}{time.monotonic() - begun:6.1f} s")
    if not passed:
        say(shortened(done.stdout + done.stderr))
    return passed


def shortened(printed: str) -> str:
    lines = printed.strip().splitlines()
    more = [f"… and {len(lines) - MOST_LINES} lines more"] if len(lines) > MOST_LINES else []
    return "\n".join(["", *lines[:MOST_LINES], *more, ""])


def say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201  (the person at the terminal reads it)


if __name__ == "__main__":
    sys.exit(main())
