"""The words a referral is taken in."""

from django.db.models import TextChoices


class Door(TextChoices):
    """Where the referral came in."""

    CSC = "csc", "Customer Service Centre"
    FCP = "fcp", "First Contact Plus"
    HSC = "hsc", "Taken on the spot by a co-ordinator"
    PARTNER = "partner", "Partner's system"
    ONLINE = "online", "Asked for online"
    PAPER = "paper", "On a paper form"
    LINK = "link", "Partner's own form"
    LIST = "list", "Invited from a practice's list"
    MAILBOX = "mailbox", "Mail to the shared mailbox"


class Source(TextChoices):
    SELF = "self", "The person"
    FAMILY = "family", "Family, friend or carer"
    GP = "gp", "GP or surgery"
    HOSPITAL = "hospital", "Hospital"
    COMMUNITY_HEALTH = "community_health", "Community health"
    SOCIAL_CARE = "social_care", "Adult social care"
    LANDLORD = "landlord", "Landlord"
    AMBULANCE = "ambulance", "Ambulance crew"
    PRESCRIBER = "prescriber", "Social prescriber"
    HOME_CARE = "home_care", "Home care provider"
    ENVIRONMENTAL_HEALTH = "environmental_health", "Environmental health"
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
    CARE = "care", "Care from day to day"
    VERY_FULL = "very_full", "Rooms too full to use"
    SMALL_JOBS = "small_jobs", "Small jobs"
    MOVING = "moving", "Moving home"


class UrgencyFact(TextChoices):
    FALLEN = "fallen", "Has fallen in the last year"
    LONG_LIE = "long_lie", "Lay on the floor over an hour"
    ALONE = "alone", "Lives alone and at risk"
    HOSPITAL = "hospital", "In hospital or just home"
    NO_HEATING = "no_heating", "No heating or no hot water"
    ILLNESS = "illness", "Life-limiting or fast-changing illness"
    CARER = "carer", "Carer cannot go on"
    NO_SAFE_WASH = "no_safe_wash", "No safe way to wash or use the toilet"
    DANGER = "danger", "Something in the home is dangerous now"
    LOSING_HOME = "losing_home", "May lose the home within eight weeks"
    QUICK_LOOK = "quick_look", "A professional asks for a quick look"


class Staying(TextChoices):
    """Where somebody is now, which need not be where they live."""

    HOME = "home", "At home"
    WARD = "ward", "On a hospital ward"
    TEMPORARY = "temporary", "Somewhere else for now"
    NO_ADDRESS = "no_address", "No address"
    NOT_DISCLOSED = "not_disclosed", "An address that is not told"


class Wish(TextChoices):
    """What somebody hopes for, as far as they said."""

    NOT_SAID = "not_said", "Not said"
    VISIT = "visit", "A visit"
    INFORMATION = "information", "Information"
    OWN = "own", "To see to it themselves"


class ReferralState(TextChoices):
    RECEIVED = "received", "Waiting for triage"
    ASKED = "asked", "Details asked for"
    DECIDED = "decided", "Decided"


class TriageOutcome(TextChoices):
    """What happens with a referral. The last one keeps it waiting, for whoever was asked."""

    LOCALITY_CASE = "locality_case", "Locality case"
    HOSPITAL_HOUSING = "hospital_housing", "Hospital housing"
    OTHER_DISTRICT = "other_district", "Other district team"
    ADULT_SOCIAL_CARE = "adult_social_care", "Adult social care"
    CHILDRENS_SERVICES = "childrens_services", "Children and family services"
    SIGNPOSTED = "signposted", "Signpost or refer"
    SELF_HELP = "self_help", "Self-help pack"
    ADVICE = "advice", "Advice given and closed"
    DUPLICATE = "duplicate", "Duplicate of another"
    OUT_OF_AREA = "out_of_area", "Out of area"
    DETAILS_MISSING = "details_missing", "Details missing"


class SharingAnswer(TextChoices):
    """What somebody said about passing on what they told. None of them holds help back."""

    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Refused"
    TOLD = "told", "Told"
    NOT_ASKED = "not_asked", "Not asked"


class SaidHow(TextChoices):
    PHONE = "phone", "Spoken, on the phone"
    IN_PERSON = "in_person", "Spoken, face to face"
    WRITTEN = "written", "In writing"


class ServiceStatus(TextChoices):
    """Whether a service of the directory is offered, as Open Referral UK names it."""

    ACTIVE = "active", "Yes"
    INACTIVE = "inactive", "No, kept for older advice"


class Priority(TextChoices):
    TODAY = "today", "Today"
    THIS_WEEK = "this_week", "This week"
    SOON = "soon", "Soon"
    ROUTINE = "routine", "Routine"


class PatientsTold(TextChoices):
    """Whether people knew that their practice passed their name on."""

    TOLD = "told", "Yes, by the practice"
    NOT_TOLD = "not_told", "No"
    NOT_KNOWN = "not_known", "Not known"


class InvitationState(TextChoices):
    INVITED = "invited", "No answer yet"
    YES = "yes", "Wants a visit"
    NO = "no", "Does not want one"
    MOVED = "moved", "Has moved away"
    DIED = "died", "Has died"


class MailState(TextChoices):
    WAITING = "waiting", "Waiting"
    ANSWERED = "answered", "Answered"
    REFERRED = "referred", "Under its referral"
