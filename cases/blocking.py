"""What stops a case from being closed: nothing that is said here may be left open."""

from datetime import date

from django.urls import reverse

from cases.extension_points import Thing, case_blockers
from cases.models import Case, SafeguardingConcern, VisitFlag


def blockers(case: Case, *, on: date) -> list[Thing]:
    """Everything that stops the case from being closed, each with where it is ended."""
    return [thing for blocker in case_blockers for thing in blocker(case, on=on)]


def why_not_close(case: Case, *, on: date) -> str | None:
    """Whether a case may be closed: None, or what has to be ended before, in a sentence."""
    found = blockers(case, on=on)
    if not found:
        return None
    return f"Before it is closed: {'; '.join(thing['state'] for thing in found)}."


def open_concerns(case: Case, *, on: date) -> list[Thing]:
    """Safeguarding concerns about the person that the county has not answered."""
    found = SafeguardingConcern.objects.open().filter(person__in=case.person.canonical.all_ids())
    return [
        {
            "name": f"Safeguarding concern, {concern.get_route_display().lower()}",
            "state": "The county has not said yet what it decided",
            "url": reverse("cases:concern", args=[concern.pk]),
            "action": "Open the concern",
        }
        for concern in found
    ]


def open_flags(case: Case, *, on: date) -> list[Thing]:
    """What a visit found that could not wait and nobody wrote down as done."""
    found = VisitFlag.objects.open().filter(visit__case=case)
    return [
        {
            "name": flag.say,
            "state": f"Found at a visit and not done yet: {flag.action}, {flag.name}",
            "url": reverse("cases:visit", args=[flag.visit_id]),
            "action": "See the visit",
        }
        for flag in found
    ]
