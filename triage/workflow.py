"""The life of a referral."""

from lightbulb.core.workflow import Workflow
from triage.enums import InvitationState, MailState, ReferralState

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

INVITATION = Workflow(
    "Invitation",
    {
        InvitationState.INVITED: {
            "accept": InvitationState.YES,
            "decline": InvitationState.NO,
            "move": InvitationState.MOVED,
            "die": InvitationState.DIED,
        },
        InvitationState.YES: {},
        InvitationState.NO: {},
        InvitationState.MOVED: {},
        InvitationState.DIED: {},
    },
)

MAIL = Workflow(
    "Mail",
    {
        MailState.WAITING: {"answer": MailState.ANSWERED, "refer": MailState.REFERRED},
        MailState.ANSWERED: {},
        MailState.REFERRED: {},
    },
)
