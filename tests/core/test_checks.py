"""What the service looks at before it starts."""

import os
import subprocess
import sys

import pytest
from django.core import checks as django_checks
from django.db import connection

from lightbulb.core import checks
from lightbulb.embedded import APP, OWNER
from tests.engines import ROOT, environment_of


def test_deployment_says_that_the_second_factor_is_missing(settings):
    found = django_checks.run_checks(include_deployment_checks=True)
    assert [message.id for message in found] == ["lightbulb.W001"]
    settings.SECOND_FACTOR = True
    assert django_checks.run_checks(include_deployment_checks=True) == []


@pytest.mark.django_db
def test_the_suites_own_database_is_as_expected():
    assert checks.database_as_expected(None, databases=["default"]) == []


@pytest.mark.django_db
def test_the_owners_role_is_refused_where_the_application_runs(settings):
    settings.DATABASE_ROLE = APP
    found = checks.database_as_expected(None, databases=["default"])
    assert [message.id for message in found] == ["lightbulb.E001"]


def test_no_database_is_asked_unless_it_is_named():
    assert checks.database_as_expected(None, databases=None) == []


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_no_wrong_setting(monkeypatch):
    with monkeypatch.context() as away:
        away.setitem(connection.settings_dict, "HOST", "/nowhere")
        connection.close()
        assert checks.database_as_expected(None, databases=["default"]) == []


@pytest.mark.parametrize(("version", "refused"), [(14, ["lightbulb.E002"]), (15, []), (18, [])])
def test_a_database_that_is_too_old_is_refused(version, refused):
    assert [message.id for message in checks.wrong_version(version)] == refused


@pytest.mark.parametrize(
    ("collation", "refused"),
    [
        ("C.UTF-8", []),
        ("C.utf8", []),
        ("en_GB.UTF-8", ["lightbulb.E003"]),
        ("C", ["lightbulb.E003"]),
    ],
)
def test_another_order_of_letters_is_refused(collation, refused):
    assert [message.id for message in checks.wrong_collation(collation)] == refused


@pytest.mark.parametrize(("role", "ends"), [(APP, 0), (OWNER, 1)])
def test_the_check_command_fails_for_a_service_that_runs_as_the_owner(engines, role, ends):
    environment = environment_of(engines, role=role) | {"LIGHTBULB_DATABASE_ROLE": APP}
    finished = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--database", "default"],
        env={"PATH": os.environ["PATH"], **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert finished.returncode == ends, finished.stderr
    assert "lightbulb.W001" in finished.stderr
    assert ("lightbulb.E001" in finished.stderr) == bool(ends)
