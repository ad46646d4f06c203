"""What is under way in the demonstration's open cases: waits, calls, tasks, a therapist's queue."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from django.db import transaction

from cases import actions
from cases.alerts import find_alerts
from cases.enums import Complexity, HoldCause, Stage, Urgency
from cases.models import Case, Hold, Note, OtWait, Task
from lightbulb.core.staff.models import User
from triage.demonstration.around_people import tell_of_people

MOST = 90  # cases that something is told of
WAITS = (
    (HoldCause.LANDLORD, "Soar Valley Homes", "Written consent for the works", "Ring Dean Pollard"),
    (HoldCause.LANDLORD, "A private landlord", "Leave to fix rails to the wall", "Write again"),
    (HoldCause.HOSPITAL, "Ward 17", "The day she goes home", "Ring the ward sister"),
    (HoldCause.COUNTY_OT, "", "The therapist’s recommendation", "Ask the duty therapist"),
    (HoldCause.CUSTOMER, "", "A talk with the family about the stairs", "Ring on Friday"),
    (HoldCause.PLANNING, "", "Whether the ramp needs permission", "Ask the planning desk"),
)
CALLS = (
    "Is managing downstairs for now, and glad to hear that it is going on.",
    "Has not slipped again. A neighbour looks in in the evenings.",
    "Asked when the rail comes. Told what we wait for, and until when.",
    "Slept badly. The heating is on in one room only.",
)
TASKS = (
    "Ring the surgery about the letter",
    "Send the leaflet on Attendance Allowance",
    "Ask the supplier for a day",
    "Measure the stairs at the return visit",
)
NEEDS = ("Stairs", "Bath and toilet", "Getting in and out of bed")
MEANWHILE = ("A commode downstairs", "A bed in the front room", "")


@transaction.atomic
def seed_open_cases(*, on: date) -> str:
    """Belongs after the stories, to whose open cases it adds by the verbs themselves."""
    luck = Random("open cases")
    told = [tell(case, worker, luck, on=on) for case, worker in under_way()]
    raised = find_alerts(on)
    return f"{len(told)} cases with something under way, {len(raised)} alerts"


def under_way() -> Iterator[tuple[Case, User]]:
    """The newest open cases, each with who leads it."""
    cases = Case.objects.open().exclude(stage=Stage.OPENED).select_related("lead_worker")
    for case in cases.order_by("-opened_on", "pk")[:MOST]:
        if case.lead_worker:
            yield case, case.lead_worker


def tell(case: Case, worker: User, luck: Random, *, on: date) -> None:
    """One or more of what can be under way, some days ago; nothing before the case began."""
    ago = min(luck.randint(1, 16), (on - case.opened_on).days)
    then = on - timedelta(days=ago)
    call(case, worker, luck, on=then)
    tell_of_people(case, worker, Random(f"people of {case.reference}"), on=then)
    for chance, what in ((0.3, wait), (0.5, task), (0.15, therapist), (0.1, more_urgent)):
        if luck.random() < chance:
            what(case, worker, luck, on=then)


def call(case: Case, worker: User, luck: Random, *, on: date) -> None:
    note = Note(case=case, spoke_to="person", text=luck.choice(CALLS), happened_on=on)
    actions.write_note(note=note, by=worker, on=on)


def wait(case: Case, worker: User, luck: Random, *, on: date) -> None:
    cause, who, reason, next_step = luck.choice(WAITS)
    days = {"starts_on": on, "next_on": on + timedelta(days=luck.randint(3, 20))}
    hold = Hold(case=case, cause=cause, who=who, reason=reason, owner=worker, **days)
    hold.next_step = next_step
    actions.put_on_hold(hold=hold, by=worker, on=on)


def task(case: Case, worker: User, luck: Random, *, on: date) -> None:
    due_on = on + timedelta(days=luck.randint(2, 21))
    unsaved = Task(case=case, text=luck.choice(TASKS), owner=worker, due_on=due_on)
    actions.set_task(task=unsaved, by=worker, on=on)


def therapist(case: Case, worker: User, luck: Random, *, on: date) -> None:
    risk = luck.choice(("high", "medium", "medium", "low"))
    unsaved = OtWait(case=case, need=luck.choice(NEEDS), risk=risk, interim=luck.choice(MEANWHILE))
    unsaved.review_on = on + timedelta(days=luck.randint(5, 30))
    asked = actions.ask_ot(wait=unsaved, by=worker, on=on)
    if luck.random() < 0.3:
        actions.note_fall(wait=asked, fell_on=on, by=worker, on=on)


def more_urgent(case: Case, worker: User, luck: Random, *, on: date) -> None:
    if case.urgency == Urgency.URGENT:
        return
    actions.reclassify(
        case=case,
        urgency=Urgency.URGENT,
        complexity=Complexity(case.complexity),
        reason="Fell twice in a week",
        by=worker,
        on=on,
    )
