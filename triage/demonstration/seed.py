"""The demonstration county's two years of life."""

from datetime import date
from functools import cache
from itertools import chain

from cases.clock import targets_on
from cases.mot.sets import question_set
from triage.demonstration.bulk import write
from triage.demonstration.cast import cast_on
from triage.demonstration.many import write_cases
from triage.demonstration.published import published
from triage.demonstration.stories import ASKED, stories

USUAL_COUNT = 2_400  # enough for every page to have something to show


def seed_stories(*, on: date) -> str:
    """Write the usual stories, begun in the two years before a day, and the published ones."""
    questions = question_set(ASKED)
    usual = stories(range(USUAL_COUNT), on=on, questions=questions)
    told = chain(published(on=on, questions=questions), usual)
    written = write(told, cast_on(on), questions=questions, targets=cache(targets_on))
    return f"{written:,} referrals and the cases they led to"


def seed_cases(*, on: date, cases: int) -> str:
    """Write as many such stories as lead to so many cases."""
    written = write_cases(cases, on=on)
    return f"{written:,} referrals and the {cases:,} cases they led to"
