"""People and homes, their cases, visits, plans, and how it turned out."""

from cases.models.advocate import Advocate
from cases.models.capacity import CapacityDecision
from cases.models.carers import Carer
from cases.models.case import Assignment, Case, Milestone, Target
from cases.models.competence import Competence, SignOff
from cases.models.complaint import Complaint
from cases.models.concern import SafeguardingConcern
from cases.models.equality import EqualityAnswers
from cases.models.flags import VisitFlag
from cases.models.handover import Handover, HandoverLine
from cases.models.hold import Classification, Hold
from cases.models.letters import Letter, LetterContent
from cases.models.looks import LookLimit, UnusualLook
from cases.models.merging import PersonMerge, PossibleMatch
from cases.models.moving import CaseTransfer, VisitMove
from cases.models.names import NameWord, OtherName
from cases.models.note import Note, Task
from cases.models.people import Home, HouseholdMember, Person
from cases.models.photos import VisitPhoto, VisitPhotoContent
from cases.models.plan import FollowUp, Order, OutcomeScore, Solution
from cases.models.representing import Representative
from cases.models.standing import VisitStanding
from cases.models.views import CaseloadView
from cases.models.visit import Addendum, Score, Visit, VisitAnswers
from cases.models.watching import Alert, CaseReview, OtWait

__all__ = [
    "Addendum",
    "Advocate",
    "Alert",
    "Assignment",
    "CapacityDecision",
    "Carer",
    "Case",
    "CaseReview",
    "CaseTransfer",
    "CaseloadView",
    "Classification",
    "Competence",
    "Complaint",
    "EqualityAnswers",
    "FollowUp",
    "Handover",
    "HandoverLine",
    "Hold",
    "Home",
    "HouseholdMember",
    "Letter",
    "LetterContent",
    "LookLimit",
    "Milestone",
    "NameWord",
    "Note",
    "Order",
    "OtWait",
    "OtherName",
    "OutcomeScore",
    "Person",
    "PersonMerge",
    "PossibleMatch",
    "Representative",
    "SafeguardingConcern",
    "Score",
    "SignOff",
    "Solution",
    "Target",
    "Task",
    "UnusualLook",
    "Visit",
    "VisitAnswers",
    "VisitFlag",
    "VisitMove",
    "VisitPhoto",
    "VisitPhotoContent",
    "VisitStanding",
]
