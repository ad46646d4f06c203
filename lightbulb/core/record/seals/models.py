"""Seals over the record, each made from the one before, and what a restore did to them."""

from django.db import models
from django.db.models.functions import Now


class SealKind(models.TextChoices):
    """What a seal stands over. In the order in which one transaction's rows are sealed."""

    EVENT = "event", "Event"
    READ = "read", "Read event"
    RESTART = "restart", "Restart"


class Seal(models.Model):
    """One record's digest, and the hash that binds it to every seal before. Only ever added."""

    number = models.PositiveBigIntegerField(primary_key=True)
    kind = models.CharField(max_length=10)
    record_id = models.BigIntegerField()
    tx = models.BigIntegerField("transaction")
    record_digest = models.BinaryField()
    hash = models.BinaryField()
    sealed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("kind", "record_id"), name="seal_once_a_record"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.kind} {self.record_id}"


class SealRestart(models.Model):
    """That sealing began again after a restore, who answers for it and why. Only ever added.

    Seals `after_number` + 1 to `lost_number` are gone with the rows they stood over.
    """

    id = models.BigAutoField(primary_key=True)
    after_number = models.PositiveBigIntegerField()
    after_hash = models.BinaryField()
    lost_number = models.PositiveBigIntegerField()
    lost_hash = models.BinaryField()
    found = models.PositiveIntegerField()
    reason = models.CharField(max_length=500)
    signed_by_id = models.UUIDField()
    signed_on = models.DateField()

    def __str__(self) -> str:
        return f"after {self.after_number}, signed on {self.signed_on}"
