"""Rows that a migration wrote are there for every test, whatever the one before it emptied."""

from importlib import import_module

import pytest
from django.apps import apps
from pytest_django.plugin import blocking_manager_key

ROWS_BY = ("triage.migrations.0006_sharing_flows_to_begin_with",)  # each with a re-runnable `add`


def put_back(item: pytest.Item) -> None:
    with item.config.stash[blocking_manager_key].unblock():
        for name in ROWS_BY:
            import_module(name).add(apps, None)
