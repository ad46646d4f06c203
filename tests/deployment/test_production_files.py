"""docker-compose.yml and the Dockerfile, read without any container engine."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMES_ASKED = "from lightbulb.settings import env; print(*env.asked)"
# Settings that production leaves alone, each with its reason.
NOT_IN_PRODUCTION = {
    "LIGHTBULB_VAR": "the image keeps its static files where the settings look by themselves",
    "LIGHTBULB_ENGINES": "which private engines to start, and production starts none",
    "LIGHTBULB_ENGINE_DATA": "where private engines keep their data, and production has none",
}


def run_tool(*words):
    tool = Path(sys.executable).with_name(words[0])
    return subprocess.run([tool, *words[1:]], cwd=ROOT, capture_output=True, text=True, timeout=60)


def test_the_compose_file_keeps_to_the_published_schema():
    checked = run_tool(
        "check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"
    )
    assert checked.returncode == 0, checked.stdout


def test_the_dockerfile_is_clean_to_its_linter():
    linted = run_tool("hadolint", "--no-color", "Dockerfile")
    assert (linted.returncode, linted.stdout) == (0, "")


def test_the_compose_file_and_the_settings_name_the_same_values(ours, start):
    started = start(NAMES_ASKED, **ours["web"]["environment"])
    assert started.returncode == 0, started.stderr
    asked = set(started.stdout.split())
    given = {name: set(service["environment"]) for name, service in ours.items()}
    assert given == dict.fromkeys(ours, asked - NOT_IN_PRODUCTION.keys())
    assert asked >= NOT_IN_PRODUCTION.keys()


def test_the_settings_start_with_what_the_migrate_job_is_given(ours, start):
    started = start(NAMES_ASKED, **ours["migrate"]["environment"])
    assert started.returncode == 0, started.stderr


def test_only_the_migrate_job_connects_as_the_owner(ours):
    assert {
        name: (each["environment"]["LIGHTBULB_DATABASE_ROLE"], each["environment"]["DATABASE_URL"])
        for name, each in ours.items()
    } == {
        "migrate": (
            "lightbulb_owner",
            "postgresql://lightbulb_owner:ownerpassword@postgres:5432/lightbulb",
        )
    } | dict.fromkeys(
        ("web", "worker", "scheduler", "dispatcher"),
        ("lightbulb_app", "postgresql://lightbulb_app:apppassword@postgres:5432/lightbulb"),
    )


def test_every_process_waits_for_the_migrations(ours):
    waiting = {
        name
        for name, each in ours.items()
        if each["depends_on"].get("migrate") == {"condition": "service_completed_successfully"}
    }
    assert waiting == {"web", "worker", "scheduler", "dispatcher"}


def test_the_web_server_does_not_wait_for_the_broker(ours):
    assert "redis" not in ours["web"]["depends_on"]


def test_only_nginx_is_published_and_on_loopback(compose):
    published = {
        name: each["ports"] for name, each in compose["services"].items() if "ports" in each
    }
    assert published == {"nginx": ["127.0.0.1:8080:8080"]}


def test_the_engines_are_on_a_network_with_no_way_out(compose):
    services, networks = compose["services"], compose["networks"]
    assert services["postgres"]["networks"] == services["redis"]["networks"] == ["engines"]
    assert networks["engines"] == {"internal": True}


def test_no_container_runs_as_root_or_may_become_it(compose):
    image = (ROOT / "Dockerfile").read_text()
    assert re.findall(r"(?m)^USER (.+)$", image) == ["10001:10001"]
    for name, each in compose["services"].items():
        assert each.get("user", "10001:10001") not in ("root", "0"), name
        assert "user" in each or each["image"] == "lightbulb", name
        assert each["cap_drop"] == ["ALL"], name
        assert each["security_opt"] == ["no-new-privileges:true"], name


def test_every_service_that_stays_says_whether_it_is_well(compose):
    without = {
        name
        for name, each in compose["services"].items()
        if "test" not in each.get("healthcheck", {})
    }
    # The job ends, and the web server's check is the image's own.
    assert without == {"migrate", "web"}


def test_no_secret_is_written_in_the_compose_file():
    text = (ROOT / "docker-compose.yml").read_text()
    secrets = re.findall(r"(?m)^ +(?:\w*PASSWORD|SECRET_KEY|REDISCLI_AUTH|EMAIL_URL): (.+)$", text)
    assert len(secrets) == 6
    assert all(re.fullmatch(r'"\$\{\w+(:\?[^}]+)?\}"', value) for value in secrets)


def test_the_image_installs_only_what_the_hashes_allow():
    installs = re.findall(r"pip install (.+?)(?: \\)?\n", (ROOT / "Dockerfile").read_text())
    assert len(installs) == 2
    assert all(words.startswith("--require-hashes ") for words in installs)


def test_a_build_is_sent_only_what_is_there_and_named():
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    named = {line[1:] for line in lines if line.startswith("!")}
    assert lines[1] == "*"
    assert {name for name in named if not (ROOT / name).exists()} == set()
    assert {"lightbulb", "cases", "triage", "grants", "reporting", "templates", "static"} <= named
