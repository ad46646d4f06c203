"""What goes to the printer: style sheets that stand in the page, and several papers as one."""

from collections.abc import Iterable
from functools import cache
from io import BytesIO

import pikepdf
from django.contrib.staticfiles import finders
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


@cache
def own_style(path: str) -> SafeString:
    """A style sheet of ours, put into a page that names no files."""
    found = finders.find(path)
    if found is None:
        raise LookupError(f"{path} is missing")
    with open(found, encoding="utf-8") as file:
        return format_html("<style>{}</style>", mark_safe(file.read()))


def joined(papers: Iterable[bytes]) -> bytes:
    """Several PDFs one after the other, to be printed in one go."""
    out = BytesIO()
    with pikepdf.new() as together:
        for paper in papers:
            with pikepdf.open(BytesIO(paper)) as each:
                together.pages.extend(each.pages)
        together.save(out)
    return out.getvalue()
