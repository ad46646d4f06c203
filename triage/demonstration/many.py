"""A county of any size, told by as many processes as the machine has cores.

Each batch of stories is written whole or not at all. They are one after another the same
stories that one process would tell, whoever tells them.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import cache, partial
from itertools import count
from multiprocessing import get_context

from django.db import connections

from cases.clock import targets_on
from cases.mot.sets import question_set
from triage.demonstration.bulk import write
from triage.demonstration.cast import cast_on
from triage.demonstration.stories import ASKED, Story, stories

FEWEST = 10_000  # cases that are worth more than one process
BATCH = 2_000  # stories of one errand


def write_cases(wanted: int, *, on: date) -> int:
    """Write stories until so many led to a case; returns how many stories that took."""
    questions = question_set(ASKED)
    told = written = 0
    if wanted >= FEWEST:
        told, written = in_parallel(wanted, on=on)
    rest = until_cases(stories(count(told), on=on, questions=questions), wanted - written)
    return told + write(rest, cast_on(on), questions=questions, targets=cache(targets_on))


def until_cases(told: Iterator[Story], wanted: int) -> Iterator[Story]:
    """Stories up to the one with which so many cases are there."""
    there_are = 0
    while there_are < wanted:
        story = next(told)
        there_are += story.leads_to_a_case
        yield story


def in_parallel(wanted: int, *, on: date) -> tuple[int, int]:
    """Whole batches, no more than are sure to be needed: the stories told and their cases.

    A second round comes nearer, since the first leaves more to do than it has to.
    """
    told = written = 0
    connections.close_all()  # a connection belongs to one process
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("fork")) as tellers:
        while batches := (wanted - written) // BATCH:
            starts = range(told, told + batches * BATCH, BATCH)
            written += sum(tellers.map(partial(write_batch, on=on), starts))
            told += batches * BATCH
    return told, written


def write_batch(start: int, *, on: date) -> int:
    """The stories of one batch, written by the process that is asked; how many led to cases."""
    questions = question_set(ASKED)
    batch = list(stories(range(start, start + BATCH), on=on, questions=questions))
    write(batch, cast_on(on), questions=questions, targets=cache(targets_on))
    return sum(story.leads_to_a_case for story in batch)
