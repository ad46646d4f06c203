"""Why somebody has a role, and why somebody is away."""

from django.db.models import TextChoices


class Basis(TextChoices):
    POST = "post", "Post"
    COVER = "cover", "Cover"
    MATRIX = "matrix", "Matrix management"
    PROJECT = "project", "Project"


class AbsenceKind(TextChoices):
    LEAVE = "leave", "Leave"
    SICKNESS = "sickness", "Sickness"
    TRAINING = "training", "Training"
    OTHER = "other", "Other"
