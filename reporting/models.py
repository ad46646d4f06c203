"""Reports that were asked for: what was counted, kept for ever as it was, and the files."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from lightbulb.core.keys import Keyed
from lightbulb.core.staff.models import User
from lightbulb.core.time.periods import Period
from reporting.enums import FileKind, ReportState


class ReportRunQuerySet(models.QuerySet["ReportRun"]):
    def visible_to(self, user: User, *, on: date) -> Self:
        """Statistics are the same for all who may read packs; who may is asked before."""
        return self

    def of(self, definition: str, period: Period, scope: str) -> Self:
        """The versions of one report, the newest first."""
        found = self.filter(definition=definition, period=period.key, scope=scope)
        return found.order_by("-version")

    def for_display(self) -> Self:
        """Everything a list shows, without the figures themselves."""
        return self.defer("snapshot").select_related("asked_by").prefetch_related("files")


class ReportRun(Keyed):
    """One report of one period and place.

    First the figures are counted and kept (`snapshot`, `digest`), then the files are made
    from what is kept. So whatever stops the making half-way, the next attempt prints the
    same figures. A correction makes another version; none is ever changed.
    """

    definition = models.CharField(max_length=40)
    period = models.CharField(max_length=30)
    scope = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    asked_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who asked is part of the record
        related_name="report_runs",
    )
    asked_on = models.DateField()
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.WAITING)
    attempt = models.PositiveSmallIntegerField(default=1)
    step = models.PositiveSmallIntegerField(default=0)
    steps = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)
    snapshot = models.JSONField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ReportRunQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-id")
        indexes = [models.Index(fields=["-asked_at", "-id"], name="report_run_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["definition", "period", "scope", "version"],
                name="report_run_once_a_version",
                violation_error_message="This report is there already.",
            ),
            models.CheckConstraint(
                name="report_run_snapshot_with_its_digest",
                condition=Q(snapshot__isnull=True, digest="")
                | (Q(snapshot__isnull=False) & ~Q(digest="")),
                violation_error_message="Figures are kept with their digest.",
            ),
            models.CheckConstraint(
                name="report_run_done_has_figures_and_time",
                condition=~Q(state="done") | Q(snapshot__isnull=False, finished_at__isnull=False),
                violation_error_message="A report that is ready has its figures.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.definition} {self.period} {self.scope} version {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:pack", args=[self.pk])

    @property
    def of_period(self) -> Period:
        return Period.parse(self.period)

    @property
    def is_under_way(self) -> bool:
        return self.state in (ReportState.WAITING, ReportState.RUNNING)


class ReportFile(models.Model):
    """A file of a report, byte for byte as it is served."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(ReportRun, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10, choices=FileKind)
    size = models.PositiveIntegerField("bytes")
    digest = models.CharField("SHA-256", max_length=64)
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ("kind",)
        constraints = [
            models.UniqueConstraint(fields=["run", "kind"], name="report_file_once_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.kind}"


class ReportContent(models.Model):
    """The bytes of a file, apart from what lists show of it."""

    file = models.OneToOneField(
        ReportFile, on_delete=models.CASCADE, primary_key=True, related_name="content"
    )
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"Content of {self.file_id}"
