"""What the first page of a case says: the plan, people, home, and the clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.enums import WITHOUT_ORDER, HoldCause, MilestoneKind, SolutionState
from cases.models import (
    Case,
    HouseholdMember,
    Milestone,
    Order,
    Person,
    Representative,
    Solution,
)
from lightbulb.core.staff.models import User
from lightbulb.core.templatetags.display import day_date, long_date, short_date
from lightbulb.core.time.clock import Clock, Standing, State, Target, Unit
from lightbulb.core.time.working_days import BeyondHolidays

Row = dict[str, Any]
TONES = {
    SolutionState.OFFERED: "grey",
    SolutionState.ACCEPTED: "teal",
    SolutionState.DECLINED: "purple",
    SolutionState.SELF_FUNDING: "grey",
    SolutionState.NOT_ELIGIBLE: "grey",
    SolutionState.ORDERED: "blue",
    SolutionState.DELIVERED: "yellow",
    SolutionState.CHECKED: "green",
    SolutionState.UNSUITABLE: "red",
    SolutionState.GIVEN_BACK: "grey",
}
PATH = (
    MilestoneKind.CONTACT_RECEIVED,
    MilestoneKind.TRIAGED,
    MilestoneKind.ALLOCATED,
    MilestoneKind.ASSESSMENT_DONE,
    MilestoneKind.PLAN_AGREED,
    MilestoneKind.DELIVERED,
    MilestoneKind.OUTCOME_3M,
    MilestoneKind.CLOSED,
)


# --- The plan ----------------------------------------------------------------------------


def plan_rows(solutions: Iterable[Solution], *, on: date) -> list[Row]:
    """Every solution with where it is and what comes next, or why not."""
    return [
        {
            "what": solution.label,
            "kind": solution.get_kind_display(),
            "state": solution.get_state_display(),
            "tone": TONES[SolutionState(solution.state)],
            "next": next_or_why(solution, on=on),
        }
        for solution in solutions
    ]


def next_or_why(solution: Solution, *, on: date) -> str:
    if solution.state == SolutionState.ORDERED:
        return on_its_way(solution, on=on)
    if solution.state == SolutionState.DELIVERED:
        delivered = solution.order.delivered_on if solution.order else None
        when = f"Came {short_date(delivered, on)}. " if delivered else ""
        return f"{when}See at the follow-up whether it suits"
    if solution.state == SolutionState.DECLINED:
        again = f"Ask again from {day_date(solution.ask_again_on, on)}"
        return f"“{solution.reason}” {again}" if solution.reason else again
    if solution.state == SolutionState.ACCEPTED and solution.order:
        return did_not_come(solution.order, on=on)
    if solution.state == SolutionState.ACCEPTED and solution.kind in WITHOUT_ORDER:
        return solution.reason or "To be done"
    return solution.reason or PLAIN_NEXT[SolutionState(solution.state)]


PLAIN_NEXT = {
    SolutionState.OFFERED: "To be decided",
    SolutionState.ACCEPTED: "To be ordered",
    SolutionState.SELF_FUNDING: "Paid for by themselves",
    SolutionState.NOT_ELIGIBLE: "No reason is recorded",
    SolutionState.CHECKED: "Checked, and it suits",
    SolutionState.UNSUITABLE: "To be replaced or given back",
    SolutionState.GIVEN_BACK: "Given back",
}


def did_not_come(order: Order, *, on: date) -> str:
    when = short_date(order.cancelled_on, on)
    return f"Order cancelled {when}: {order.cancelled_because}. To be ordered again"


def on_its_way(solution: Solution, *, on: date) -> str:
    order = solution.order
    if order is None:
        return "On order"
    if order.expected_on is None:
        return f"Ordered {short_date(order.ordered_on, on)} from {order.supplier}, no day given yet"
    return f"Expected {short_date(order.expected_on, on)}, {order.supplier}"


def agreed_when(case: Case, *, on: date) -> str:
    """ "agreed with Joan on Wednesday 4 November"; nothing before it is agreed."""
    day = days_reached(case).get(MilestoneKind.PLAN_AGREED)
    return f"agreed with {case.person.called} on {day_date(day, on)}" if day else ""


# --- People and home ---------------------------------------------------------------------


def people_facts(case: Case, *, user: User, on: date) -> list[Row]:
    """Who lives there, as far as no restriction keeps them from whoever looks, and who speaks
    for the person."""
    known = Person.objects.not_hidden_from(user, on=on)
    living_here = HouseholdMember.objects.in_force(on).filter(home=case.home_id)
    others = living_here.filter(person__in=known).select_related("person__merged_into")
    living = [other for other in others if other.person.canonical != case.person.canonical]
    names = ", ".join(with_relation(member) for member in living)
    rows = [{"name": "Lives with", "value": names or "Nobody else that we know of"}]
    if case.person.canonical.call_first:
        rows.append({"name": "Call first", "value": case.person.canonical.call_first})
    speaking = Representative.objects.of(case.person).speaking(on)
    rows += [
        {"name": "Speaks for them", "value": str(each), "note": each.standing} for each in speaking
    ]
    rows.append({"name": "Lead worker", **lead_worker(case, on=on)})
    return rows


def with_relation(member: HouseholdMember) -> str:
    name = member.person.canonical.full_name
    return f"{name}, {member.relation}" if member.relation else name


def lead_worker(case: Case, *, on: date) -> Row:
    if case.lead_worker is None:
        return {"value": "Nobody at present"}
    began: date | None = case.led_since  # type: ignore[attr-defined]  # as `framed` has it
    since = f", since {short_date(began, on)}" if began else ""
    return {"value": f"{case.lead_worker.name}{since}", "note": case.lead_worker.phone}


def home_facts(case: Case) -> list[Row]:
    home = case.home
    if home is None:
        return [{"name": "Address", "value": "Not recorded yet"}]
    locality = home.locality.name if home.locality else "Outside the county, or not known"
    return [
        {"name": "Address", "value": f"{home.address}, {home.town}", "note": home.postcode},
        {"name": "Tenure", "value": home.get_tenure_display()},
        {"name": "Locality", "value": locality, "note": home.locality_reason},
    ]


# --- The clock ---------------------------------------------------------------------------


@dataclass(frozen=True)
class ClockPanel:
    """The clock's words; without a target or bundled holidays only `problem` speaks."""

    kind: str
    started_on: date
    gross: int = 0
    held: tuple[tuple[str, int], ...] = ()  # cause and working days
    target: int = 0
    due_on: date | None = None
    tone: str = ""
    state: str = ""
    problem: str = ""

    @property
    def held_days(self) -> int:
        return sum(days for _, days in self.held)

    @property
    def net(self) -> int:
        return self.gross - self.held_days

    @property
    def held_in_words(self) -> str:
        """As "16: the hospital 7, the landlord 9"."""
        causes = (f"{inside(HoldCause(cause).label)} {days}" for cause, days in self.held)
        return f"{self.held_days}: {', '.join(causes)}"

    @property
    def sentence(self) -> str:
        held = f", {self.held_days} of them on hold" if self.held else ""
        return (
            f"{self.gross} of {self.target} working days used since "
            f"{long_date(self.started_on)}{held}. {self.state}"
        )


def inside(label: str) -> str:
    return f"{label[0].lower()}{label[1:]}"


STATE_TONES = {State.ON_TRACK: "good", State.AT_RISK: "warning", State.PAST_TARGET: "danger"}


def clock_panel(case: Case, *, on: date, targets: Mapping[str, int]) -> ClockPanel:
    """Working days since first contact against the target of the case's class.

    Its target stands whatever the case waits for; days on hold are told apart beside it.
    """
    kind = case_class(case)
    start = started_on(case)
    allowed = targets.get(f"{case.urgency}_{case.complexity}")
    spans = tuple(hold.as_span() for hold in case.holds.all())
    try:
        elapsed = Clock(start, case.closed_on, spans).elapsed(on, Unit.WORKING_DAYS)
        if allowed is None:
            problem = "No target is set for this kind of case."
            return ClockPanel(kind, start, gross=elapsed.gross, held=elapsed.held, problem=problem)
        target = Target(allowed, Unit.WORKING_DAYS)
        standing = Clock(start, case.closed_on).standing(target, on)
    except BeyondHolidays as error:
        return ClockPanel(kind, start, problem=f"{error}.")
    return ClockPanel(
        kind,
        start,
        gross=elapsed.gross,
        held=elapsed.held,
        target=allowed,
        due_on=standing.due_on,
        tone=STATE_TONES[standing.state],
        state=in_words(standing, closed=case.closed_on is not None),
    )


def in_words(standing: Standing, *, closed: bool) -> str:
    if closed and standing.state is not State.PAST_TARGET:
        return "Closed within the target"
    return standing.sentence


def case_class(case: Case) -> str:
    return f"{case.get_urgency_display()} and {case.get_complexity_display()}"


def started_on(case: Case) -> date:
    first = (each for each in standing(case) if each.kind == MilestoneKind.CONTACT_RECEIVED)
    return next((each.happened_on for each in first), case.opened_on)


def standing(case: Case) -> list[Milestone]:
    """The milestones no correction replaced, by day; fetched once where the page did."""
    return [each for each in case.milestones.all() if each.superseded_by_id is None]


def days_reached(case: Case) -> dict[str, date]:
    """The latest day of each kind of milestone."""
    return {each.kind: each.happened_on for each in standing(case)}


def milestone_path(case: Case, *, on: date) -> list[Row]:
    """The steps of a case in order, each with its latest day or none yet."""
    reached = days_reached(case)
    return [{"name": kind.label, "date": day_month(reached.get(kind), on=on)} for kind in PATH]


def day_month(day: date | None, *, on: date) -> str:
    return "" if day is None else short_date(day, on).split(" ", 1)[1]
