from django.apps import AppConfig


class LightbulbConfig(AppConfig):
    """The service as a whole: its commands, which may use every app."""

    name = "lightbulb"
