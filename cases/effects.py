"""What verbs of a case ask of the outbox.

What makes a letter is named and not imported: pages read this list too, and only the worker
should load what makes PDFs.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.module_loading import import_string

from lightbulb.core.record.effects import Effect

MAKING = "cases.letters.making.make"


def make_letter(payload: Mapping[str, Any], key: str) -> None:
    import_string(MAKING)(payload["letter"])


EFFECTS = {"make_letter": Effect(make_letter)}
