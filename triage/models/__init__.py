"""Referrals, what was decided about them, and what was said to whom."""

from triage.models.advice import AdviceEntry, Enquiry
from triage.models.decision import TriageDecision
from triage.models.draft import CallDraft
from triage.models.referral import UNDECIDED, Referral, ReferralQuerySet
from triage.models.sharing import Sharing, SharingFlow

__all__ = [
    "UNDECIDED",
    "AdviceEntry",
    "CallDraft",
    "Enquiry",
    "Referral",
    "ReferralQuerySet",
    "Sharing",
    "SharingFlow",
    "TriageDecision",
]
