"""Generated pages are current, and the lock is what was asked for."""

import pytest
from packaging.requirements import Requirement

from tests.guards.generated import PAGES, stale
from tests.guards.requirements import problems, problems_of

GOOD = """django==5.2.19 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via lightbulb (pyproject.toml)
"""


@pytest.mark.parametrize("page", PAGES)
def test_a_generated_page_is_current(page):
    assert page not in stale(), "run make states"


def test_the_lock_is_hashed_complete_and_without_addresses():
    assert problems() == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("django==5.2.19\n", "django has no hash", id="no hash"),
        pytest.param(GOOD.replace("5.2.19", "4.2.1"), "is not what is locked (4.2.1)", id="old"),
        pytest.param("", "is not what is locked (nothing)", id="missing"),
        pytest.param(f"--index-url https://example.org\n{GOOD}", "address of an index", id="index"),
    ],
)
def test_a_wrong_lock_is_told(text, problem):
    assert any(problem in found for found in problems_of(text, [Requirement("Django>=5.2")]))
    assert list(problems_of(GOOD, [Requirement("Django>=5.2")])) == []
