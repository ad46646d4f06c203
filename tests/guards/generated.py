"""Pages of docs/ that are drawn from the code: `--write` makes them, a test compares."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import django
from django.apps import apps

from cases import extension_points, milestone_lists
from cases.enums import MilestoneKind
from grants.rules.shapes import schema
from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.roles import ROLES, RoleCode
from lightbulb.core.workflow import Workflow
from tests.guards import matrix

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


def milestones() -> str:
    """docs/milestones.md: the table of milestones, and the lists that stand on it."""
    lines = ["# Milestones", "", WHAT_MILESTONES_ARE, "", "| Kind | On the page | Recorded |"]
    lines += ["| --- | --- | --- |"]
    for kind in MilestoneKind:
        recorded = "Not yet" if kind in milestone_lists.NOT_YET else "Yes"
        lines.append(f"| `{kind.value}` | {kind.label} | {recorded} |")
    for each in milestone_lists.LISTS:
        lines += ["", f"## {each.name}", "", f"{each.source}.", ""]
        lines += ["| Line | Name | Kind | Note |", "| --- | --- | --- | --- |"]
        for line in each.lines:
            kinds = ", ".join(f"`{kind.value}`" for kind in line.kinds)
            lines.append(f"| {line.code} | {line.name} | {kinds} | {line.note} |")
    lines += ["", "## Foundations’ stages", "", "| Stage | From | To |", "| --- | --- | --- |"]
    for span in milestone_lists.FOUNDATIONS:
        name = f"{span.code} {span.name}"
        lines.append(f"| {name} | `{span.begins.value}` | `{span.ends.value}` |")
    return "\n".join(lines) + "\n"


WHAT_MILESTONES_ARE = (
    "Dated facts of a case: raw, never overwritten, a correction stands beside what it corrects.\n"
    "Drawn from `cases/enums.py` and `cases/milestone_lists.py`; a test compares."
)


def access() -> str:
    """docs/access.md: each role, who has each permission, and every question that is asked."""
    lines = ["# Access", "", WHAT_ACCESS_IS, "", "## Roles", ""]
    for role in ROLES.values():
        lines += [f"**{role.name}.** {role.description} Reaches {role.reach.value}.", ""]
    lines += ["## Permissions", "", "| May | Who |", "| --- | --- |"]
    for permission in Permission:
        names = [role.name for role in ROLES.values() if permission in role.permissions]
        lines.append(f"| {permission.label} (`{permission}`) | {', '.join(names)} |")
    lines += ["", "## Questions", "", "| Asked | Of what |", "| --- | --- |"]
    lines += [f"| `{name}` | {words} |" for name, words in questions()]
    return "\n".join(lines) + "\n"


def questions() -> Iterator[tuple[str, str]]:
    """Every `why_not_…` of an `access.py`, with the first sentence of what it says of itself."""
    for name in sorted(access_modules()):
        module = import_module(name)
        for each, function in vars(module).items():
            if each.startswith("why_not_") and function.__module__ == name:
                words = " ".join((function.__doc__ or "").split("\n\n")[0].split())
                yield f"{name.removesuffix('.access')}.{each}", words


def access_modules() -> Iterator[str]:
    root = DOCS.parent
    for top in ("lightbulb", "cases", "triage", "grants", "reporting"):
        for path in (root / top).rglob("access.py"):
            yield ".".join(path.relative_to(root).with_suffix("").parts)


WHAT_ACCESS_IS = (
    "Who may do what, drawn from `lightbulb/core/access/` and each `access.py`; a test compares.\n"
    "What is not listed is not allowed. A permission reaches as far as the role that gives it;\n"
    "one's own cases are always within it. Matrix management gives load, absence and figures,\n"
    "whatever the role. Restrictions come before all of this: `lightbulb/core/access/sight.py`."
)
WHAT_A_POINT_IS = (
    "What higher apps add to a case. Drawn from `cases/extension_points.py` as it stands when\n"
    "every app is ready; a test compares. Members are called in this order, inside the caller's\n"
    "transaction, and an error stops the caller."
)


def access_matrix() -> str:
    """docs/matrix.md: what each role meets at each address, situation by situation."""
    lines = [
        "# Access matrix",
        "",
        "Drawn from `tests/guards/matrix.py`; a test asks every address as everybody in it.",
        "A page of its own has no situation. Who is not named is refused with the reason, or,",
        "where the record lies out of their sight, told that it is not there.",
    ]
    for situation, words in {"": "Pages of their own", **matrix.SITUATIONS}.items():
        lines += [
            "",
            f"## {words[0].upper()}{words[1:]}",
            "",
            "| Address | Opens for |",
            "| --- | --- |",
        ]
        for name, row in matrix.ROWS.items():
            if bool(row.of) == bool(situation):
                lines.append(f"| `{name}` | {opens_for(row, situation)} |")
    return "\n".join(lines) + "\n"


def opens_for(row: matrix.Row, situation: str) -> str:
    roles = [
        role.label
        for role in RoleCode
        if situation in matrix.situations_of(row, role)
        and matrix.expected(row, role, situation) == matrix.REACHED
    ]
    return ", ".join(roles) or "nobody"


def means_test_words() -> str:
    """docs/means-test.schema.json: what a file of facts for `manage.py means_test` may say."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "states.md": states,
    "milestones.md": milestones,
    "extension-points.md": points,
    "access.md": access,
    "matrix.md": access_matrix,
    "means-test.schema.json": means_test_words,
}


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
