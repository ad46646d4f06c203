"""The style sheet of the visit's page: of the public one, what that page can show and no more.

It is read on a tablet in somebody's home, often over a poor line. A rule is kept when every
class it names is a word of the page's own templates and scripts, so that nothing has to be
listed twice; `tests/browser/test_tablet_sheet.py` holds the page against its picture in full.
"""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = (
    *("templates/cases/visit.html", "templates/cases/visit_frame.html"),
    *("templates/cases/visit_parts/*.html", "static/js/visit*.js"),
    *("static/js/hide_screen.js", "static/js/enabled.js"),
)
COMPONENTS = ("cover", "emergency", "head", "kept", "kept_form", "kept_here", "mark", "messages")
FROM_TAGS = frozenset(  # written by template tags, so no template says them
    {"govuk-skip-link", "govuk-skip-link-focused-element", "govuk-link", "lb-icon"}
)
CLASS = re.compile(r"\.(-?[_a-zA-Z][\w-]*)")
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
EMPTY = re.compile(r"@(?:media|supports)[^{}]*\{\s*\}")


def tablet_sheet(css: str) -> str:
    """The public style sheet without the rules that the visit's page has no use for."""
    words = frozenset(word for path in files() for word in re.findall(r"[\w-]+", path.read_text()))
    kept = RULE.sub(lambda rule: wanted(rule, words | FROM_TAGS), css)
    while (emptied := EMPTY.sub("", kept)) != kept:
        kept = emptied
    return kept


def files() -> Iterator[Path]:
    for pattern in (*PAGE, *(f"templates/components/{name}.html" for name in COMPONENTS)):
        yield from sorted(ROOT.glob(pattern))


def wanted(rule: re.Match[str], words: frozenset[str]) -> str:
    """The rule with the selectors the page can meet; nothing if none is left."""
    selectors, declarations = rule.groups()
    if selectors.lstrip().startswith("@"):
        return rule[0]
    kept = [each for each in selectors.split(",") if words.issuperset(CLASS.findall(each))]
    return f"{','.join(kept)}{{{declarations}}}" if kept else ""
