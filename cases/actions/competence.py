"""Who may recommend what: signed off for it, and ended; what lies above it, agreed or not."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.access import why_not_keep_competence, why_not_recommend, why_not_sign_off
from cases.actions.steps import locked, place_of
from cases.actions.tasks import keep_task
from cases.enums import SolutionState
from cases.models import Competence, SignOff, Solution, Task
from cases.verbs import Verb
from cases.workflow import SOLUTION
from lightbulb.core.access.refusal import require
from lightbulb.core.record.events import record
from lightbulb.core.staff.models import User
from lightbulb.core.time.working_days import add_working_days
from lightbulb.core.workflow import NotAllowed

SAY_WHY = "Say why you do not agree."
TELL_WITHIN = 2  # working days: example
WAITS = "An Occupational Therapist has to agree first."


@transaction.atomic
def give_competence(*, competence: Competence, by: User, on: date) -> Competence:
    """Sign somebody off for an area. It comes unsaved, with worker, area, ground and days.

    Raises ValidationError where they are signed off for it on some of these days already.
    """
    require(why_not_keep_competence(by, competence.worker, on=on))
    competence.given_by = by
    competence.full_clean()
    competence.save(force_insert=True)
    detail = {"user": competence.worker_id, "area": str(competence.area)}
    record(Verb.COMPETENCE_GIVEN, competence, by=by, on=on, detail=detail)
    return competence


@transaction.atomic
def end_competence(*, competence: Competence, by: User, on: date) -> None:
    """From today somebody is signed off for it no more; one that began today never held.

    Raises NotAllowed when it has ended already.
    """
    require(why_not_keep_competence(by, competence.worker, on=on))
    competence = Competence.objects.select_for_update(of=("self",)).get(pk=competence.pk)
    yesterday = on - timedelta(days=1)
    if competence.ends_on is not None and competence.ends_on <= yesterday:
        raise NotAllowed("It has ended already.")
    detail = {"user": competence.worker_id, "area": str(competence.area)}
    record(Verb.COMPETENCE_ENDED, competence, by=by, on=on, detail=detail)
    if competence.starts_on > yesterday:
        competence.delete()
        return
    competence.ends_on = yesterday
    competence.save(update_fields=["ends_on"])


def ask_where_needed(solution: Solution, *, by: User, on: date) -> None:
    """Ask an Occupational Therapist where what was just accepted lies above whoever recommends
    it; what is no longer accepted waits for nobody."""
    waiting = SignOff.objects.waiting().filter(solution=solution)
    if solution.state != SolutionState.ACCEPTED:
        waiting.delete()
        return
    if is_covered(solution, by=by, on=on) or waiting.exists():
        return
    asked = SignOff(solution=solution, area=solution.area, asked_on=on, asked_by=by)
    asked.full_clean()
    asked.save(force_insert=True)
    detail = {"solution": solution.pk, "area": str(asked.area)}
    place = place_of(solution.case)
    record(Verb.SIGN_OFF_ASKED, asked, by=by, on=on, detail=detail, place=place)


def is_covered(solution: Solution, *, by: User, on: date) -> bool:
    """Whether it takes nobody's agreement: nothing is needed for it, whoever recommends it may,
    an assessment recommends it, or somebody agreed already."""
    if not solution.area or (solution.visit.is_assessment and solution.from_answers):
        return True
    if why_not_recommend(by, solution.area, on=on) is None:
        return True
    return solution.sign_offs.filter(agreed=True).exists()


@transaction.atomic
def sign_off(*, sign_off: SignOff, agreed: bool, remark: str = "", by: User, on: date) -> SignOff:
    """Agree to what somebody recommended, or not and say why: then it is not eligible, and who
    leads the case has to tell the person.

    Raises ValidationError without that reason, NotAllowed when it is answered already.
    """
    case = locked(sign_off.solution.case)
    require(why_not_sign_off(by, sign_off, on=on))
    sign_off = SignOff.objects.select_for_update(of=("self",)).get(pk=sign_off.pk)
    if sign_off.answered_on:
        raise NotAllowed("It is answered already.")
    if not agreed and not remark.strip():
        raise ValidationError({"remark": SAY_WHY})
    sign_off.agreed, sign_off.remark = agreed, remark
    sign_off.answered_on, sign_off.answered_by = on, by
    sign_off.full_clean()
    sign_off.save()
    detail = {"solution": sign_off.solution_id, "answer": "agreed" if agreed else "not_agreed"}
    record(Verb.SIGN_OFF_ANSWERED, sign_off, by=by, on=on, detail=detail, place=place_of(case))
    if not agreed:
        refuse(sign_off, by=by, on=on)
    return sign_off


def refuse(sign_off: SignOff, *, by: User, on: date) -> None:
    solution = Solution.objects.select_for_update(of=("self",)).get(pk=sign_off.solution_id)
    solution.state = SOLUTION.next_state(solution.state, "not_agreed")
    solution.reason, solution.decided_on = sign_off.remark, on
    solution.save(update_fields=["state", "reason", "decided_on"])
    case = solution.case
    words = f"Tell {case.person.canonical.called}: {solution.label} is not recommended"
    owner, due_on = case.lead_worker or sign_off.asked_by, add_working_days(on, TELL_WITHIN)
    keep_task(Task(case=case, text=words[:200], owner=owner, due_on=due_on), by=by, on=on)


def why_not_go_on(solution: Solution) -> str | None:
    """Whether what is accepted may be ordered or done: not while somebody has to agree."""
    return WAITS if SignOff.objects.waiting().filter(solution=solution).exists() else None
