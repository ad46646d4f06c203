"""The roles of the partnership, as an auditor reads them.

A role is what a membership gives a person at an organisation, for named localities and
dates. It says here in plain words who that is, where their day begins, what they may do
and how far that reaches. What is not listed is not allowed.
"""

from dataclasses import dataclass
from enum import Enum

from django.db.models import TextChoices

from lightbulb.core.access.permissions import Permission as May


class RoleCode(TextChoices):
    TRIAGE_OFFICER = "triage_officer", "Triage officer"
    HSC = "hsc", "Housing Support Co-ordinator"
    TECHNICAL_HSC = "technical_hsc", "Technical Housing Support Co-ordinator"
    SENIOR_HSC = "senior_hsc", "Senior Housing Support Co-ordinator"
    OT = "ot", "Occupational Therapist"
    CHILDRENS_OT = "childrens_ot", "Children's Occupational Therapist"
    TECHNICAL_OFFICER = "technical_officer", "Technical Officer"
    ADMINISTRATOR = "administrator", "Administrator"
    HUB_MANAGER = "hub_manager", "Hub manager"
    SERVICE_MANAGER = "service_manager", "Service Manager"
    RECORD_STEWARD = "record_steward", "Record steward"
    DISTRICT_APPROVER = "district_approver", "District approver"
    DISTRICT_FINANCE = "district_finance", "District finance officer"
    DELIVERY_GROUP = "delivery_group", "Delivery Group representative"
    OPERATIONAL_GROUP = "operational_group", "Operational Group representative"
    HOSPITAL_ENABLER = "hospital_enabler", "Hospital Housing Enabler"
    SUPPORT_WORKER = "support_worker", "Hospital housing support worker"
    HANDYPERSON = "handyperson", "Handyperson"
    WARM_HOMES_OFFICER = "warm_homes_officer", "Warm homes officer"
    AT_OFFICER = "at_officer", "Assistive technology officer"
    ADULT_SAFEGUARDING = "adult_safeguarding", "Adult safeguarding desk"
    CHILD_SAFEGUARDING = "child_safeguarding", "Child safeguarding desk"
    AUDITOR = "auditor", "Auditor"
    INFORMATION_GOVERNANCE = "information_governance", "Information governance officer"


class Reach(Enum):
    """How far a role's permissions go. One's own cases are always within them."""

    OWN = "their own cases"
    HOSPITAL = "hospital cases"
    LOCALITIES = "the localities of the membership; none named, none"
    COUNTY = "the whole county"


@dataclass(frozen=True)
class Role:
    """One role: who it is, what it may do where, and the heading of its home page."""

    code: RoleCode
    description: str
    permissions: frozenset[May]
    reach: Reach = Reach.LOCALITIES
    home_title: str = "My day"

    @property
    def name(self) -> str:
        return str(self.code.label)


# What several roles share. A set is a list of words for the reader, not a rank.
CASEWORK = frozenset(
    {
        May.LOG_REFERRALS,
        May.ASK_EQUALITY,
        May.READ_REFERRALS,
        May.FIND_PEOPLE,
        May.READ_CASES,
        May.WORK_CASES,
        May.SEND_LETTERS,
        May.TAKE_CASES,
        May.GIVE_OUT_CASES,
        May.SEE_LOAD,
        May.SEE_FIGURES,
        May.RESTRICT,
        May.OPEN_IN_EMERGENCY,
    }
)
ASSESSING = frozenset(
    {
        May.READ_REFERRALS,
        May.FIND_PEOPLE,
        May.READ_CASES,
        May.WORK_CASES,
        May.SEND_LETTERS,
        May.SEE_FIGURES,
        May.RESTRICT,
        May.OPEN_IN_EMERGENCY,
    }
)
THERAPY = frozenset({May.ASSESS, May.SIGN_OFF, May.SUPERVISE})
MANAGING = frozenset(
    {
        May.SUPERVISE,
        May.LOG_REFERRALS,
        May.ASK_EQUALITY,
        May.READ_REFERRALS,
        May.DECIDE_REFERRALS,
        May.KEEP_DIRECTORY,
        May.FIND_PEOPLE,
        May.FIND_EVERYBODY,
        May.READ_CASES,
        May.WORK_CASES,
        May.SEND_LETTERS,
        May.GIVE_OUT_CASES,
        May.REVIEW_CASES,
        May.SEE_LOAD,
        May.SEE_FIGURES,
        May.READ_PACKS,
        May.ASK_FOR_PACKS,
        May.RESTRICT,
        May.OPEN_IN_EMERGENCY,
    }
)
RUNNING = frozenset(
    {
        May.KEEP_ACCOUNTS,
        May.KEEP_SHARING,
        May.KEEP_SERVICE,
        May.MOVE_RECORDS,
        May.SET_TARGETS,
    }
)
JOBS = frozenset({May.SEE_FIGURES})
FIGURES = frozenset({May.SEE_FIGURES, May.READ_PACKS})
SAFEGUARDING = frozenset(
    {
        May.READ_REFERRALS,
        May.FIND_PEOPLE,
        May.FIND_EVERYBODY,
        May.READ_CASES,
        May.SEE_FIGURES,
        May.RESTRICT,
        May.MANAGE_RESTRICTED,
        May.REVIEW_EMERGENCIES,
    }
)
WATCHING = frozenset(
    {
        May.READ_REFERRALS,
        May.FIND_PEOPLE,
        May.READ_CASES,
        May.SEE_FIGURES,
        May.READ_PACKS,
        May.SEE_RECORD,
        May.SIGN_FOR_RECORD,
        May.KEEP_SERVICE,
    }
)

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role(
            RoleCode.TRIAGE_OFFICER,
            "Takes referrals at the Customer Service Centre or First Contact Plus, gives "
            "advice, and passes people to the right team.",
            permissions=frozenset(
                {
                    May.LOG_REFERRALS,
                    May.ASK_EQUALITY,
                    May.READ_REFERRALS,
                    May.DECIDE_REFERRALS,
                    May.KEEP_DIRECTORY,
                    May.SEND_LETTERS,
                    May.FIND_PEOPLE,
                    May.FIND_EVERYBODY,
                    May.ANSWER_CALLS,
                    May.SEE_FIGURES,
                    May.RESTRICT,
                    May.OPEN_IN_EMERGENCY,
                }
            ),
            reach=Reach.COUNTY,
            home_title="Triage",
        ),
        Role(
            RoleCode.HSC,
            "Visits people at home with the Housing MOT, agrees a plan with them, and stays "
            "their one contact until it is done.",
            permissions=CASEWORK,
        ),
        Role(
            RoleCode.TECHNICAL_HSC,
            "A Housing Support Co-ordinator who may also take simple major adaptations to "
            "approval.",
            permissions=CASEWORK,
        ),
        Role(
            RoleCode.SENIOR_HSC,
            "Leads the Housing Support Co-ordinators from the hub, and moves work where "
            "there is room.",
            permissions=CASEWORK | MANAGING,
            reach=Reach.COUNTY,
            home_title="All localities",
        ),
        Role(
            RoleCode.OT,
            "Assesses complex needs for the county, sitting with a locality team, and "
            "supervises trusted assessors.",
            permissions=ASSESSING | THERAPY,
        ),
        Role(
            RoleCode.CHILDRENS_OT,
            "Assesses children's needs for the county, with the locality team.",
            permissions=ASSESSING | THERAPY,
        ),
        Role(
            RoleCode.TECHNICAL_OFFICER,
            "Surveys homes, draws up schedules of works, inspects them and signs off payments.",
            permissions=ASSESSING - {May.RESTRICT},
        ),
        Role(
            RoleCode.ADMINISTRATOR,
            "Keeps orders, quotes, letters, payments and the monthly figures moving.",
            permissions=(CASEWORK | FIGURES | {May.ASK_FOR_PACKS, May.KEEP_DIRECTORY})
            - {May.TAKE_CASES, May.RESTRICT, May.OPEN_IN_EMERGENCY},
        ),
        Role(
            RoleCode.HUB_MANAGER,
            "Runs the hub from day to day and balances capacity across the localities.",
            permissions=MANAGING | RUNNING,
            reach=Reach.COUNTY,
            home_title="All localities",
        ),
        Role(
            RoleCode.SERVICE_MANAGER,
            "Answers for the whole service: its results, its money and its rules.",
            permissions=MANAGING | RUNNING | {May.SIGN_FOR_RECORD},
            reach=Reach.COUNTY,
            home_title="All localities",
        ),
        Role(
            RoleCode.RECORD_STEWARD,
            "Decides whether two records are the same person, and mends what was filed wrongly.",
            permissions=frozenset(
                {
                    May.READ_REFERRALS,
                    May.FIND_PEOPLE,
                    May.FIND_EVERYBODY,
                    May.READ_CASES,
                    May.SEE_FIGURES,
                    May.MERGE_PEOPLE,
                    May.MOVE_RECORDS,
                }
            ),
            reach=Reach.COUNTY,
            home_title="Records to match",
        ),
        Role(
            RoleCode.DISTRICT_APPROVER,
            "Decides grants for a district council.",
            permissions=FIGURES | {May.FIND_PEOPLE, May.READ_CASES},
            home_title="Decisions",
        ),
        Role(
            RoleCode.DISTRICT_FINANCE,
            "Follows a district council's grant money: committed, paid and left.",
            permissions=FIGURES,
            home_title="Money",
        ),
        Role(
            RoleCode.DELIVERY_GROUP,
            "Represents a partner in the Delivery Group and is consulted on help beyond "
            "the usual limits.",
            permissions=FIGURES,
            home_title="Decisions",
        ),
        Role(
            RoleCode.OPERATIONAL_GROUP,
            "Represents a partner in the Operational Group and agrees larger Home Support Grants.",
            permissions=FIGURES,
            home_title="Decisions",
        ),
        Role(
            RoleCode.HOSPITAL_ENABLER,
            "Clears what keeps a patient from going home: keys, repairs, furniture, a tenancy.",
            permissions=CASEWORK - {May.READ_REFERRALS, May.GIVE_OUT_CASES, May.SEE_LOAD},
            reach=Reach.HOSPITAL,
        ),
        Role(
            RoleCode.SUPPORT_WORKER,
            "Supports people in the weeks after they leave hospital.",
            permissions=frozenset(
                {May.FIND_PEOPLE, May.READ_CASES, May.WORK_CASES, May.TAKE_CASES, May.SEE_FIGURES}
            ),
            reach=Reach.OWN,
        ),
        Role(
            RoleCode.HANDYPERSON,
            "Fits rails, steps, locks and other small works. Sees the job, the address and "
            "the risks.",
            permissions=JOBS,
            reach=Reach.OWN,
            home_title="My jobs",
        ),
        Role(
            RoleCode.WARM_HOMES_OFFICER,
            "Helps people to a warm home. Sees the job, the address and the risks.",
            permissions=JOBS,
            reach=Reach.OWN,
            home_title="My jobs",
        ),
        Role(
            RoleCode.AT_OFFICER,
            "Sets up assistive technology. Sees the job, the address and the risks.",
            permissions=JOBS,
            reach=Reach.OWN,
            home_title="My jobs",
        ),
        Role(
            RoleCode.ADULT_SAFEGUARDING,
            "Receives concerns about adults, and keeps the records of people who must not "
            "be found.",
            permissions=SAFEGUARDING | {May.ANSWER_ADULT_CONCERNS},
            reach=Reach.COUNTY,
            home_title="Concerns",
        ),
        Role(
            RoleCode.CHILD_SAFEGUARDING,
            "Receives concerns about children, and keeps the records of those who must not "
            "be found.",
            permissions=SAFEGUARDING | {May.ANSWER_CHILD_CONCERNS},
            reach=Reach.COUNTY,
            home_title="Concerns",
        ),
        Role(
            RoleCode.AUDITOR,
            "Checks who saw and changed what. Changes nothing.",
            permissions=WATCHING,
            reach=Reach.COUNTY,
            home_title="The record",
        ),
        Role(
            RoleCode.INFORMATION_GOVERNANCE,
            "Answers requests for a person's record and watches over how long records are kept.",
            permissions=WATCHING | {May.FIND_EVERYBODY, May.REVIEW_EMERGENCIES, May.KEEP_SHARING},
            reach=Reach.COUNTY,
            home_title="The record",
        ),
    )
}


def with_permission(permission: May, *reaches: Reach) -> frozenset[RoleCode]:
    """The roles that include a permission; with reaches named, those that reach so far."""
    return frozenset(
        role.code
        for role in ROLES.values()
        if permission in role.permissions and (not reaches or role.reach in reaches)
    )
