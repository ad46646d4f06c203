"""The demonstration county's two years of life, in its usual size or any other."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import chain, count

from cases.clock import targets_on
from cases.mot.sets import current_version, question_set
from triage.demonstration.bulk import write
from triage.demonstration.cast import cast_on
from triage.demonstration.published import published
from triage.demonstration.stories import Story, stories

USUAL_COUNT = 2_400  # enough for every page to have something to show


def seed_stories(*, on: date, cases: int | None = None) -> str:
    """Write the stories begun in the two years before a day.

    The usual number unless said, and the published case studies among them. Else as many as
    lead to so many cases, however many referrals that takes.
    """
    questions = question_set(current_version())
    if cases is None:
        usual = stories(range(USUAL_COUNT), on=on, questions=questions)
        told: Iterable[Story] = chain(published(on=on, questions=questions), usual)
    else:
        told = until_cases(stories(count(), on=on, questions=questions), cases)
    written = write(told, cast_on(on), questions=questions, targets=cache(targets_on))
    return f"{written:,} referrals and the cases they led to"


def until_cases(told: Iterator[Story], wanted: int) -> Iterator[Story]:
    """Stories up to the one with which so many cases are there."""
    there_are = 0
    while there_are < wanted:
        story = next(told)
        there_are += story.leads_to_a_case
        yield story
