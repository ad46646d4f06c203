"""Taking a complaint, and what follows on it: acknowledged, answered or withdrawn."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_work
from cases.actions.steps import place_of
from cases.complaining import due, facts_of
from cases.models import Complaint
from cases.rules.complaints import route
from cases.verbs import Verb
from cases.workflow import COMPLAINT
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User


@transaction.atomic
def record_complaint(*, complaint: Complaint, landlord: str = "", by: User, on: date) -> Complaint:
    """Keep a complaint; it comes unsaved, with its case, open or closed. Where it goes and by
    when is worked out and kept. `landlord` names whom it is about, where that is one.

    Raises ValidationError for a day to come.
    """
    require(why_not_work(by, complaint.case, on=on))
    if complaint.received_on > on:
        raise ValidationError({"received_on": "The day is today or before."})
    way = route(facts_of(complaint, landlord=landlord))
    complaint.goes, complaint.goes_to = way.goes.value, way.to
    complaint.ombudsman = way.ombudsman.value
    complaint.acknowledge_by, complaint.answer_by = due(complaint)
    complaint.taken_by = by
    complaint.full_clean()
    complaint.save(force_insert=True)
    detail = {"complaint": complaint.pk, "about": complaint.about, "goes": complaint.goes}
    place = place_of(complaint.case)
    record(Verb.COMPLAINT_RECORDED, complaint, by=by, on=on, detail=detail, place=place)
    return complaint


@transaction.atomic
def acknowledge_complaint(*, complaint: Complaint, day: date, by: User, on: date) -> Complaint:
    """Write down that whoever complained was told that it was received, and who answers.

    Raises NotAllowed unless it is new, ValidationError for a day that cannot be.
    """
    complaint = moved(complaint, "acknowledge", day, by=by, on=on)
    complaint.acknowledged_on = day
    keep(complaint)
    detail = {"complaint": complaint.pk, "day": day}
    place = place_of(complaint.case)
    record(Verb.COMPLAINT_ACKNOWLEDGED, complaint, by=by, on=on, detail=detail, place=place)
    return complaint


@dataclass(frozen=True, kw_only=True)
class Reply:
    """How a complaint was answered, when, and in which words."""

    day: date
    outcome: str
    answer: str


@transaction.atomic
def answer_complaint(*, complaint: Complaint, reply: Reply, by: User, on: date) -> Complaint:
    """Write down what was answered, by whoever's procedure it is.

    Raises NotAllowed unless it is acknowledged, ValidationError for a day that cannot be.
    """
    complaint = moved(complaint, "answer", reply.day, by=by, on=on)
    complaint.answered_on = reply.day
    complaint.outcome, complaint.answer = reply.outcome, reply.answer
    keep(complaint)
    detail = {"complaint": complaint.pk, "outcome": complaint.outcome}
    place = place_of(complaint.case)
    record(Verb.COMPLAINT_ANSWERED, complaint, by=by, on=on, detail=detail, place=place)
    return complaint


@transaction.atomic
def withdraw_complaint(*, complaint: Complaint, day: date, by: User, on: date) -> Complaint:
    """Write down that whoever complained takes it back. Raises NotAllowed when it is over,
    ValidationError for a day that cannot be."""
    complaint = moved(complaint, "withdraw", day, by=by, on=on)
    complaint.withdrawn_on = day
    keep(complaint)
    detail = {"complaint": complaint.pk}
    place = place_of(complaint.case)
    record(Verb.COMPLAINT_WITHDRAWN, complaint, by=by, on=on, detail=detail, place=place)
    return complaint


def moved(complaint: Complaint, step: str, day: date, *, by: User, on: date) -> Complaint:
    """The complaint as it is now, locked, in its next state."""
    rows = Complaint.objects.select_for_update(of=("self",)).select_related("case")
    complaint = rows.get(pk=complaint.pk)
    require(why_not_work(by, complaint.case, on=on))
    complaint.state = COMPLAINT.next_state(complaint.state, step)
    if not (complaint.acknowledged_on or complaint.received_on) <= day <= on:
        raise ValidationError({"day": "The day lies between what came before and today."})
    return complaint


def keep(complaint: Complaint) -> None:
    complaint.full_clean()
    complaint.save()
