"""What docker-compose.yml and the Dockerfile say, and a way to start with just that."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
# What whoever runs the service chooses: every name docker-compose.yml asks for.
CHOSEN = {
    "APP_PASSWORD": "apppassword",
    "OWNER_PASSWORD": "ownerpassword",
    "POSTGRES_PASSWORD": "superpassword",
    "REDIS_PASSWORD": "redispassword",
    "SECRET_KEY": "k" * 50,
    "PUBLIC_URL": "https://lightbulb.example",
    "EMAIL_URL": "smtp://name:password@mail.example:587",
    "EMAIL_FROM": "lightbulb@council.example",
}
NAME = re.compile(r"\$(?:\$|\{(\w+)(?:(:[?-])([^}]*))?\})")


def filled_in(value):
    """The file with names replaced as Docker Compose replaces them."""
    if isinstance(value, dict):
        return {key: filled_in(each) for key, each in value.items()}
    if isinstance(value, list):
        return [filled_in(each) for each in value]
    return NAME.sub(_filled_in, value) if isinstance(value, str) else value


def _filled_in(found):
    name, kind, text = found.groups()
    if name is None:
        return "$"
    return text if kind == ":-" else CHOSEN[name]


@pytest.fixture(scope="session")
def compose():
    return filled_in(yaml.safe_load((ROOT / "docker-compose.yml").read_text()))


@pytest.fixture(scope="session")
def ours(compose):
    """The services that run our image, by name."""
    return {n: each for n, each in compose["services"].items() if each["image"] == "lightbulb"}


@pytest.fixture(scope="session")
def web_health_check():
    """The image's own health check, as the words of a command."""
    return json.loads(re.search(r"(?m)^ +CMD (\[.*\])$", (ROOT / "Dockerfile").read_text())[1])


@pytest.fixture
def start(tmp_path):
    """Run Python with this environment and nothing else of ours; the finished process."""

    def run(code, **environment):
        return subprocess.run(
            [sys.executable, "-c", code],
            env={"PATH": os.environ["PATH"], "LIGHTBULB_VAR": str(tmp_path), **environment},
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )

    return run
