"""The one clock of a case: what it waits for, since when, what is next, and by when.

`project` is the sum, in plain Python, from dated facts. `refresh` writes its result
beside the case, in the transaction of the verb that changed the facts, and nothing else
does; a recount of every case must give what is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cases.enums import HoldCause, MilestoneKind, Stage, WaitingOn
from cases.models import Case, FollowUp, Hold, Order, Target, Visit
from lightbulb.core.time.working_days import add_working_days

FIRST_CALL = "first_call"  # the target that says by when somebody rings


@dataclass(frozen=True)
class Turn:
    """Whose turn it is at a stage, what they do next, and the target that says by when."""

    waiting_on: WaitingOn
    began_with: MilestoneKind
    next_act: str
    target: str


TURNS: Mapping[str, Turn] = {
    Stage.OPENED: Turn(
        WaitingOn.LOCALITY, MilestoneKind.REFERRED, "Give the case to a worker", "give_out"
    ),
    Stage.ALLOCATED: Turn(
        WaitingOn.WORKER, MilestoneKind.ALLOCATED, "Call and book the first visit", FIRST_CALL
    ),
    Stage.CONTACT_TRIED: Turn(
        WaitingOn.WORKER, MilestoneKind.CONTACT_TRIED, "Try to reach them again", "try_again"
    ),
    Stage.VISIT_BOOKED: Turn(
        WaitingOn.WORKER, MilestoneKind.ASSESSMENT_BOOKED, "Visit", "first_visit"
    ),
    Stage.ASSESSED: Turn(
        WaitingOn.WORKER, MilestoneKind.ASSESSMENT_DONE, "Agree the plan", "agree_plan"
    ),
    Stage.PLAN_AGREED: Turn(
        WaitingOn.WORKER, MilestoneKind.PLAN_AGREED, "Place what was agreed", "place_orders"
    ),
    Stage.DELIVERING: Turn(
        WaitingOn.SUPPLIER, MilestoneKind.ORDERED, "See that it is delivered", "deliver"
    ),
    Stage.FOLLOW_UP_DUE: Turn(WaitingOn.WORKER, MilestoneKind.DELIVERED, "Follow up", "follow_up"),
}
# Where nothing is outstanding any more, it is the worker's turn, whatever the stage waits for.
SETTLED: Mapping[str, Turn] = {
    Stage.DELIVERING: Turn(
        WaitingOn.WORKER, MilestoneKind.DELIVERED, "Plan the follow-up", "plan_follow_up"
    ),
    Stage.FOLLOW_UP_DUE: Turn(
        WaitingOn.WORKER, MilestoneKind.OUTCOME_3M, "Close the case", "close"
    ),
}

PUT_RIGHT = Turn(
    WaitingOn.WORKER,
    MilestoneKind.OUTCOME_3M,
    "Put right what did not come or does not suit",
    "place_orders",
)


def turn_at(stage: str, *, settled: bool, put_right: bool = False) -> Turn:
    """Whose turn it is; `settled`: every order is delivered, or the follow-up is done;
    `put_right`: something did not come, or does not suit."""
    turn = SETTLED.get(stage) if settled else None
    if turn and put_right:
        return PUT_RIGHT
    return turn or TURNS[stage]


# While a case is on hold: what is done about it, whoever has to.
CHASES: Mapping[str, str] = {
    HoldCause.CUSTOMER: "Ask the person",
    HoldCause.LANDLORD: "Ask the landlord",
    HoldCause.CONTRACTOR: "Ask the contractor",
    HoldCause.PLANNING: "Ask planning",
    HoldCause.COUNTY_OT: "Ask the county’s Occupational Therapist",
    HoldCause.FUNDING: "Ask about the funding",
    HoldCause.HOSPITAL: "Ask the hospital",
    HoldCause.US: "Take it up again",
}


def held_by(cause: str) -> Turn:
    """Whose turn it is while a case is on hold. A hold has its own day, so no target."""
    return Turn(WaitingOn(cause), MilestoneKind.CONTACT_RECEIVED, CHASES[cause], "")


CALLED = frozenset({MilestoneKind.CONTACT_TRIED, MilestoneKind.ASSESSMENT_BOOKED})


@dataclass(frozen=True)
class Held:
    """A hold that is not lifted: on whom, since when, and the day to chase it."""

    cause: str
    since: date
    next_on: date


@dataclass(frozen=True)
class Facts:
    """What the clock needs to know of a case. Days are local dates."""

    stage: str
    opened_on: date
    target_class: str  # "urgent_simple" and so on
    milestones: Mapping[str, date]  # the latest of each kind that stands
    appointed: date | None = None  # the day a visit, delivery or follow-up is set for
    closed_on: date | None = None
    settled: bool = False  # no order or follow-up is outstanding
    put_right_since: date | None = None  # the day something did not come, or did not suit
    held: Held | None = None  # of the holds not lifted, the one to be chased first


@dataclass(frozen=True)
class Projection:
    """The stored answer, field by field as on the case."""

    stage_since: date
    waiting_on: str
    waiting_since: date
    next_action_on: date | None
    due_on: date | None


def project(facts: Facts, *, targets: Mapping[str, int]) -> Projection:
    """What the case waits for. `targets` maps a target's code to working days.

    A hold that is not lifted says whom, since when and by when; it leaves the target's
    day where it is, because time on hold is counted beside the whole and never hidden.

    A target nobody has set gives no day rather than a guessed one. Raises
    BeyondHolidays when a day lies past the bank holidays that are bundled.
    """
    start = facts.milestones.get(MilestoneKind.CONTACT_RECEIVED, facts.opened_on)
    due_on = _after(start, targets.get(facts.target_class))
    if facts.stage == Stage.CLOSED:
        ended = facts.closed_on or start
        return Projection(ended, WaitingOn.NOBODY, ended, None, due_on)
    wrong_since = facts.put_right_since
    turn = turn_at(facts.stage, settled=facts.settled, put_right=wrong_since is not None)
    since = wrong_since if turn is PUT_RIGHT and wrong_since else _began(facts, turn)
    if held := facts.held:
        return Projection(since, held.cause, held.since, held.next_on, due_on)
    next_action_on = facts.appointed or _step_by(facts, turn, since, targets)
    return Projection(since, turn.waiting_on, since, next_action_on, due_on)


def _step_by(facts: Facts, turn: Turn, since: date, targets: Mapping[str, int]) -> date | None:
    """The target's day. Until somebody has called, none lies after the promised call."""
    day, promised = _after(since, targets.get(turn.target)), promised_call(facts, targets)
    if turn.target == FIRST_CALL and promised:
        return promised
    return min(day, promised) if day and promised else day


def promised_call(facts: Facts, targets: Mapping[str, int]) -> date | None:
    """The day of the first call as long as nobody has called, None after that."""
    if facts.stage not in (Stage.OPENED, Stage.ALLOCATED) or CALLED & facts.milestones.keys():
        return None
    start = facts.milestones.get(MilestoneKind.CONTACT_RECEIVED, facts.opened_on)
    return first_call_by(start, targets)


def first_call_by(contact_on: date, targets: Mapping[str, int]) -> date | None:
    """The last day for the first call, counted from first contact: what is said on the
    phone and what the case is held to, however long triage took. None without a target."""
    return _after(contact_on, targets.get(FIRST_CALL))


def _began(facts: Facts, turn: Turn) -> date:
    return facts.milestones.get(turn.began_with) or _latest(facts)


def _latest(facts: Facts) -> date:
    return max(facts.milestones.values(), default=facts.opened_on)


def _after(start: date, working_days: int | None) -> date | None:
    return None if working_days is None else add_working_days(start, working_days)


def targets_on(day: date) -> dict[str, int]:
    """The targets in force on a day that are counted in working days."""
    held = Target.objects.in_force(day).filter(working_days__isnull=False)
    return dict(held.values_list("code", "working_days"))


def facts_of(case: Case) -> Facts:
    """Gather what the clock needs from the case's rows. Holds no rule."""
    standing = case.milestones.filter(superseded_by=None).order_by("happened_on", "id")
    return Facts(
        stage=case.stage,
        opened_on=case.opened_on,
        target_class=f"{case.urgency}_{case.complexity}",
        milestones=dict(standing.values_list("kind", "happened_on")),
        appointed=_appointed(case),
        closed_on=case.closed_on,
        settled=is_settled(case),
        put_right_since=put_right_since(case),
        held=_held(case),
    )


def _held(case: Case) -> Held | None:
    hold = Hold.objects.standing().filter(case=case).first()
    return Held(hold.cause, hold.starts_on, hold.next_on) if hold else None


def _appointed(case: Case) -> date | None:
    if case.stage == Stage.VISIT_BOOKED:
        visit = Visit.objects.booked().of_mot().filter(case=case).order_by("starts_at").first()
        return visit.local_day if visit else None
    if case.stage == Stage.DELIVERING:
        orders = Order.objects.outstanding().filter(solution__case=case)
        return orders.order_by("expected_on").values_list("expected_on", flat=True).first()
    if case.stage == Stage.FOLLOW_UP_DUE:
        follow_up = FollowUp.objects.filter(case=case, done_on=None).first()
        return follow_up.due_on if follow_up else None
    return None


def is_settled(case: Case) -> bool:
    """Whether everything ordered is delivered, or everybody followed up, at that stage."""
    if case.stage == Stage.DELIVERING:
        return not Order.objects.outstanding().filter(solution__case=case).exists()
    if case.stage == Stage.FOLLOW_UP_DUE:
        return not FollowUp.objects.filter(case=case, done_on=None).exists()
    return False


def put_right_since(case: Case) -> date | None:
    """The last day something did not come or did not suit, while it is not put right."""
    if case.stage not in SETTLED or not case.solutions.to_put_right().exists():
        return None
    cancelled = Order.objects.filter(solution__case=case, cancelled_on__isnull=False)
    unsuitable = FollowUp.objects.filter(case=case, suits=False, done_on__isnull=False)
    days = [
        *cancelled.values_list("cancelled_on", flat=True),
        *unsuitable.values_list("done_on", flat=True),
    ]
    return max(day for day in days if day)


def refresh(case: Case, *, on: date) -> None:
    """Work out the stored answer again. Belongs in the transaction of a verb."""
    answer = project(facts_of(case), targets=targets_on(on))
    fields = ("stage_since", "waiting_on", "waiting_since", "next_action_on", "due_on")
    for name in fields:
        setattr(case, name, getattr(answer, name))
    case.save(update_fields=fields)
