"""The API's schema is committed, so that a change to it is seen before callers see it."""

from pathlib import Path

from django.core.management import call_command
from drf_spectacular.validation import validate_schema
from rest_framework.permissions import IsAuthenticated
from yaml import safe_load

from tests.guards.addresses import all_addresses
from tests.guards.sources import ROOT

COMMITTED = ROOT / "docs" / "api.yaml"


def test_the_committed_schema_is_what_the_code_says(tmp_path: Path):
    drawn = tmp_path / "api.yaml"
    call_command("spectacular", file=str(drawn), validate=True, fail_on_warn=True)
    assert drawn.read_text() == COMMITTED.read_text(), (
        "run manage.py spectacular --file docs/api.yaml"
    )


def test_the_committed_schema_is_openapi():
    validate_schema(safe_load(COMMITTED.read_text()))


def test_every_operation_says_how_it_fails():
    paths = safe_load(COMMITTED.read_text())["paths"]
    operations = [each for path in paths.values() for each in path.values()]
    assert len(operations) == 14
    assert all("default" in each["responses"] for each in operations)


def test_every_view_of_the_api_asks_who_calls():
    views = [each.view.cls for each in all_addresses() if hasattr(each.view, "cls")]
    assert len(views) == 13
    assert all(IsAuthenticated in view.permission_classes for view in views)
