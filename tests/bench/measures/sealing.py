"""Eight writers with the sealer at work beside eight without it: the rate they keep."""

import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import Event, get_context
from statistics import median

from django.db import connections, transaction
from django.test import override_settings
from django.utils import timezone

from lightbulb.core.keys import new_key
from lightbulb.core.models import Event as Happened
from lightbulb.core.models import Seal, User
from lightbulb.core.record.events import record
from lightbulb.core.record.requests import request_named
from lightbulb.core.record.seals import sealing
from lightbulb.core.record.seals.verifying import verify
from lightbulb.core.verbs import Verb
from tests.bench.bars import Measured, NotMeasured
from tests.bench.world import World

WRITERS, SECONDS, ROUNDS, FEW_CASES = 8, 6.0, 3, 100
PAUSE = 0.5  # seconds between two turns of the sealer: far keener than each minute
FORK = get_context("fork")


def measure(world: World) -> Measured:
    world.use_county(FEW_CASES)
    with tempfile.TemporaryDirectory() as folder, override_settings(DAY_FILES=folder):
        while sealing.seal():
            pass
        pairs = [(writes_a_second(), with_the_sealer()) for _ in range(ROUNDS)]
        while sealing.seal():
            pass
        if verify().findings or Seal.objects.count() != Happened.objects.count():
            raise NotMeasured("the record is not what was sealed")
    without, beside = (median(each) for each in zip(*pairs, strict=True))
    kept = median(100 * sealed / plain for plain, sealed in pairs)
    return Measured(kept, note=f"{without:,.0f} events a second without, {beside:,.0f} with it")


def writes_a_second() -> float:
    connections.close_all()
    with ProcessPoolExecutor(WRITERS, mp_context=FORK) as writers:
        written = list(writers.map(write, [SECONDS] * WRITERS))
    return sum(written) / SECONDS


def write(seconds: float) -> int:
    """Verbs' transactions, one after the other, for so many seconds; how many."""
    user, ends, written = User.objects.first(), time.monotonic() + seconds, 0
    assert user, "The county has somebody"
    while time.monotonic() < ends:
        with request_named(new_key()), transaction.atomic():
            record(Verb.SIGNED_IN, user, by=user, on=timezone.localdate())
        written += 1
    connections.close_all()
    return written


def with_the_sealer() -> float:
    with sealer_at_work():
        return writes_a_second()


@contextmanager
def sealer_at_work() -> Iterator[None]:
    connections.close_all()
    done = Event()
    process = FORK.Process(target=keep_sealing, args=(done,))
    process.start()
    try:
        yield
    finally:
        done.set()
        process.join()


def keep_sealing(done: object) -> None:
    while not done.wait(PAUSE):  # type: ignore[attr-defined]
        sealing.seal()
    connections.close_all()
