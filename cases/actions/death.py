"""When somebody has died: what stops, what is left to do, and taking back a mistake."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from cases import clock
from cases.access import why_not_work
from cases.actions.letters import take_back_letter
from cases.actions.steps import locked, place_of, step
from cases.enums import LetterState, SolutionKind, SolutionState, Stage, VisitState
from cases.extension_points import on_death
from cases.models import Case, Hold, Letter, Order, Person, Task, Visit
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.record.revisions import save_changes
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed

SOON = timedelta(days=7)  # when what is left is to be done by; whoever has it may change it
LENT = (SolutionState.DELIVERED, SolutionState.CHECKED, SolutionState.UNSUITABLE)


@transaction.atomic
def record_death(*, case: Case, died_on: date, by: User, on: date) -> Person:
    """Write down that the person of a case has died.

    Letters that are not sent stop, booked visits are cancelled, waits end, and each open case
    gets its tasks; whom to ring is kept. No case is closed by it: somebody does, when what is
    left is done. Raises ValidationError for a day that cannot be, NotAllowed when it is known.
    """
    case = locked(case)
    require(why_not_work(by, case, on=on))
    person = Person.objects.select_for_update(of=("self",)).get(pk=case.person.canonical.pk)
    if person.died_on:
        raise NotAllowed("It is written down already that they have died.")
    if died_on > on:
        raise ValidationError({"died_on": "The day is today or before."})
    save_changes(person, {"died_on": died_on}, by=by, version=person.version)
    record(
        *(Verb.PERSON_DIED, person),
        by=by,
        on=on,
        detail={"died_on": died_on},
        place=place_of(case),
    )
    stop_letters(person, by=by, on=on)
    for member in on_death:
        member(person, by=by, on=on)
    return person


def stop_letters(person: Person, *, by: User, on: date) -> None:
    unsent = (LetterState.WAITING, LetterState.READY)
    for letter in Letter.objects.filter(person__in=person.all_ids(), state__in=unsent):
        take_back_letter(letter=letter, by=by, on=on)


def settle_cases(person: Person, *, by: User, on: date) -> None:
    """In every open case, wherever it lies: visits are cancelled, waits end, and tasks say
    what is left."""
    cases = Case.objects.open().filter(person__in=person.all_ids()).order_by("pk")
    for found in cases:
        case = locked(found)
        Hold.objects.filter(case=case, ends_on=None).update(ends_on=on)
        for visit in case.visits.booked():
            Visit.objects.filter(pk=visit.pk).update(state=VisitState.CANCELLED)
        if case.stage == Stage.VISIT_BOOKED:
            step(case, "cancel_visit", Verb.VISIT_CANCELLED, by=by, on=on)
        clock.refresh(case, on=on)
        set_tasks(case, by=by, on=on)


def set_tasks(case: Case, *, by: User, on: date) -> None:
    """What somebody has to see to, by name, for whoever leads the case or wrote it down."""
    person = case.person.canonical
    family = f"Speak with the family ({person.call_first})" if person.call_first else FAMILY
    orders = Order.objects.outstanding().filter(solution__case=case).select_related("solution")
    lent = case.solutions.filter(state__in=LENT, kind=SolutionKind.EQUIPMENT)
    words = [
        family,
        *(f"Cancel what is on order: {order.solution.label}" for order in orders),
        *(f"Ask gently about fetching back: {solution.label}" for solution in lent),
    ]
    owner = case.lead_worker or by
    for text in words:
        task = Task.objects.create(
            case=case, text=text[:200], owner=owner, set_by=by, due_on=on + SOON
        )
        detail = {"task": task.pk, "owner": owner.pk, "due_on": task.due_on}
        record(Verb.TASK_SET, task, by=by, on=on, detail=detail, place=place_of(case))


FAMILY = "Find out who speaks for them now, and speak with them"


@transaction.atomic
def take_back_death(*, case: Case, by: User, on: date) -> Person:
    """It was a mistake: they live. Visits and letters that stopped are arranged anew by a person.

    Raises NotAllowed when no death is written down.
    """
    case = locked(case)
    require(why_not_work(by, case, on=on))
    person = Person.objects.select_for_update(of=("self",)).get(pk=case.person.canonical.pk)
    if person.died_on is None:
        raise NotAllowed("No death is written down.")
    save_changes(person, {"died_on": None}, by=by, version=person.version)
    record(Verb.DEATH_TAKEN_BACK, person, by=by, on=on, place=place_of(case))
    return person
