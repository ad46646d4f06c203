"""The words figures and reports are told in."""

from enum import StrEnum

from django.db.models import TextChoices


class Cohort(TextChoices):
    """Whose days are counted: of what ended in a period, or of what started in it."""

    ENDED = "ended", "What ended in the period"
    STARTED = "started", "What started in the period"


class Kind(StrEnum):
    """What the main figure of an indicator is."""

    COUNT = "count"  # how many
    SHARE = "share"  # the number in each hundred of the base
    DAYS = "days"  # the average number of days
    RATIO = "ratio"  # the number for each one of the base


class Better(StrEnum):
    """Which way a figure should go."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class ReportState(TextChoices):
    WAITING = "waiting", "Waiting to be made"
    RUNNING = "running", "Being made"
    DONE = "done", "Ready"
    FAILED = "failed", "Could not be made"


class FileKind(TextChoices):
    HTML = "html", "Web page"
    PDF = "pdf", "PDF"
