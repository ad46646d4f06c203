"""What the equality questions may be answered with, kept apart from everything else."""

from django.db.models import TextChoices


class Sex(TextChoices):
    NOT_ASKED = "not_asked", "Not asked"
    KEPT_BACK = "kept_back", "Prefer not to say"
    FEMALE = "female", "Female"
    MALE = "male", "Male"


class Ethnicity(TextChoices):
    """The five groups of the 2021 census of England and Wales."""

    NOT_ASKED = "not_asked", "Not asked"
    KEPT_BACK = "kept_back", "Prefer not to say"
    ASIAN = "asian", "Asian, Asian British or Asian Welsh"
    BLACK = "black", "Black, Black British, Black Welsh, Caribbean or African"
    MIXED = "mixed", "Mixed or multiple ethnic groups"
    WHITE = "white", "White"
    OTHER = "other", "Other ethnic group"


class Religion(TextChoices):
    """The answers of the 2021 census of England and Wales."""

    NOT_ASKED = "not_asked", "Not asked"
    KEPT_BACK = "kept_back", "Prefer not to say"
    NONE = "none", "No religion"
    CHRISTIAN = "christian", "Christian"
    BUDDHIST = "buddhist", "Buddhist"
    HINDU = "hindu", "Hindu"
    JEWISH = "jewish", "Jewish"
    MUSLIM = "muslim", "Muslim"
    SIKH = "sikh", "Sikh"
    OTHER = "other", "Any other religion"


class Disability(TextChoices):
    """Whether day-to-day activities are limited by a long-lasting condition."""

    NOT_ASKED = "not_asked", "Not asked"
    KEPT_BACK = "kept_back", "Prefer not to say"
    A_LOT = "a_lot", "Limited a lot"
    A_LITTLE = "a_little", "Limited a little"
    NO = "no", "Not limited"
