"""The demonstration county's two years of life."""

from datetime import date
from functools import cache

from cases.clock import targets_on
from cases.mot.sets import current_version, question_set
from triage.demonstration.bulk import write
from triage.demonstration.cast import cast_on
from triage.demonstration.stories import stories

USUAL_COUNT = 2_400  # enough for every page to have something to show


def seed_stories(*, on: date, count: int | None = None) -> str:
    """Write the stories begun in the two years before a day; the usual number unless said."""
    questions = question_set(current_version())
    told = stories(count or USUAL_COUNT, on=on, questions=questions)
    written = write(told, cast_on(on), questions=questions, targets=cache(targets_on))
    return f"{written:,} referrals and the cases they led to"
