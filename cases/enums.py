"""The words a case is told in."""

from django.db.models import TextChoices


class Tenure(TextChoices):
    OWNED = "owned", "Owned"
    COUNCIL = "council", "Rented from the council"
    HOUSING_ASSOCIATION = "housing_association", "Rented from a housing association"
    PRIVATE = "private", "Rented privately"
    PARK_HOME = "park_home", "Park home or houseboat"
    FAMILY = "family", "Living with family or friends"
    NOT_KNOWN = "not_known", "Not known yet"


class LetterFormat(TextChoices):
    LARGE_PRINT = "large_print", "Large print"
    STANDARD = "standard", "Standard print"
    AUDIO = "audio", "Audio"
    EASY_READ = "easy_read", "Easy read"


class NameKind(TextChoices):
    BEFORE = "before", "Name before"
    MAIDEN = "maiden", "Maiden name"
    ALSO = "also", "Also known as"
    SPELT = "spelt", "Also spelt"


class Channel(TextChoices):
    """How the words reach the person."""

    POST = "post", "Post"
    TEXT = "text", "Text message"
    PHONE = "phone", "Read out on the phone"


class LetterState(TextChoices):
    WAITING = "waiting", "Being made"
    READY = "ready", "Ready to send"
    SENT = "sent", "Sent"
    TAKEN_BACK = "taken_back", "Taken back"


class MatchState(TextChoices):
    WAITING = "waiting", "To be decided"
    ONE_PERSON = "one_person", "One person"
    TWO_PEOPLE = "two_people", "Two people"


class Urgency(TextChoices):
    URGENT = "urgent", "Urgent"
    NOT_URGENT = "not_urgent", "Not urgent"


class Complexity(TextChoices):
    SIMPLE = "simple", "simple"
    COMPLEX = "complex", "complex"


class CaseKind(TextChoices):
    LOCALITY = "locality", "Locality case"
    HOSPITAL = "hospital", "Hospital case"


class Stage(TextChoices):
    OPENED = "opened", "Not given out yet"
    ALLOCATED = "allocated", "Given out"
    CONTACT_TRIED = "contact_tried", "Contact tried"
    VISIT_BOOKED = "visit_booked", "Visit booked"
    ASSESSED = "assessed", "Housing MOT done"
    PLAN_AGREED = "plan_agreed", "Plan agreed"
    DELIVERING = "delivering", "Being delivered"
    FOLLOW_UP_DUE = "follow_up_due", "Follow-up due"
    CLOSED = "closed", "Closed"


class MilestoneKind(TextChoices):
    """Dated facts of a case, in the order of the process: the one table of them. The names are
    those of the adaptations process; the four marked "ours" are what a Housing MOT and an
    order add to it. `cases.milestone_lists` has the other lists there are, mapped onto this.
    """

    CONTACT_RECEIVED = "contact_received", "First contact"
    TRIAGED = "triaged", "Triaged"
    REFERRED = "referred", "Passed to the locality"
    ALLOCATED = "allocated", "Given to a worker"
    CONTACT_TRIED = "contact_tried", "Contact tried"  # ours
    ASSESSMENT_BOOKED = "assessment_booked", "Visit booked"
    ASSESSMENT_DONE = "assessment_done", "First visit and Housing MOT"
    PLAN_AGREED = "plan_agreed", "Plan agreed"  # ours
    ORDERED = "ordered", "Ordered"  # ours
    DELIVERED = "delivered", "Delivered"  # ours
    RECOMMENDATION_MADE = "recommendation_made", "Recommended"
    HOUSING_RECEIVED = "housing_received", "With the Technical Officer"
    PRELIM_MEANS_TEST = "prelim_means_test", "Provisional means test"
    TECH_VISIT = "tech_visit", "Technical visit"
    SPEC_ISSUED = "spec_issued", "Schedule of works"
    QUOTES_REQUESTED = "quotes_requested", "Quotes asked for"
    QUOTES_RECEIVED = "quotes_received", "Quotes in"
    LANDLORD_CONSENT = "landlord_consent", "The landlord agrees"
    APPLICATION_SIGNED = "application_signed", "Application signed"
    APPLICATION_VALID = "application_valid", "Application valid"
    DECISION_MADE = "decision_made", "Decided"
    DECISION_NOTIFIED = "decision_notified", "Told the decision"
    DEFERRED_PAY_DATE = "deferred_pay_date", "First day of payment"
    CONTRACTOR_INSTRUCTED = "contractor_instructed", "Contractor instructed"
    WORKS_START = "works_start", "Works began"
    PRACTICAL_COMPLETION = "practical_completion", "Works at their end"
    OT_CHECK = "ot_check", "Checked by an Occupational Therapist"
    INSPECTION_PASSED = "inspection_passed", "Inspection passed"
    CERTIFIED = "certified", "Certified"
    INVOICE_RECEIVED = "invoice_received", "Invoice in"
    PAID_FINAL = "paid_final", "Paid in full"
    OUTCOME_3M = "outcome_3m", "Follow-up"
    CLOSED = "closed", "Closed"


class Outcome(TextChoices):
    """Why a case was closed."""

    COMPLETED = "completed", "Everything agreed was done"
    ADVICE = "advice", "Advice only"
    DECLINED = "declined", "The person declined"
    MOVED = "moved", "Moved away"
    NO_CONTACT = "no_contact", "Could not be reached"
    DIED = "died", "Died"
    OTHER = "other", "Another reason"


class WaitingOn(TextChoices):
    """Whose turn it is."""

    LOCALITY = "locality", "The locality team"
    WORKER = "worker", "The worker"
    SUPPLIER = "supplier", "The supplier"
    NOBODY = "nobody", "Nobody"
    # While a case is on hold: the causes of a hold, as they are below.
    CUSTOMER = "customer", "The person"
    LANDLORD = "landlord", "The landlord"
    CONTRACTOR = "contractor", "The contractor"
    PLANNING = "planning", "Planning"
    COUNTY_OT = "county_ot", "The county’s Occupational Therapist"
    FUNDING = "funding", "Funding"
    HOSPITAL = "hospital", "The hospital"
    US = "us", "Us"


class HoldCause(TextChoices):
    """On whom a case on hold waits."""

    CUSTOMER = WaitingOn.CUSTOMER.value, WaitingOn.CUSTOMER.label
    LANDLORD = WaitingOn.LANDLORD.value, WaitingOn.LANDLORD.label
    CONTRACTOR = WaitingOn.CONTRACTOR.value, WaitingOn.CONTRACTOR.label
    PLANNING = WaitingOn.PLANNING.value, WaitingOn.PLANNING.label
    COUNTY_OT = WaitingOn.COUNTY_OT.value, WaitingOn.COUNTY_OT.label
    FUNDING = WaitingOn.FUNDING.value, WaitingOn.FUNDING.label
    HOSPITAL = WaitingOn.HOSPITAL.value, WaitingOn.HOSPITAL.label
    US = WaitingOn.US.value, WaitingOn.US.label


class NoteKind(TextChoices):
    """How somebody had word, or that it is a remark of one's own."""

    PHONE = "phone", "Phone call"
    MET = "met", "Met in person"
    EMAIL = "email", "E-mail"
    TEXT = "text", "Text message"
    NOTE = "note", "Note"


class SpokeTo(TextChoices):
    """With whom. The first two count as having heard from the service."""

    PERSON = "person", "The person"
    FAMILY = "family", "Somebody for them"
    OTHER = "other", "Somebody else"
    NOBODY = "nobody", "Nobody answered"


class NoteLevel(TextChoices):
    """Who may read what a note says; that there is one is never hidden from who sees the case."""

    STANDARD = "standard", "Everybody who works on the case"
    THIRD_PARTY = "third_party", "The same, and it is about somebody else: never in the copy"
    SAFEGUARDING = "safeguarding", "The county’s safeguarding desks, and I"


class Authority(TextChoices):
    """What somebody who speaks for a person may do; what it decides is a rule's to say."""

    INFORMAL = "informal", "Speaks for them, without authority"
    APPOINTEE = "appointee", "Appointee for benefits"
    ATTORNEY_MONEY = "attorney_money", "Attorney for property and affairs"
    ATTORNEY_WELFARE = "attorney_welfare", "Attorney for health and welfare"
    DEPUTY_MONEY = "deputy_money", "Deputy for property and affairs"
    DEPUTY_WELFARE = "deputy_welfare", "Deputy for health and welfare"
    PARENT = "parent", "Parental responsibility"


class DecisionKind(TextChoices):
    """What a decision is about, as far as it changes who may decide."""

    WELFARE = "welfare", "Health, care, and works to the home"
    MONEY = "money", "Money and certificates"


class DecidedBy(TextChoices):
    """Who is said to decide. The last is asked so that it can be answered: it is never kept."""

    PERSON = "person", "The person"
    REPRESENTATIVE = "representative", "An attorney, a deputy, or for a child a parent"
    BEST_INTERESTS = "best_interests", "We, in their best interests, with those we consulted"
    COURT = "court", "The court"
    RELATIVE = "relative", "A relative or friend agrees"


class AdvocateFor(TextChoices):
    """In what somebody is to be involved: Care Act 2014 s.67 and s.68."""

    ASSESSMENT = "assessment", "Assessment and plan"
    SAFEGUARDING = "safeguarding", "Safeguarding enquiry"


class AdvocateState(TextChoices):
    NOT_NEEDED = "not_needed", "Not needed"
    NEEDED = "needed", "Needed, to be asked for"
    ASKED = "asked", "Needed and asked for"
    FOUND = "found", "Found"
    REFUSED = "refused", "The person does not want one"
    NOT_FOUND = "not_found", "Needed, and none was found"


class ComplaintAbout(TextChoices):
    """What a complaint is about: it decides whose procedure answers."""

    GRANT = "grant", "A decision on a grant"
    HOME_SUPPORT_GRANT = "home_support", "The Home Support Grant"
    SOCIAL_CARE = "social_care", "An Occupational Therapist, or another act of social care"
    LANDLORD = "landlord", "The landlord"
    SERVICE = "service", "Lightbulb itself"


class GoesTo(TextChoices):
    """Whose procedure answers a complaint."""

    COUNCIL = "council", "The deciding council"
    HOST = "host", "The host of the hub"
    COUNTY = "county", "The county"
    LANDLORD = "landlord", "The landlord"


class Ombudsman(TextChoices):
    LOCAL_GOVERNMENT = "local_government", "Local Government and Social Care Ombudsman"
    HOUSING = "housing", "Housing Ombudsman"


class ComplaintState(TextChoices):
    RECEIVED = "received", "Received"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    ANSWERED = "answered", "Answered"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ComplaintOutcome(TextChoices):
    UPHELD = "upheld", "Upheld"
    PARTLY = "partly", "Upheld in part"
    NOT_UPHELD = "not_upheld", "Not upheld"


class OtRisk(TextChoices):
    """The risk somebody lives with while they wait for an Occupational Therapist."""

    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class AlertRule(TextChoices):
    """Why a case calls for attention, without the figure, which is a `Target` in force from a
    day. `cases.alerts` says when each is met, and puts the figure into words."""

    TARGET_75 = "target_75", "Much of the target is used"
    TARGET_100 = "target_100", "Past its target"
    NO_ACTION = "no_action", "Nothing was done for too long"
    SILENCE = "silence", "The person has heard nothing for too long"
    AGE_3 = "age_3", "Old enough for a first review"
    AGE_6 = "age_6", "Old enough for a second review"
    AGE_12 = "age_12", "Old enough for a third review"
    HOLD_PASSED = "hold_passed", "The day to ask again has passed"
    OWNER_AWAY = "owner_away", "The lead worker is away and nobody covers"


class AssignmentBasis(TextChoices):
    LEAD = "lead", "Lead worker"
    JOINT = "joint", "Joint visit"
    COVER = "cover", "Cover"


class VisitKind(TextChoices):
    FIRST = "first", "First visit: Housing MOT"
    RETURN = "return", "Return visit"
    ASSESSMENT = "assessment", "Occupational Therapy assessment"


class VisitStandsAs(TextChoices):
    """What a Housing MOT is under the Care Act 2014. `cases.rules.care_act` says what follows."""

    ADVICE = "advice", "Information, advice and prevention (Care Act 2014 s.2 and s.4)"
    ASSESSMENT = "assessment", "An assessment of needs (Care Act 2014 s.9)"


class VisitState(TextChoices):
    BOOKED = "booked", "Booked"
    DONE = "done", "Done"
    CANCELLED = "cancelled", "Cancelled"


class PhotoRemoval(TextChoices):
    """Why a photo of a visit is kept no longer."""

    FACE = "face", "Somebody can be recognised"
    PAPERS = "papers", "Letters or papers can be read"
    ASKED = "asked", "They asked for it to be removed"
    WRONG = "wrong", "It is of another home"
    NO_USE = "no_use", "It shows nothing of use"


class SolutionState(TextChoices):
    OFFERED = "offered", "Not decided yet"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined, still eligible"
    SELF_FUNDING = "self_funding", "Self-funding"
    NOT_ELIGIBLE = "not_eligible", "Not eligible"
    ORDERED = "ordered", "Ordered"
    DELIVERED = "delivered", "Delivered"
    CHECKED = "checked", "Fitted and checked"
    UNSUITABLE = "unsuitable", "Does not suit"
    GIVEN_BACK = "given_back", "Given back"


class SolutionKind(TextChoices):
    EQUIPMENT = "equipment", "Equipment"
    MINOR_ADAPTATION = "minor_adaptation", "Minor adaptation"
    MAJOR_ADAPTATION = "major_adaptation", "Major adaptation"
    HANDYPERSON = "handyperson", "Handyperson"
    ASSISTIVE_TECHNOLOGY = "assistive_technology", "Assistive technology"
    REFERRAL_OUT = "referral_out", "Referred out"
    ADVICE = "advice", "Advice"
    HOME_WORKS = "home_works", "Works to the home"
    GRANT = "grant", "Grant"


# What is done or passed on, and never ordered from a supplier.
WITHOUT_ORDER = (SolutionKind.ADVICE, SolutionKind.REFERRAL_OUT, SolutionKind.GRANT)


class Theme(TextChoices):
    """The six themes people score before and after (business case 2016, customer impact)."""

    HEALTH = "health", "Physical and mental health"
    HOME = "home", "How you feel about your home"
    HOME_SAFETY = "home_safety", "Home safety"
    PERSONAL_SAFETY = "personal_safety", "Personal safety in the home"
    GETTING_AROUND = "getting_around", "Getting around the home and garden"
    MANAGING = "managing", "Managing in the home"


class CompetenceArea(TextChoices):
    """What somebody may recommend on their own. `cases.rules.competence` says which it takes."""

    EQUIPMENT = "equipment", "Equipment"
    MINOR_ADAPTATIONS = "minor", "Minor adaptations"
    SIMPLE_MAJOR = "simple_major", "Simple major adaptations"
    COMPLEX_MAJOR = "complex_major", "Complex major adaptations"


class ConcernRoute(TextChoices):
    """Whose duty a concern is: adults and children have a desk each at the county."""

    ADULT = "adult", "Adult duty"
    CHILD = "child", "Children’s duty"


class WhyUnusual(TextChoices):
    OWN_NAME = "own_name", "Somebody with the same surname"
    OWN_ADDRESS = "own_address", "Somebody at their own address"
    MANY_OPENED = "many_opened", "Many people opened within an hour"
    MANY_NAMED = "many_named", "Many people listed within an hour"
    AT_NIGHT = "at_night", "At night"


class LookOutcome(TextChoices):
    GOOD_REASON = "good_reason", "There was a good reason"
    SPOKEN_TO = "spoken_to", "Spoken to, and settled"
    PASSED_ON = "passed_on", "Passed on to information governance"
