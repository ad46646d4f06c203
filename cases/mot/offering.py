"""What a visit offers for the plan: what its answers suggest, as the plan lists it."""

from dataclasses import dataclass
from datetime import date

from cases.mot.catalogue import catalogue
from cases.mot.conditions import Answers, Facts
from cases.mot.sets import QuestionSet
from cases.rules.housing_mot import Suggested, suggested

COLD_MONTHS = frozenset({10, 11, 12, 1, 2, 3})  # what a question set calls the cold season
LONGEST_REASON = 300  # signs


@dataclass(frozen=True)
class Offered:
    """One thing that may help, with the answers it comes from and why in plain words."""

    code: str
    label: str
    kind: str
    domain: str
    from_answers: tuple[str, ...]
    because: str


def facts_on(day: date) -> Facts:
    """What the day of a visit says that nobody is asked."""
    return frozenset({"cold_season"} if day.month in COLD_MONTHS else ())


def offered(questions: QuestionSet, answers: Answers, *, facts: Facts) -> tuple[Offered, ...]:
    """Everything the plan begins with, in the order in which its first reason is asked.

    What is listed as private is left out: somebody else at home may read the plan, and a flag
    says already what is to be done.
    """
    found = suggested(questions, answers, facts=facts)
    return tuple(listed(each, questions) for each in found if not catalogue()[each.code].private)


def listed(suggestion: Suggested, questions: QuestionSet) -> Offered:
    known = catalogue()[suggestion.code]
    from_answers = dict.fromkeys(reason.question for reason in suggestion.reasons)
    reasons = dict.fromkeys(reason.because for reason in suggestion.reasons)
    return Offered(
        code=known.code,
        label=known.label,
        kind=known.kind,
        domain=questions.question(next(iter(from_answers))).domain,
        from_answers=tuple(from_answers),
        because=" · ".join(reasons)[:LONGEST_REASON],
    )
