"""What is known before a visit asks: from an earlier visit, and from what the file says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cases.enums import Tenure, VisitState
from cases.models import Case, Visit, VisitAnswers
from cases.mot.document import VALUE_PART, values_of, why_unfit
from cases.mot.saying import short_answer
from cases.mot.sets import Question, QuestionSet, question_set
from lightbulb.core.staff.models import User

# What the file calls a home, as the question "Whose home is it?" answers it.
TENURE_ANSWERS: Mapping[str, str] = {
    Tenure.OWNED: "owner",
    Tenure.COUNCIL: "council",
    Tenure.HOUSING_ASSOCIATION: "association",
    Tenure.PRIVATE: "private",
    Tenure.FAMILY: "family",
}
OF_HOME = ("home", "security", "warmth")  # the domains that ask about the home, not the person
WHOSE_HOME, TALKING, RISKS = "E1", "Z3", "Z5"  # the ids of what the file knows too


@dataclass(frozen=True)
class KnownAlready:
    """What was known in words, and from when; `values` where it answers the question itself."""

    words: str
    values: tuple[str, ...] = ()
    since: date | None = None


def known_before(
    visit: Visit, questions: QuestionSet, *, user: User, on: date
) -> dict[str, KnownAlready]:
    """By question id. What may be said in nobody else's hearing is never shown again."""
    known = {
        **of_file(visit.case),
        **of_linked_visit(visit, questions),
        **of_earlier_visit(visit, questions, user, on),
    }
    by_id = {question.id: question for question in questions.questions}
    return {
        key: each
        for key, each in known.items()
        if key in by_id and not (by_id[key].private or by_id[key].ask_alone)
    }


def of_file(case: Case) -> dict[str, KnownAlready]:
    person, home = case.person.canonical, case.home
    found: dict[str, KnownAlready] = {}
    if home and (answer := TENURE_ANSWERS.get(home.tenure)):
        found[WHOSE_HOME] = KnownAlready(str(home.get_tenure_display()), (answer,))
    if person.how_to_talk:
        found[TALKING] = KnownAlready("; ".join(person.how_to_talk))
    if person.risks:
        found[RISKS] = KnownAlready("; ".join(person.risks))
    return found


def of_linked_visit(visit: Visit, questions: QuestionSet) -> dict[str, KnownAlready]:
    """Of the home alone, from the visit on which somebody else's in the same home was begun:
    what it says of that person is theirs."""
    held: VisitAnswers | None = getattr(visit.linked_to, "answers", None)
    if held is None or held.visit.case.home_id != visit.case.home_id:
        return {}
    return answered_before(held, [each for each in questions.questions if each.domain in OF_HOME])


def of_earlier_visit(
    visit: Visit, questions: QuestionSet, user: User, on: date
) -> dict[str, KnownAlready]:
    """From the last visit to this person that the reader may see, whichever case it was for."""
    records = visit.case.person.all_ids()
    visits = Visit.objects.visible_to(user, on=on)
    visits = visits.filter(kind=visit.kind) if visit.is_assessment else visits.of_mot()
    done = visits.filter(case__person__in=records, state=VisitState.DONE)
    held = (
        VisitAnswers.objects.filter(visit__in=done)
        .select_related("visit")
        .order_by("-visit__done_on", "-visit")
        .first()
    )
    return answered_before(held, questions.questions) if held else {}


def answered_before(held: VisitAnswers, questions: Iterable[Question]) -> dict[str, KnownAlready]:
    """What was answered then of these questions, by their ids."""
    asked = {question.id: question for question in question_set(held.question_set).questions}
    return {
        question.id: earlier(question, asked[question.id], held)
        for question in questions
        if question.id in asked and values_of(held.answers, question.id)
    }


def earlier(question: Question, asked: Question, held: VisitAnswers) -> KnownAlready:
    """An earlier answer in the words of then; its values where it still answers the question."""
    values = values_of(held.answers, question.id)
    raw = held.answers[question.id][VALUE_PART]
    fits = why_unfit(question, raw) is None
    words = short_answer(asked, values)
    return KnownAlready(words, values if fits else (), held.visit.done_on or held.visit.local_day)
