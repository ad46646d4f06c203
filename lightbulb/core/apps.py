from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The ground floor: people and places, access, the record, time, the page."""

    name = "lightbulb.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"
