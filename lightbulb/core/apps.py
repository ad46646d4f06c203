from django.apps import AppConfig
from django.core.checks import Tags, register

from lightbulb.core import checks


class CoreConfig(AppConfig):
    """The ground floor: people and places, access, the record, time, the page."""

    name = "lightbulb.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(checks.second_factor, Tags.security, deploy=True)
        register(checks.database_as_expected, Tags.database)
