"""The example cases of the means test, read from their files."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from grants.rules.reading import Asked, read

FOLDER = Path(__file__).resolve().parents[1] / "examples" / "means_test"
COST, TODAY = Decimal("8000.00"), "2026-11-21"

Case = dict[str, Any]


def read_cases(path: Path) -> list[Case]:
    found: list[Case] = tomllib.loads(path.read_text(), parse_float=Decimal)["case"]
    return found


FILES = {path.stem: read_cases(path) for path in sorted(FOLDER.glob("*.toml"))}
CASES = [case for cases in FILES.values() for case in cases]


def somebody(told: Case) -> Case:
    """A person of a case: a bare income is so much of other income a week, no savings unsaid."""
    income = told["income"]
    if not isinstance(income, list):
        income = [{"kind": "other", "amount": income}]
    return {"capital": []} | told | {"income": income}


def asked(case: Case) -> Asked:
    return read(example_document(case))


def example_document(case: Case) -> Case:
    """What a case asks, with what it leaves unsaid, as a means-test file says it."""
    document: Case = {
        name: case[name] for name in ("on", "applied_on", "approved_on") if name in case
    }
    document = document or {"on": TODAY}
    document["application"] = case.get("application") or {
        "certificate": "owner",
        "estimated_expense": COST,
    }
    people = [case["person"], *case.get("beside", [])]
    document["relevant_persons"] = [somebody(each) for each in people]
    document["settings"] = case.get("settings", {})
    return document
