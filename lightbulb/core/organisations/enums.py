"""Kinds of organisation, and what one may do for another."""

from django.db.models import TextChoices


class OrganisationKind(TextChoices):
    COUNTY = "county", "County council"
    DISTRICT = "district", "District council"
    HUB = "hub", "Central hub"
    NHS = "nhs", "NHS organisation"
    PARTNER = "partner", "Partner"


class Function(TextChoices):
    """What one organisation may do for another under an agreement.

    Safeguarding decisions and charging for care are not here: they may not be handed on
    (Care Act 2014 s.79(2)).
    """

    CASEWORK = "casework", "Casework: visits, plans and orders"
    COVER = "cover", "Cover for leave, sickness and peaks"
    TRIAGE = "triage", "Triage of referrals"
    RECOMMENDATION = "recommendation", "Recommending what is necessary and appropriate"
    TECHNICAL = "technical", "Technical visits, schedules and inspections"
    DECISION = "decision", "Deciding grant applications"
    HOSPITAL = "hospital", "Housing help for people leaving hospital"
    MANAGEMENT = "management", "Managing performance and budgets"
