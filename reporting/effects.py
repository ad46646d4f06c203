"""What reports ask of the outbox.

The effect is listed as outside, though it changes this database alone: a report takes
seconds, and an inside effect would hold its row in one transaction all that time and show
no progress. So it runs without a transaction of its own, at least once, and is made safe
to repeat by `reporting.packs.making`. It is named and not imported, because pages read
this list too, and only the worker should load what makes PDFs.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.module_loading import import_string

from lightbulb.core.record.effects import Effect

MAKING = "reporting.packs.making.make"


def make_report(payload: Mapping[str, Any], key: str) -> None:
    import_string(MAKING)(payload["run"])


EFFECTS = {"make_report": Effect(make_report, outside=True)}
