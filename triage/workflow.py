"""The life of a referral."""

from lightbulb.core.workflow import Workflow
from triage.enums import ReferralState

REFERRAL = Workflow(
    "Referral",
    {
        ReferralState.RECEIVED: {"decide": ReferralState.DECIDED, "ask": ReferralState.ASKED},
        ReferralState.ASKED: {
            "decide": ReferralState.DECIDED,
            "ask": ReferralState.ASKED,
            "receive": ReferralState.RECEIVED,
        },
        ReferralState.DECIDED: {"undo": ReferralState.RECEIVED},
    },
)
