"""From a case to where a complaint in it goes, and by when. Contains no rule."""

from datetime import date

from cases import clock
from cases.enums import Tenure
from cases.models import Complaint
from cases.rules.complaints import About, Facts, Route, route, target_of
from lightbulb.core.organisations.enums import OrganisationKind
from lightbulb.core.organisations.models import Organisation
from lightbulb.core.time.working_days import BeyondHolidays, add_working_days

OF_AGE = 18  # years; before it the county's procedure for children answers


def facts_of(complaint: Complaint, *, landlord: str = "") -> Facts:
    """What the rule asks, as it is on the day of the complaint. It need not be saved."""
    case, on = complaint.case, complaint.received_on
    council = case.locality.organisation if case.locality else case.funder
    hub = Organisation.objects.hub_on(on)
    county = Organisation.objects.in_force(on).filter(kind=OrganisationKind.COUNTY).first()
    age = case.person.canonical.age_on(on)
    return Facts(
        about=About(complaint.about),
        council=council.name if council else "",
        host=hub.hosted_by.name if hub and hub.hosted_by else "",
        county=county.name if county else "",
        landlord=landlord,
        is_child=age is not None and age < OF_AGE,
        rents_privately=bool(case.home and case.home.tenure == Tenure.PRIVATE),
    )


def route_of(complaint: Complaint) -> Route:
    """Why it goes where it went, for the page that shows it."""
    return route(facts_of(complaint, landlord=complaint.goes_to))


def due(complaint: Complaint) -> tuple[date | None, date | None]:
    """By when to acknowledge and to answer: working days from the day it was received, as the
    targets of that day have them; none without a target, or beyond the known bank holidays."""
    targets, about = clock.targets_on(complaint.received_on), About(complaint.about)
    acknowledge, answer = (target_of(name, about, targets) for name in ("acknowledge", "answer"))
    return after(complaint.received_on, acknowledge), after(complaint.received_on, answer)


def after(day: date, working_days: int | None) -> date | None:
    try:
        return None if working_days is None else add_working_days(day, working_days)
    except BeyondHolidays:
        return None
