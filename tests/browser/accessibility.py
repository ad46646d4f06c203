"""axe on the page as it stands, with every rule of WCAG 2.2 AA and the best practices."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}


def axe(page: Page) -> None:
    """Fails with what is wrong, where, and how to mend it."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    faults = [
        f"{each['id']}: {each['help']} — {node['html'][:200]}"
        for each in found
        for node in each["nodes"]
    ]
    assert not faults, "\n".join(faults)
