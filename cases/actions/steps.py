"""What every verb of a case does: lock it, move it on, and leave a milestone and an event."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Model

from cases import clock
from cases.enums import MilestoneKind
from cases.models import Case, Milestone
from cases.verbs import Verb
from cases.workflow import CASE
from lightbulb.core.record.actors import Actor
from lightbulb.core.record.events import Place, record
from lightbulb.core.record.models import Event


def locked(case: Case) -> Case:
    """The case as it is now, held until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def place_of(case: Case) -> Place:
    return Place(
        case_id=case.pk,
        person_id=case.person_id,
        locality_id=case.locality_id,
        organisation_id=case.locality.organisation_id if case.locality else case.funder_id,
    )


def step(
    case: Case,
    name: str,
    verb: Verb,
    *,
    by: Actor,
    on: date,
    detail: Mapping[str, object] | None = None,
    milestone: MilestoneKind | None = None,
    subject: Model | None = None,
) -> Event:
    """Move a locked case on, write the event and its milestone, and work out the clock.

    `subject` is what the event tells of, when that is a part of the case and not itself.
    Raises NotAllowed when the case is not where the step starts from.
    """
    case.stage = CASE.next_state(case.stage, name)
    event = record(verb, subject or case, by=by, on=on, detail=detail, place=place_of(case))
    if milestone:
        Milestone.objects.create(case=case, kind=milestone, happened_on=on, event_id=event.pk)
    case.version += 1
    case.save()
    clock.refresh(case, on=on)
    return event
