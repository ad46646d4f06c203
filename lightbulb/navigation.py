"""Where each role begins its day, and the row of links under the header.

Only the top of the house knows every app's pages, so this adds them to what
`lightbulb.core.web.context` says of the person.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lightbulb.core.access.permissions import Permission
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.staff.models import Membership
from lightbulb.core.web import context

Link = tuple[str, str]  # label, name of the page

MY_DAY: Link = ("My day", "cases:my_day")
CASELOAD: Link = ("Caseload", "cases:caseload")
TEAM: Link = ("Team", "cases:team")
ALERTS: Link = ("Alerts", "cases:alerts")
CHASE: Link = ("Chase list", "cases:chase_list")
OT_QUEUE: Link = ("OT queue", "cases:ot_queue")
SIGN_OFFS: Link = ("To agree to", "cases:sign_offs")
LOG: Link = ("Log a referral", "triage:log")
QUEUE: Link = ("Triage queue", "triage:queue")
DIRECTORY: Link = ("Directory", "triage:directory")
LETTERS: Link = ("Letters", "cases:letters")
MATCHES: Link = ("Records to match", "cases:matches")
REPORTS: Link = ("Reports", "reporting:dashboard")
PACKS: Link = ("Monthly packs", "reporting:packs")
HOME: Link = ("Home", "core:home")
EMERGENCIES: Link = ("Opened in an emergency", "cases:emergencies")
LOOKS: Link = ("Looks to review", "cases:unusual_looks")
MAILBOX: Link = ("Mailbox", "triage:mailbox")
LISTS: Link = ("Practice lists", "triage:practice_lists")
PARTNERS: Link = ("Links for partners", "triage:partners")
COLLEAGUES: Link = ("Colleagues", "core:colleagues")
PARTNERSHIP: Link = ("Partnership", "core:partnership")

WORKER: Sequence[Link] = (MY_DAY, CASELOAD, CHASE, ALERTS, LOG, DIRECTORY, REPORTS, COLLEAGUES)
MANAGER: Sequence[Link] = (
    TEAM,
    CASELOAD,
    ALERTS,
    CHASE,
    QUEUE,
    LOG,
    REPORTS,
    PACKS,
    COLLEAGUES,
    PARTNERSHIP,
)
OTHERS: Sequence[Link] = (HOME, REPORTS, COLLEAGUES, PARTNERSHIP)
LINKS: Mapping[str, Sequence[Link]] = {
    RoleCode.TRIAGE_OFFICER: (QUEUE, LOG, MAILBOX, DIRECTORY, LETTERS, LISTS, REPORTS, COLLEAGUES),
    RoleCode.HSC: WORKER,
    RoleCode.TECHNICAL_HSC: WORKER,
    RoleCode.OT: (MY_DAY, OT_QUEUE, SIGN_OFFS, CASELOAD, ALERTS, REPORTS, COLLEAGUES),
    RoleCode.CHILDRENS_OT: (MY_DAY, OT_QUEUE, SIGN_OFFS, CASELOAD, ALERTS, REPORTS, COLLEAGUES),
    RoleCode.TECHNICAL_OFFICER: (MY_DAY, CASELOAD, REPORTS, COLLEAGUES),
    RoleCode.ADMINISTRATOR: (
        TEAM,
        CASELOAD,
        CHASE,
        ALERTS,
        LOG,
        LETTERS,
        REPORTS,
        PACKS,
        COLLEAGUES,
    ),
    RoleCode.SENIOR_HSC: MANAGER,
    RoleCode.HUB_MANAGER: (*MANAGER, PARTNERS),
    RoleCode.SERVICE_MANAGER: (*MANAGER, PARTNERS),
    RoleCode.RECORD_STEWARD: (MATCHES, CASELOAD, REPORTS, COLLEAGUES),
    RoleCode.AUDITOR: (HOME, LOOKS, CASELOAD, REPORTS, PACKS, COLLEAGUES, PARTNERSHIP),
    RoleCode.INFORMATION_GOVERNANCE: (HOME, LOOKS, CASELOAD, EMERGENCIES, REPORTS, COLLEAGUES),
    RoleCode.ADULT_SAFEGUARDING: (HOME, MATCHES, CASELOAD, EMERGENCIES, REPORTS, COLLEAGUES),
    RoleCode.CHILD_SAFEGUARDING: (HOME, MATCHES, CASELOAD, EMERGENCIES, REPORTS, COLLEAGUES),
    RoleCode.HOSPITAL_ENABLER: (HOME, LOG, REPORTS, COLLEAGUES),
}


def links_of(memberships: Sequence[Membership]) -> Sequence[Link]:
    """The links of the first membership: a post before cover."""
    return LINKS.get(memberships[0].role, OTHERS) if memberships else (HOME,)


def page(request: HttpRequest) -> dict[str, Any]:
    """The `page` of every template: the person's, with the links of their role."""
    shown: dict[str, Any] = context.page(request)["page"]
    memberships = context.memberships_of(request)
    finds = any(Permission.FIND_PEOPLE in each.permissions for each in memberships)
    if shown["person_name"]:
        shown["navigation"] = [as_shown(link, request) for link in links_of(memberships)]
    is_public = shown["static_scale"] == "public" and not shown["person_name"]
    shown["home_url"] = reverse("help:start" if is_public else "start")
    shown["find_url"] = reverse("cases:find") if finds else None
    return {"page": shown}


def as_shown(link: Link, request: HttpRequest) -> dict[str, Any]:
    label, name = link
    current = request.resolver_match.view_name if request.resolver_match else ""
    return {"label": label, "url": reverse(name), "current": name == current, "count": None}
