"""One run at a time on a folder of data, and nothing left over from the one before."""

import subprocess

import pytest

from lightbulb import children
from lightbulb.only_run import AlreadyRunning, OnlyRun

TWO_SESSIONS = "setsid sleep 600 & sleep 600"


@pytest.fixture
def turn(folder):
    begun = OnlyRun(folder, grace=0.3)
    begun.begin()
    yield begun
    begun.end()


def test_a_second_run_on_the_same_data_is_refused_in_a_sentence(folder, turn):
    second = OnlyRun(folder)
    with pytest.raises(AlreadyRunning, match=f"is running already with the data in {folder}"):
        second.begin()
    second.end()


def test_the_turn_is_free_again_when_its_run_has_ended(folder):
    for _ in range(2):
        turn = OnlyRun(folder)
        turn.begin()
        turn.end()


def test_what_outlived_a_run_is_ended_before_the_next(folder):
    first = OnlyRun(folder)
    first.begin()
    left = children.start(
        ["sh", "-c", TWO_SESSIONS], keep_open=[first.held], output=subprocess.DEVNULL
    )
    first.end()  # as the kernel does for a run that is killed
    second = OnlyRun(folder, grace=0.3)
    second.begin()
    second.end()
    assert left.wait(5) == -9
