"""Kinds of restriction, and why a record is opened in an emergency."""

from django.db.models import TextChoices


class RestrictionKind(TextChoices):
    ALLOW_ONLY = "allow_only", "Only the people named may see it"
    EXCLUDE = "exclude", "The people named may not see it"


class EmergencyReason(TextChoices):
    RISK_TO_LIFE = "risk_to_life", "Somebody's life or health is at risk"
    SAFEGUARDING = "safeguarding", "A safeguarding enquiry"
    COVERING = "covering", "Covering for somebody who cannot be reached"
    IDENTITY = "identity", "Making sure who somebody is"
    OTHER = "other", "Something else"


class ReviewOutcome(TextChoices):
    IN_ORDER = "in_order", "It was right to open it"
    NOT_IN_ORDER = "not_in_order", "It should not have been opened"
