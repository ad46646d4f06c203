"""The locked requirements: what they must be for an install to be the one we tested."""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKED = re.compile(
    r"(?m)^([A-Za-z0-9._-]+)==([^\s;]+)(?:\s*;[^\\\n]*)?((?:\s*\\\n\s+--hash=\S+)*)"
)
ADDRESS = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|\s@\s")
NOT_IN_PRODUCTION = ("dev", "embedded", "node", "bootstrap")


def wanted() -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for, by the file that must lock it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = {"requirements.txt": project["project"]["dependencies"]}
    for name in NOT_IN_PRODUCTION:
        groups[f"requirements-{name}.txt"] = project["dependency-groups"][name]
    return {name: [Requirement(line) for line in lines] for name, lines in groups.items()}


def problems() -> list[str]:
    """Everything wrong with the lock, a sentence each."""
    return [
        f"{name}: {problem}"
        for name, requirements in wanted().items()
        for problem in problems_of((ROOT / name).read_text(), requirements)
    ]


def problems_of(text: str, requirements: list[Requirement]) -> Iterator[str]:
    locked = {
        canonicalize_name(name): (version, hashes) for name, version, hashes in LOCKED.findall(text)
    }
    for package, (_, hashes) in locked.items():
        if "--hash=sha256:" not in hashes:
            yield f"{package} has no hash"
    for requirement in requirements:
        version, _ = locked.get(canonicalize_name(requirement.name), (None, None))
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            yield f"{requirement} is not what is locked ({version or 'nothing'}): run make lock"
    if found := ADDRESS.search(text):
        yield f"holds the address of an index or of a file: {found[0].strip()}"


if __name__ == "__main__":
    sys.exit("\n".join(problems()) or 0)
