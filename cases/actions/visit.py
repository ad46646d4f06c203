"""The Housing MOT: answers saved as they are given, and the visit finished."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cases.access import why_not_work
from cases.actions.steps import locked, step
from cases.enums import MilestoneKind, VisitState
from cases.models import Score, Solution, Visit, VisitAnswers
from cases.mot.sets import QuestionSet, current_version, question_set
from cases.rules.solutions import Suggestion, suggest
from cases.verbs import Verb
from lightbulb.core.access.refusal import require
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.staff.models import User

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
) -> VisitAnswers:
    """Keep the whole document of answers. Raises EditConflict when it moved on meanwhile.

    Each answer is {"value", "said_by", "seen"}; nothing typed is refused for being odd.
    """
    require(why_not_work(by, visit.case, on=on))
    held, _ = VisitAnswers.objects.select_for_update().get_or_create(
        visit=visit, defaults={"question_set": current_version()}
    )
    if held.revision != revision:
        raise EditConflict(held)
    held.answers = {key: dict(answer) for key, answer in answers.items()}
    held.revision += 1
    held.saved_at = at
    held.save()
    return held


@transaction.atomic
def finish_visit(*, visit: Visit, scores: Mapping[str, int], by: User, on: date) -> Visit:
    """Finish a visit: its scores are kept, and what may help is offered with reasons."""
    case = locked(visit.case)
    require(why_not_work(by, case, on=on))
    held, _ = VisitAnswers.objects.get_or_create(
        visit=visit, defaults={"question_set": current_version()}
    )
    visit.state, visit.done_on = VisitState.DONE, on
    visit.save(update_fields=["state", "done_on"])
    Score.objects.bulk_create(
        Score(visit=visit, theme=theme, value=value) for theme, value in scores.items()
    )
    values = {key: answer.get("value", "") for key, answer in held.answers.items()}
    suggestions = suggest(values)
    questions = question_set(held.question_set)
    Solution.objects.bulk_create(offered(visit, row, questions) for row in suggestions)
    lines = [line.strip() for line in values.get(MATTERS, "").splitlines()]
    case.what_matters = [line for line in lines if line]
    detail = {
        "visit": visit.pk,
        "question_set": held.question_set,
        "answered": sum(1 for value in values.values() if value),
        "offered": len(suggestions),
    }
    kind = MilestoneKind.ASSESSMENT_DONE
    step(case, "finish_visit", Verb.VISIT_FINISHED, by=by, on=on, detail=detail, milestone=kind)
    return visit


def offered(visit: Visit, suggestion: Suggestion, questions: QuestionSet) -> Solution:
    """A solution as it is first offered, with the answer it comes from in words."""
    offer = suggestion.offer
    question = questions.question(offer.question)
    answer = next(c.label for c in question.choices if c.value == suggestion.answer)
    return Solution(
        case_id=visit.case_id,
        visit=visit,
        code=offer.code,
        label=offer.label,
        kind=offer.kind,
        domain=question.domain,
        from_answers=[question.id],
        because=f"{question.text}: {answer.lower()}",
    )
