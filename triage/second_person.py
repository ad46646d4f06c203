"""Somebody else in the home needs help too: their own referral, case and visit, at once."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from cases import actions as cases
from cases.enums import Stage
from cases.models import Case, Person, Visit
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed
from triage import actions as triage
from triage.enums import Door, Source
from triage.models import Referral

FOUND_ON = "Asked for help on the visit to somebody else in the same home."
BEFORE_A_VISIT = (Stage.ALLOCATED, Stage.CONTACT_TRIED)


@transaction.atomic
def begin_for_another(
    *, visit: Visit, person: Person, relation: str, needs: Sequence[str], by: User, on: date
) -> Visit:
    """Begin somebody's own Housing MOT on the visit to somebody else in their home.

    Somebody new comes unsaved and joins the household. Their own case is used where one waits
    for its visit; otherwise a referral is logged and taken on at once. Raises NotAllowed where
    their case has come further, and ValidationError as the verbs do.
    """
    if person._state.adding:
        member = cases.join_household(
            case=visit.case, person=person, relation=relation, since=on, by=by, on=on
        )
        person = member.person
    case = open_case_of(person) or taken_on(visit, person, needs, by=by, on=on)
    return cases.book_visit(
        case=case,
        worker=by,
        starts_at=visit.starts_at,
        minutes=visit.minutes,
        linked_to=visit,
        by=by,
        on=on,
    )


def open_case_of(person: Person) -> Case | None:
    """Their case, if it waits for its first visit."""
    case = Case.objects.open().filter(person__in=person.all_ids()).order_by("-opened_on").first()
    if case is None or case.stage in BEFORE_A_VISIT:
        return case
    raise NotAllowed(
        f"{person.canonical.full_name} has a case already, {case.reference}. Book the visit there."
    )


def taken_on(visit: Visit, person: Person, needs: Sequence[str], *, by: User, on: date) -> Case:
    referral = Referral(
        door=Door.HSC,
        source=Source.SELF,
        words=FOUND_ON,
        person=person,
        home=visit.case.home,
        locality=visit.case.locality,
        needs=list(needs),
    )
    triage.log_referral(referral=referral, by=by, on=on)
    return triage.take_on(referral=referral, by=by, on=on)
