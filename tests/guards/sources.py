"""Which files are ours: what is committed or would be, and nothing that is made."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("lightbulb", "cases", "triage", "grants", "reporting")
TEMPLATES = ROOT / "templates"


def committed() -> list[Path]:
    """Files in the repository, or about to be, in order."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = (ROOT / name for name in sorted(listed.split("\0")) if name)
    return [path for path in paths if path.is_file()]


def product_code() -> list[Path]:
    """The service's own Python, without migrations."""
    return [
        path
        for name in PRODUCT
        for path in sorted((ROOT / name).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def code_of_the_suite() -> list[Path]:
    return sorted((ROOT / "tests").rglob("*.py"))


def templates() -> list[Path]:
    return sorted(path for path in TEMPLATES.rglob("*") if path.is_file())


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))
