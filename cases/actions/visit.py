"""The Housing MOT: answers saved as they are given, and the visit finished."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cases.access import why_not_work
from cases.actions.steps import locked, step
from cases.enums import MilestoneKind, VisitState
from cases.models import Score, Solution, Visit, VisitAnswers
from cases.mot.document import value_of
from cases.mot.sets import Question, QuestionSet, current_version, question_set
from cases.rules.solutions import Suggestion, suggest
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
) -> VisitAnswers:
    """Keep the whole document of answers. Raises EditConflict when it moved on meanwhile.

    Each answer is {"value", "said_by", "seen"}; nothing typed is refused for being odd.
    The same document sent again, after a reply that was lost, is kept once. Raises
    NotAllowed when the visit is no longer open.
    """
    require(why_not_work(by, visit.case, on=on))
    held = locked_answers(visit)
    wanted = {key: dict(answer) for key, answer in answers.items()}
    if held.answers == wanted and held.revision:
        return held
    refuse_unless_open(visit)
    if held.revision != revision:
        raise EditConflict(held)
    held.answers = wanted
    held.revision += 1
    held.saved_at = at
    held.save()
    return held


def locked_answers(visit: Visit) -> VisitAnswers:
    held, _ = VisitAnswers.objects.select_for_update(of=("self",)).get_or_create(
        visit=visit, defaults={"question_set": current_version()}
    )
    return held


def refuse_unless_open(visit: Visit) -> None:
    """The plan comes from the answers, so a visit that is done or cancelled keeps its own."""
    if not Visit.objects.booked().filter(pk=visit.pk).exists():
        raise NotAllowed(NOT_OPEN)


@transaction.atomic
def finish_visit(*, visit: Visit, scores: Mapping[str, int], by: User, on: date) -> Visit:
    """Finish a visit: its scores are kept, and what may help is offered with reasons."""
    case = locked(visit.case)
    require(why_not_work(by, case, on=on))
    held = locked_answers(visit)
    refuse_unless_open(visit)
    visit.state, visit.done_on = VisitState.DONE, on
    visit.save(update_fields=["state", "done_on"])
    Score.objects.bulk_create(
        Score(visit=visit, theme=theme, value=value) for theme, value in scores.items()
    )
    questions = question_set(held.question_set)
    values = {each.id: value_of(held.answers, each.id) for each in questions.questions}
    suggestions = suggest(values)
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
    return Solution(
        case_id=visit.case_id,
        visit=visit,
        code=offer.code,
        label=offer.label,
        kind=offer.kind,
        domain=question.domain,
        from_answers=[question.id],
        because=because(question, suggestion.answer),
    )


def because(question: Question, answer: str) -> str:
    """The answer a suggestion comes from, in the words of the question."""
    label = next(choice.label for choice in question.choices if choice.value == answer)
    return f"{question.text.rstrip('?')}: {label.lower()}"
