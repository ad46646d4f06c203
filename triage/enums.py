"""The words a referral is taken in."""

from django.db.models import TextChoices


class Door(TextChoices):
    """Where the referral came in."""

    CSC = "csc", "Customer Service Centre"
    FCP = "fcp", "First Contact Plus"
    HSC = "hsc", "Taken on the spot by a co-ordinator"
    PARTNER = "partner", "Partner's system"


class Source(TextChoices):
    SELF = "self", "The person"
    FAMILY = "family", "Family, friend or carer"
    GP = "gp", "GP or surgery"
    HOSPITAL = "hospital", "Hospital"
    COMMUNITY_HEALTH = "community_health", "Community health"
    SOCIAL_CARE = "social_care", "Adult social care"
    LANDLORD = "landlord", "Landlord"
    OTHER = "other", "Other professional"


class Need(TextChoices):
    BATHING = "bathing", "Bath or shower"
    STAIRS = "stairs", "Stairs"
    ACCESS = "access", "Getting in or out"
    TOILET = "toilet", "Toilet"
    BED_CHAIR = "bed_chair", "Bed or chair"
    KITCHEN = "kitchen", "Kitchen and meals"
    WARMTH = "warmth", "Keeping warm"
    REPAIRS = "repairs", "Repairs or damp"
    SAFETY = "safety", "Feeling safe"
    MEMORY = "memory", "Memory or confusion"
    LONELINESS = "loneliness", "Getting out, loneliness"
    MONEY = "money", "Money or benefits"


class UrgencyFact(TextChoices):
    FALLEN = "fallen", "Has fallen in the last year"
    ALONE = "alone", "Lives alone and at risk"
    HOSPITAL = "hospital", "In hospital or just home"
    NO_HEATING = "no_heating", "No heating or no hot water"
    ILLNESS = "illness", "Life-limiting or fast-changing illness"
    CARER = "carer", "Carer cannot go on"


class ReferralState(TextChoices):
    RECEIVED = "received", "Waiting for triage"
    DECIDED = "decided", "Decided"


class TriageOutcome(TextChoices):
    LOCALITY_CASE = "locality_case", "Locality case"
    ADVICE = "advice", "Advice given and closed"
    OUT_OF_AREA = "out_of_area", "Out of area"


class Priority(TextChoices):
    TODAY = "today", "Today"
    THIS_WEEK = "this_week", "This week"
    SOON = "soon", "Soon"
    ROUTINE = "routine", "Routine"
