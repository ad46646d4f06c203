"""What is still open in a case, as somebody about to close it should see it."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from cases.enums import SolutionState
from cases.extension_points import Thing
from cases.models import Advocate, Case, Complaint, Hold, Order
from lightbulb.core.templatetags.display import clock_time, day_date


def open_things(case: Case, *, on: date) -> list[Thing]:
    """Booked visits, things not decided or not ordered, orders not delivered, a follow-up due,
    whom the case waits for, an advocate who is needed and not found, complaints, and tasks."""
    plan_url = reverse("cases:plan", args=[case.pk])
    return [
        *visits(case, on=on),
        *unfinished(case, plan_url=plan_url),
        *orders(case, on=on, plan_url=plan_url),
        *follow_ups(case, on=on, plan_url=plan_url),
        *holds(case, on=on),
        *advocates(case),
        *complaints(case, on=on),
        *tasks(case, on=on),
    ]


def visits(case: Case, *, on: date) -> list[Thing]:
    return [
        {
            "name": visit.get_kind_display(),
            "state": f"Booked for {day_date(timezone.localdate(visit.starts_at), on)} "
            f"at {clock_time(visit.starts_at)}",
            "url": reverse("cases:visit", args=[visit.pk])
            if visit.is_assessment
            else reverse("cases:step", args=[case.pk, "cancel_visit"]),
            "action": "Cancel the visit",
        }
        for visit in case.visits.booked()
    ]


UNFINISHED = {
    SolutionState.OFFERED: ("Not decided yet", "Decide"),
    SolutionState.UNSUITABLE: ("Does not suit, and is not put right yet", "Put it right"),
    SolutionState.ACCEPTED: ("Accepted, not ordered or given yet", "Open the plan"),
}


def unfinished(case: Case, *, plan_url: str) -> list[Thing]:
    found = case.solutions.filter(state__in=UNFINISHED)
    return [
        {"name": solution.label, "state": state, "url": plan_url, "action": action}
        for solution in found
        for state, action in [UNFINISHED[SolutionState(solution.state)]]
    ]


def orders(case: Case, *, on: date, plan_url: str) -> list[Thing]:
    found = Order.objects.outstanding().filter(solution__case=case).select_related("solution")
    return [
        {
            "name": order.solution.label,
            "state": f"Ordered, expected on {day_date(order.expected_on, on)}"
            if order.expected_on
            else f"Ordered on {day_date(order.ordered_on, on)}, not here yet",
            "url": plan_url,
            "action": "See the order",
        }
        for order in found.order_by("expected_on", "id")
    ]


def follow_ups(case: Case, *, on: date, plan_url: str) -> list[Thing]:
    return [
        {
            "name": "Follow-up",
            "state": f"Due on {day_date(follow_up.due_on, on)}",
            "url": plan_url,
            "action": "Follow up",
        }
        for follow_up in case.follow_ups.filter(done_on=None)
    ]


def holds(case: Case, *, on: date) -> list[Thing]:
    return [
        {
            "name": hold.reason,
            "state": f"Waiting on {hold.whom} since {day_date(hold.starts_on, on)}",
            "url": reverse("cases:waiting", args=[case.pk]),
            "action": "See what it waits for",
        }
        for hold in Hold.objects.standing().filter(case=case)
    ]


def advocates(case: Case) -> list[Thing]:
    return [
        {
            "name": str(advocate),
            "state": str(advocate.get_state_display()),
            "url": reverse("cases:answer_advocate", args=[advocate.pk]),
            "action": "Say what came of it",
        }
        for advocate in Advocate.objects.open().filter(case=case)
    ]


def complaints(case: Case, *, on: date) -> list[Thing]:
    """They stay open when the case is closed, and say so here."""
    return [
        {
            "name": str(complaint),
            "state": state_of(complaint, on=on),
            "url": reverse("cases:complaints", args=[case.pk]),
            "action": "See the complaint",
        }
        for complaint in Complaint.objects.open().filter(case=case)
    ]


def state_of(complaint: Complaint, *, on: date) -> str:
    state, by = complaint.get_state_display(), complaint.next_by
    next_step = "answered" if complaint.acknowledged_on else "acknowledged"
    return f"{state}, to be {next_step} by {day_date(by, on)}" if by else str(state)


def tasks(case: Case, *, on: date) -> list[Thing]:
    return [
        {
            "name": task.text,
            "state": f"{task.owner.name}, by {day_date(task.due_on, on)}",
            "url": reverse("cases:tasks", args=[case.pk]),
            "action": "See the tasks",
        }
        for task in case.tasks.filter(done_on=None).select_related("owner")
    ]
