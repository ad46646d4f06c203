"""A start with a wrong environment: it stops, and names everything that is wrong at once."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from lightbulb.environment import Environment

SETTINGS = "import lightbulb.settings"


def problems(finished):
    """The names in the message, in order; the start must have failed."""
    assert finished.returncode != 0
    message = finished.stderr.split("Lightbulb cannot start:\n")[1]
    return [line.split()[1] for line in message.splitlines() if line.startswith("  - ")]


def test_service_mode_with_nothing_set_names_all_that_is_missing(start):
    finished = start(SETTINGS, LIGHTBULB_MODE="service")
    assert problems(finished) == ["SECRET_KEY", "PUBLIC_URL", "EMAIL_URL", "EMAIL_FROM"]


def test_wrong_and_misspelt_values_are_named_together(start):
    finished = start(
        SETTINGS,
        PORT="abc",
        BEHIND_PROXY="maybe",
        PUBLIC_URL="http://lightbulb.example",
        LIGHTBULB_MODE="demo",
        LIGHTBULB_MOD="service",
        LIGHTBULB_ENGINES="docker",
        REDIS_URL="foo://broker",
        DATABASE_URL="postgresql://database/lightbulb",
        EMAIL_URL="smtp://mail.example:many",
        SECRET_KEY="short",
        EMAIL_FROM="lightbulb@council.example",
    )
    assert problems(finished) == [
        "PORT",
        "LIGHTBULB_MODE",
        "PUBLIC_URL",
        "EMAIL_URL",
        "SECRET_KEY",
        "BEHIND_PROXY",
        "LIGHTBULB_ENGINES",
        "REDIS_URL",
        "LIGHTBULB_MOD",
    ]


@pytest.mark.parametrize("port", ["0", "65536", "-1", "8000.5", "²"])
def test_a_port_that_is_none_is_refused(port):
    environment = Environment({"PORT": port})
    environment.integer("PORT", 8000, least=1, most=65535)
    with pytest.raises(ImproperlyConfigured, match="PORT must be a number from 1 to 65535"):
        environment.refuse_if_wrong()


def test_a_password_in_a_wrong_address_is_not_repeated(start):
    finished = start(
        SETTINGS,
        LIGHTBULB_MODE="demonstration",
        DATABASE_URL="mysql://app:hunter2@database/lightbulb",
        REDIS_URL="http://:hunter2@broker:6379/0",
    )
    assert problems(finished) == ["DATABASE_URL", "REDIS_URL"]
    assert "hunter2" not in finished.stderr


@pytest.mark.parametrize("bind", ["0.0.0.0", "lightbulb.example"])
def test_demonstration_mode_is_refused_where_others_can_reach_it(start, bind):
    assert problems(start(SETTINGS, LIGHTBULB_MODE="demonstration", BIND=bind)) == ["BIND"]


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"BIND": "0.0.0.0"}, id="others can reach it"),
        pytest.param({"DATABASE_URL": "postgresql://database/lightbulb"}, id="its data are real"),
    ],
)
def test_demonstration_is_no_default_when(start, environment):
    assert "SECRET_KEY" in problems(start(SETTINGS, **environment))


def test_demonstration_needs_nothing_and_keeps_its_key_to_itself(start, tmp_path):
    finished = start("from lightbulb.settings import MODE; print(MODE)")
    assert finished.stdout == "demonstration\n"
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
