"""One case as a row of a list: what is next, by when, and what is wrong."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from cases import clock
from cases.enums import HoldCause, Stage, WaitingOn
from cases.models import Case, FollowUp, Solution
from cases.presenters import until
from lightbulb.core.templatetags.display import day_date, short_date

Row = dict[str, Any]
HEADINGS = (
    *("Reference", "Name", "Year of birth", "Town", "Locality", "Stage", "Urgency"),
    *("Next", "By", "Waiting since", "Worker", "Opened", "Target", "Closed"),
)
# Of each record, what a row or a line of the file shows: reading all of it takes twice as long.
OF_PERSON = ("given_name", "family_name", "name_sort", "date_of_birth")
SHOWN = (
    *("reference", "stage", "outcome", "urgency", "complexity", "waiting_on", "waiting_since"),
    *("next_action_on", "opened_on", "due_on", "closed_on"),
    *(f"person__{name}" for name in OF_PERSON),
    *(f"person__merged_into__{name}" for name in OF_PERSON),
    *("home__town", "locality__name", "lead_worker__name"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# The one act a row offers, by stage: a verb, as it stands in the last column.
ACTS = {
    Stage.OPENED: "Give",
    Stage.ALLOCATED: "Call",
    Stage.CONTACT_TRIED: "Call",
    Stage.VISIT_BOOKED: "Visit",
    Stage.ASSESSED: "Agree",
    Stage.PLAN_AGREED: "Order",
    Stage.DELIVERING: "Chase",
    Stage.FOLLOW_UP_DUE: "Follow up",
}


# Where nothing is outstanding any more, the act follows the turn and not the stage.
ACTS_BY_TURN = {
    clock.PUT_RIGHT.next_act: "Put right",
    clock.SETTLED[Stage.DELIVERING].next_act: "Plan",
    clock.SETTLED[Stage.FOLLOW_UP_DUE].next_act: "Close",
}


def listed(cases: QuerySet[Case]) -> QuerySet[Case]:
    """What a row needs of each case, in one query.

    What is due or wrong is asked as a single value of each row that is shown: asked whether
    it exists, the database would rather look through all there is, once and for nothing.
    """
    due = FollowUp.objects.filter(case=OuterRef("pk"), done_on=None).order_by()
    wrong = Solution.objects.filter(case=OuterRef("pk")).to_put_right().order_by()
    related = cases.select_related("person__merged_into", "home", "locality", "lead_worker")
    return related.only(*SHOWN).annotate(
        to_follow_up=Subquery(due.values("pk")[:1]), to_put_right=Subquery(wrong.values("pk")[:1])
    )


def next_act(case: Case) -> str:
    """What has to happen next. The case comes from `listed`."""
    if case.stage == Stage.CLOSED:
        return f"Closed: {case.get_outcome_display().lower()}"
    return turn_of(case).next_act


def act(case: Case) -> str:
    """The one act its row offers."""
    if case.waiting_on in HoldCause:
        return "Take up" if case.waiting_on == HoldCause.US else "Chase"
    return ACTS_BY_TURN.get(turn_of(case).next_act) or ACTS[Stage(case.stage)]


def turn_of(case: Case) -> clock.Turn:
    """As the clock has it, from what `listed` fetched with the case."""
    if case.waiting_on in HoldCause:
        return clock.held_by(case.waiting_on)
    delivered = case.stage == Stage.DELIVERING and case.waiting_on == WaitingOn.WORKER
    followed = case.stage == Stage.FOLLOW_UP_DUE and not case.to_follow_up  # type: ignore[attr-defined]
    settled = delivered or followed
    wrong = case.to_put_right is not None  # type: ignore[attr-defined]
    return clock.turn_at(case.stage, settled=settled, put_right=wrong)


def caseload_row(case: Case, *, on: date) -> Row:
    return {
        "case": case,
        "stage": case.get_stage_display(),
        "next": next_act(case),
        "by": short_date(case.next_action_on, on),
        "until": until(case.next_action_on, on=on) if case.next_action_on else "",
        "late": bool(case.next_action_on and case.next_action_on < on),
        "worker": case.lead_worker.name if case.lead_worker else "Not given out",
        "opened": short_date(case.opened_on, on),
    }


def as_cells(case: Case, *, on: date) -> list[str]:
    """The row as a file holds it: days as 2026-11-23, and nothing a spreadsheet would run."""
    born = case.person.canonical.date_of_birth
    cells: list[object] = [
        *(case.reference, case.person.canonical.full_name, born.year if born else ""),
        case.home.town if case.home else "",
        *(case.locality or "", case.get_stage_display(), case.get_urgency_display()),
        *(next_act(case), case.next_action_on, case.waiting_since, case.lead_worker or ""),
        *(case.opened_on, case.due_on, case.closed_on),
    ]
    return [safe("" if cell is None else str(cell)) for cell in cells]


def safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


# --- My day ------------------------------------------------------------------------------


def pressing_row(case: Case, *, on: date) -> Row:
    """An overdue or at-risk case: what is wrong, its state, the day it was or is due."""
    row = {"case": case, "what": next_act(case), "act": act(case)}
    if case.next_action_on and case.next_action_on < on:
        return row | {
            "state": "Overdue",
            "tone": "red",
            "date": f"Was due {short_date(case.next_action_on, on)}",
        }
    if case.due_on and case.due_on < on:
        return row | {
            "state": "Past target",
            "tone": "red",
            "date": f"Target was {short_date(case.due_on, on)}",
        }
    return row | {
        "state": "75% of target used",
        "tone": "orange",
        "date": f"Target {short_date(case.due_on, on)}",
    }


def pressing_order(row: Row, *, on: date) -> tuple[int, int]:
    """Most days past first; of those at risk, the one whose target is nearest."""
    case: Case = row["case"]
    days = [day for day in (case.next_action_on, case.due_on) if day]
    if row["tone"] == "orange":
        return 1, ((case.due_on or on) - on).days
    return 0, (min(days) - on).days


def waiting_row(case: Case, *, on: date) -> Row:
    by = case.next_action_on
    return {
        "case": case,
        "what": next_act(case),
        "act": act(case),
        "since": short_date(case.waiting_since, on),
        "by": "Today" if by == on else short_date(by, on) or "No day yet",
        "today": by == on,
    }


def new_row(case: Case, *, on: date) -> Row:
    by = case.next_action_on
    return {
        "case": case,
        "age": case.person.canonical.age_on(on),
        "urgent": case.urgency == "urgent",
        "kind": f"{case.get_urgency_display()} and {case.get_complexity_display()}",
        "speak_by": day_date(by, on) if by else "",
        "given": short_date(case.given_on, on),  # type: ignore[attr-defined]
    }
