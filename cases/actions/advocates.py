"""Judging whether an advocate is needed, and writing down what came of asking for one."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_work
from cases.actions.steps import place_of
from cases.enums import AdvocateState
from cases.models import Advocate
from cases.rules.advocates import need_of
from cases.verbs import Verb
from cases.workflow import ADVOCATE
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User


@transaction.atomic
def judge_advocate(*, advocate: Advocate, by: User, on: date) -> Advocate:
    """Keep a judgement; it comes unsaved, with its case. The rule says whether one is needed.

    Raises ValidationError when it is not said whether somebody suitable is there although
    being involved is difficult, or when one is needed for that already.
    """
    require(why_not_work(by, advocate.case, on=on))
    need = need_of(difficulty=advocate.difficulty, suitable=advocate.suitable)
    if need.needed is None:
        raise ValidationError(dict.fromkeys(need.missing, f"{need.because}."))
    advocate.state = AdvocateState.NEEDED if need.needed else AdvocateState.NOT_NEEDED
    advocate.judged_on, advocate.judged_by = on, by
    advocate.full_clean()
    advocate.save(force_insert=True)
    detail = {"advocate": advocate.pk, "purpose": advocate.purpose, "state": str(advocate.state)}
    place = place_of(advocate.case)
    record(Verb.ADVOCATE_JUDGED, advocate, by=by, on=on, detail=detail, place=place)
    return advocate


@dataclass(frozen=True, kw_only=True)
class Word:
    """What came of it: a step of the workflow, its day, and who was found or why nobody."""

    step: str
    day: date
    who: str = ""
    reason: str = ""


@transaction.atomic
def answer_advocate(*, advocate: Advocate, word: Word, by: User, on: date) -> Advocate:
    """Write down that one was asked for, found, refused or not found.

    Raises NotAllowed for a step that does not follow, ValidationError for a day that cannot
    be, an advocate without a name, or none without a reason.
    """
    rows = Advocate.objects.select_for_update(of=("self",)).select_related("case")
    advocate = rows.get(pk=advocate.pk)
    require(why_not_work(by, advocate.case, on=on))
    advocate.state = ADVOCATE.next_state(advocate.state, word.step)
    if not advocate.judged_on <= word.day <= on:
        raise ValidationError({"day": "The day lies between the judgement and today."})
    advocate.reason = word.reason
    if word.step == "ask":
        advocate.asked_on, advocate.answered_on = word.day, None
    else:
        advocate.who = word.who if word.step == "find" else ""
        advocate.answered_on = word.day
    advocate.full_clean()
    advocate.save()
    detail = {"advocate": advocate.pk, "step": word.step, "day": word.day}
    place = place_of(advocate.case)
    record(Verb.ADVOCATE_ANSWERED, advocate, by=by, on=on, detail=detail, place=place)
    return advocate
