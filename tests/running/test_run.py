"""`python -m lightbulb.run`: what it refuses, in a sentence and without a traceback."""

import socket

import pytest

from lightbulb.only_run import OnlyRun
from tests.running.conftest import environment, free_port


def what_it_says(running):
    said, _ = running.communicate(timeout=30)
    assert running.returncode == 1
    assert "Traceback" not in said
    return said


def test_a_port_in_use_gives_a_sentence(folder, start):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = what_it_says(start("-m", "lightbulb.run", env=environment(folder, port)))
    assert said == (
        f"Port {port} cannot be used (Address already in use), perhaps because another program "
        f"uses it. Stop that, or choose another port: make run PORT={port + 1}\n"
    )


def test_a_second_run_with_the_same_data_gives_a_sentence(folder, start):
    first = OnlyRun(folder)
    first.begin()
    said = what_it_says(start("-m", "lightbulb.run", env=environment(folder, free_port())))
    first.end()
    assert said.startswith(f"Lightbulb is running already with the data in {folder}.")


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1"])
def test_a_wrong_port_is_named(folder, start, port):
    given = environment(folder, 1) | {"PORT": port, "LIGHTBULB_ENGINES": "docker"}
    said = what_it_says(start("-m", "lightbulb.run", env=given))
    assert f"PORT must be a number from 1 to 65535, not '{port}'" in said
    assert "LIGHTBULB_ENGINES must be one of any, system, wheel, not 'docker'" in said
