"""Pages of docs/ that are drawn from the code: `--write` makes them, a test compares."""

import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import django
from django.apps import apps

from cases import extension_points
from lightbulb.core.workflow import Workflow

DOCS = Path(__file__).resolve().parents[2] / "docs"
OWN_APPS = ("core", "cases", "triage", "grants", "reporting")


def workflows() -> Iterator[Workflow]:
    """Every life cycle, as each app's `workflow.py` holds them."""
    for label in OWN_APPS:
        name = f"{apps.get_app_config(label).name}.workflow"
        if find_spec(name):
            yield from (one for one in vars(import_module(name)).values() if type(one) is Workflow)


def states() -> str:
    """docs/states.md: each life cycle as a drawing."""
    lines = ["# States", "", "Drawn from each app's `workflow.py`; a test compares."]
    for workflow in workflows():
        lines += ["", f"## {workflow.name}", "", "```mermaid", workflow.mermaid(), "```"]
    return "\n".join(lines) + "\n"


def points() -> str:
    """docs/extension-points.md: each list, and what was added to it, in order."""
    lines = ["# Extension points", "", WHAT_A_POINT_IS]
    for point in extension_points.POINTS:
        lines += ["", f"## `{point.name}`", "", point.purpose, ""]
        lines += [f"{number}. `{name}`" for number, name in enumerate(point.members, start=1)]
    return "\n".join(lines) + "\n"


WHAT_A_POINT_IS = (
    "What higher apps add to a case. Drawn from `cases/extension_points.py` as it stands when\n"
    "every app is ready; a test compares. Members are called in this order, inside the caller's\n"
    "transaction, and an error stops the caller."
)
PAGES: dict[str, Callable[[], str]] = {"states.md": states, "extension-points.md": points}


def stale() -> list[str]:
    """Pages that are not what the code says today."""
    return [
        name
        for name, draw in PAGES.items()
        if not (page := DOCS / name).exists() or page.read_text() != draw()
    ]


def main() -> str | int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lightbulb.settings")
    django.setup()
    if "--write" in sys.argv:
        for name in stale():
            (DOCS / name).write_text(PAGES[name]())
        return 0
    if old := stale():
        return f"Out of date: {', '.join(old)}. Run make states"
    return 0


if __name__ == "__main__":
    sys.exit(main())
