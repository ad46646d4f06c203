"""The life of a referral."""

from lightbulb.core.workflow import Workflow
from triage.enums import ReferralState

REFERRAL = Workflow(
    "Referral",
    {
        ReferralState.RECEIVED: {"decide": ReferralState.DECIDED},
        ReferralState.DECIDED: {},
    },
)
