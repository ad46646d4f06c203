"""The roles of the partnership, as an auditor reads them.

A role is what a membership gives a person at an organisation, for named localities and
dates. It says here in plain words who that is and where their day begins.
"""

from dataclasses import dataclass

from django.db.models import TextChoices


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


@dataclass(frozen=True)
class Role:
    """One role: who it is, in a sentence, and the heading their home page carries."""

    code: RoleCode
    description: str
    home_title: str = "My day"
    # Works for every locality, not only those of the membership.
    county_wide: bool = False
    # Runs the service itself, and so sees how it is running.
    keeps_service: bool = False

    @property
    def name(self) -> str:
        return str(self.code.label)


ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role(
            RoleCode.TRIAGE_OFFICER,
            "Takes referrals at the Customer Service Centre or First Contact Plus, gives "
            "advice, and passes people to the right team.",
            home_title="Triage",
            county_wide=True,
        ),
        Role(
            RoleCode.HSC,
            "Visits people at home with the Housing MOT, agrees a plan with them, and stays "
            "their one contact until it is done.",
        ),
        Role(
            RoleCode.TECHNICAL_HSC,
            "A Housing Support Co-ordinator who may also take simple major adaptations to "
            "approval.",
        ),
        Role(
            RoleCode.SENIOR_HSC,
            "Leads the Housing Support Co-ordinators from the hub, and moves work where "
            "there is room.",
            home_title="All localities",
            county_wide=True,
        ),
        Role(
            RoleCode.OT,
            "Assesses complex needs for the county, sitting with a locality team, and "
            "supervises trusted assessors.",
        ),
        Role(
            RoleCode.CHILDRENS_OT,
            "Assesses children's needs for the county, with the locality team.",
        ),
        Role(
            RoleCode.TECHNICAL_OFFICER,
            "Surveys homes, draws up schedules of works, inspects them and signs off payments.",
        ),
        Role(
            RoleCode.ADMINISTRATOR,
            "Keeps orders, quotes, letters, payments and the monthly figures moving.",
        ),
        Role(
            RoleCode.HUB_MANAGER,
            "Runs the hub from day to day and balances capacity across the localities.",
            home_title="All localities",
            keeps_service=True,
            county_wide=True,
        ),
        Role(
            RoleCode.SERVICE_MANAGER,
            "Answers for the whole service: its results, its money and its rules.",
            home_title="All localities",
            keeps_service=True,
            county_wide=True,
        ),
        Role(
            RoleCode.RECORD_STEWARD,
            "Decides whether two records are the same person, and mends what was filed wrongly.",
            home_title="Records to match",
            county_wide=True,
        ),
        Role(
            RoleCode.DISTRICT_APPROVER,
            "Decides grants for a district council.",
            home_title="Decisions",
        ),
        Role(
            RoleCode.DISTRICT_FINANCE,
            "Follows a district council's grant money: committed, paid and left.",
            home_title="Money",
        ),
        Role(
            RoleCode.DELIVERY_GROUP,
            "Represents a partner in the Delivery Group and is consulted on help beyond "
            "the usual limits.",
            home_title="Decisions",
        ),
        Role(
            RoleCode.OPERATIONAL_GROUP,
            "Represents a partner in the Operational Group and agrees larger Home Support Grants.",
            home_title="Decisions",
        ),
        Role(
            RoleCode.HOSPITAL_ENABLER,
            "Clears what keeps a patient from going home: keys, repairs, furniture, a tenancy.",
        ),
        Role(
            RoleCode.SUPPORT_WORKER,
            "Supports people in the weeks after they leave hospital.",
        ),
        Role(
            RoleCode.HANDYPERSON,
            "Fits rails, steps, locks and other small works. Sees the job, the address and "
            "the risks.",
            home_title="My jobs",
        ),
        Role(
            RoleCode.WARM_HOMES_OFFICER,
            "Helps people to a warm home. Sees the job, the address and the risks.",
            home_title="My jobs",
        ),
        Role(
            RoleCode.AT_OFFICER,
            "Sets up assistive technology. Sees the job, the address and the risks.",
            home_title="My jobs",
        ),
        Role(
            RoleCode.ADULT_SAFEGUARDING,
            "Receives concerns about adults, and keeps the records of people who must not "
            "be found.",
            home_title="Concerns",
        ),
        Role(
            RoleCode.CHILD_SAFEGUARDING,
            "Receives concerns about children, and keeps the records of those who must not "
            "be found.",
            home_title="Concerns",
        ),
        Role(
            RoleCode.AUDITOR,
            "Checks who saw and changed what. Changes nothing.",
            home_title="The record",
            keeps_service=True,
            county_wide=True,
        ),
        Role(
            RoleCode.INFORMATION_GOVERNANCE,
            "Answers requests for a person's record and watches over how long records are kept.",
            home_title="The record",
            keeps_service=True,
            county_wide=True,
        ),
    )
}
