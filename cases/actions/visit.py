"""The Housing MOT: answers saved as they are given, and the visit finished."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cases.access import why_not_answer, why_not_work
from cases.actions.flags import keep_flags
from cases.actions.standing import stand
from cases.actions.steps import locked, step
from cases.enums import MilestoneKind, VisitState
from cases.models import Score, Solution, Visit, VisitAnswers
from cases.mot.document import answers_of
from cases.mot.offering import Offered, facts_on, offered
from cases.mot.sets import current_version, question_set
from cases.mot.today import to_do_today
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.staff.models import User
from lightbulb.core.workflow import NotAllowed

NOT_OPEN = "This visit is no longer open, so its answers stay as they are."
MATTERS = "R1"  # the question whose answer leads the plan


@transaction.atomic
def save_answers(
    *,
    visit: Visit,
    answers: Mapping[str, Mapping[str, Any]],
    revision: int,
    by: User,
    at: datetime,
    on: date,
    on_its_way: Mapping[str, Mapping[str, Any]] | None = None,
) -> VisitAnswers:
    """Keep the whole document of answers. Raises EditConflict when it moved on meanwhile.

    Each answer is {"value", "said_by", "seen"}; nothing typed is refused for being odd.
    The same document sent again, after a reply that was lost, is kept once. `on_its_way` is
    what the same window had sent just before and heard nothing of: a page that goes follows
    it with the rest. Raises NotAllowed when the visit is no longer open.
    """
    require(why_not_answer(by, visit, on=on))
    held = locked_answers(visit, on=on)
    wanted = {key: dict(answer) for key, answer in answers.items()}
    if held.answers == wanted and held.revision:
        return held
    refuse_unless_open(visit)
    if held.revision != revision and (on_its_way is None or held.answers != on_its_way):
        raise EditConflict(held)
    held.answers = wanted
    held.revision += 1
    held.saved_at = at
    held.save()
    return held


def locked_answers(visit: Visit, *, on: date) -> VisitAnswers:
    held, _ = VisitAnswers.objects.select_for_update(of=("self",)).get_or_create(
        visit=visit, defaults={"question_set": current_version(on, visit.questions_of)}
    )
    return held


def refuse_unless_open(visit: Visit) -> None:
    """The plan comes from the answers, so a visit that is done or cancelled keeps its own."""
    if not Visit.objects.booked().filter(pk=visit.pk).exists():
        raise NotAllowed(NOT_OPEN)


@transaction.atomic
def finish_visit(*, visit: Visit, scores: Mapping[str, int], by: User, on: date) -> Visit:
    """Finish a visit: its scores are kept, and what may help is offered with reasons.

    Raises ValidationError while something to be done today has no action and no name.
    """
    case = locked(visit.case)
    require(why_not_work(by, case, on=on))
    held = locked_answers(visit, on=on)
    refuse_unless_open(visit)
    if visit.is_assessment:
        raise NotAllowed("An assessment is signed by whoever made it.")
    questions, facts = question_set(held.question_set), facts_on(visit.local_day)
    keep_flags(visit, to_do_today(held.answers, questions, facts=facts), on=on)
    visit.state, visit.done_on = VisitState.DONE, on
    visit.save(update_fields=["state", "done_on"])
    stand(visit, by=by, on=on)
    Score.objects.bulk_create(
        Score(visit=visit, theme=theme, value=value) for theme, value in scores.items()
    )
    answers = answers_of(held.answers)
    offers = offered(questions, answers, facts=facts)
    Solution.objects.bulk_create(solution_of(each, visit) for each in offers)
    case.what_matters = lines_of(answers.get(MATTERS, ()))
    detail = {
        "visit": visit.pk,
        "question_set": held.question_set,
        "answered": sum(1 for each in questions.questions if each.id in answers),
        "offered": len(offers),
    }
    kind = MilestoneKind.ASSESSMENT_DONE
    step(case, "finish_visit", Verb.VISIT_FINISHED, by=by, on=on, detail=detail, milestone=kind)
    return visit


def lines_of(words: Sequence[str]) -> list[str]:
    lines = (line.strip() for each in words for line in each.splitlines())
    return [line for line in lines if line]


def solution_of(offer: Offered, visit: Visit) -> Solution:
    """A solution as it is first offered."""
    return Solution(
        case_id=visit.case_id,
        visit=visit,
        code=offer.code,
        label=offer.label,
        kind=offer.kind,
        domain=offer.domain,
        from_answers=list(offer.from_answers),
        because=offer.because,
    )
