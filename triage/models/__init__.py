"""Referrals, and what was decided about them."""

from triage.models.decision import TriageDecision
from triage.models.referral import Referral, ReferralQuerySet

__all__ = ["Referral", "ReferralQuerySet", "TriageDecision"]
