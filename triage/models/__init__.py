"""Referrals, what was decided about them, and what was said to whom."""

from triage.models.advice import AdviceEntry, Enquiry
from triage.models.decision import TriageDecision
from triage.models.directory import (
    DirectoryOrganisation,
    DirectoryService,
    ServiceLocation,
    ServiceSchedule,
)
from triage.models.draft import CallDraft
from triage.models.lists import Invitation, PracticeList
from triage.models.mail import Mail
from triage.models.move import ReferralMove
from triage.models.partners import PartnerLink
from triage.models.referral import UNDECIDED, Referral, ReferralQuerySet
from triage.models.sharing import CaseSharing, Sharing, SharingFlow
from triage.models.status import StatusPin
from triage.models.views import QueueView

__all__ = [
    "UNDECIDED",
    "AdviceEntry",
    "CallDraft",
    "CaseSharing",
    "DirectoryOrganisation",
    "DirectoryService",
    "Enquiry",
    "Invitation",
    "Mail",
    "PartnerLink",
    "PracticeList",
    "QueueView",
    "Referral",
    "ReferralMove",
    "ReferralQuerySet",
    "ServiceLocation",
    "ServiceSchedule",
    "Sharing",
    "SharingFlow",
    "StatusPin",
    "TriageDecision",
]
