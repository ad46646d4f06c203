"""What the visit page holds, and what its script needs of the questions to follow them."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from cases.enums import Theme, VisitState
from cases.forms.visit_shown import TO_ASK, Page, ShownArea, ShownQuestion, score_rows
from cases.known import known_before
from cases.models import Person, Visit, VisitAnswers
from cases.mot.conditions import as_data
from cases.mot.document import (
    SKIP_PART,
    Odd,
    answers_of,
    asked_anyway,
    odd_answers,
    part_of,
    scores_in,
    settled,
)
from cases.mot.offering import Offered, facts_on, offered
from cases.mot.sets import Question, current_version, question_set
from cases.mot.today import ToDoToday, to_do_today
from cases.rules.housing_mot import asking, falls_screen, hazards
from lightbulb.core.staff.models import User

SECOND_PERSON = "Z6"  # the question whether somebody else here needs help too
THEMES = tuple(Theme.values)


def held_of(visit: Visit, *, on: date) -> VisitAnswers:
    """The answers kept so far; none yet with the question set of the day."""
    held: VisitAnswers | None = getattr(visit, "answers", None)
    return held or VisitAnswers(visit=visit, question_set=current_version(on, visit.questions_of))


def initials(person: Person) -> str:
    """ "W C": all of a name that others may see on the screen."""
    names = f"{person.given_name} {person.family_name}".split()
    return " ".join(name[0] for name in names)


def visit_context(
    visit: Visit, held: VisitAnswers, *, user: User, on: date, by_place: bool = False
) -> dict[str, Any]:
    """Everything the visit page shows."""
    questions, facts = question_set(held.question_set), facts_on(visit.local_day)
    page = Page(
        questions,
        held.answers,
        facts=facts,
        known=known_before(visit, questions, user=user, on=on),
        photos=list(visit.photos.standing()),
    )
    areas = page.areas(by_place=by_place)
    return {
        "visit": visit,
        "case": visit.case,
        "on": on,
        "initials": initials(visit.case.person.canonical),
        "held": held,
        "base": json.dumps(held.answers),
        "areas": areas,
        "by_place": by_place and bool(questions.places),
        "has_places": bool(questions.places),
        "scores": () if visit.is_assessment else score_rows(scores_in(held.answers, THEMES)),
        "same_visit": same_visit(visit, user=user, on=on),
        "second_person": SECOND_PERSON if visit.state == VisitState.BOOKED else "",
        "housing_mot": housing_mot_of(visit) if visit.is_assessment else None,
        "me": user.name,
        "followed": {
            "facts": sorted(facts),
            "questions": [as_followed(each) for each in questions.questions],
        },
        **counted(areas),
        "odd": odd_in(held),
    }


def same_visit(visit: Visit, *, user: User, on: date) -> list[Visit]:
    """The Housing MOTs of others in the home that belong to the same visit."""
    first = visit.linked_to_id or visit.pk
    one = Q(pk=first) | Q(linked_to=first)
    found = Visit.objects.visible_to(user, on=on).filter(one).exclude(pk=visit.pk)
    found = found.exclude(state=VisitState.CANCELLED)
    return list(found.select_related("case__person__merged_into").order_by("pk"))


def housing_mot_of(visit: Visit) -> Visit | None:
    """The last Housing MOT of the same case, so that an assessment does not ask it all again."""
    found = Visit.objects.of_mot().filter(case=visit.case_id).exclude(state=VisitState.CANCELLED)
    return found.order_by("-starts_at", "-id").first()


def unanswered(areas: Sequence[ShownArea]) -> list[tuple[str, list[ShownQuestion]]]:
    """Areas with the questions that are asked and nobody answered yet."""
    found = ((area.title, [q for q in area.every() if q.state == TO_ASK]) for area in areas)
    return [(title, questions) for title, questions in found if questions]


def offers_of(visit: Visit, held: VisitAnswers) -> tuple[Offered, ...]:
    """What the answers so far will bring into the plan."""
    questions, answers = question_set(held.question_set), answers_of(held.answers)
    return offered(questions, answers, facts=facts_on(visit.local_day))


def counted(areas: tuple[ShownArea, ...]) -> dict[str, int]:
    return {
        "answered": sum(area.answered for area in areas),
        "asked": sum(area.asked for area in areas),
    }


def as_followed(question: Question) -> dict[str, Any]:
    """What the page's script needs to follow the answers: when a question is asked, and flags."""
    return {
        "id": question.id,
        "follows": question.follows,
        "shown": as_data(question.shown) if question.shown else None,
        "flags": [{"level": flag.level, "when": as_data(flag.when)} for flag in question.flags],
    }


def odd_in(held: VisitAnswers) -> tuple[Odd, ...]:
    return odd_answers(held.answers, question_set(held.question_set), THEMES)


def progress_of(visit: Visit, held: VisitAnswers) -> tuple[int, int]:
    """How many questions are answered or left out with a reason, and how many are asked."""
    questions, facts = question_set(held.question_set), facts_on(visit.local_day)
    answers, anyway = answers_of(held.answers), asked_anyway(held.answers)
    asked = asking(questions, answers, facts=facts, anyway=anyway).asked
    return settled(held.answers, asked), len(asked)


def found_on(visit: Visit, held: VisitAnswers) -> dict[str, Any]:
    """What a finished visit found, besides its answers."""
    questions, answers = question_set(held.question_set), answers_of(held.answers)
    return {
        "flags": list(visit.flags.all()),
        "hazards": hazards(questions, answers, facts=facts_on(visit.local_day)),
        "falls": falls_screen(answers),
    }


def today_of(visit: Visit, held: VisitAnswers) -> tuple[ToDoToday, ...]:
    questions = question_set(held.question_set)
    return to_do_today(held.answers, questions, facts=facts_on(visit.local_day))


def to_ask_alone(held: VisitAnswers) -> list[Question]:
    """What was left out because somebody could hear it."""
    questions = question_set(held.question_set).questions
    return [each for each in questions if part_of(held.answers, each.id, SKIP_PART) == "alone"]
