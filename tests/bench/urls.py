"""The service's pages, and the floors they are held against."""

from django.urls import include, path

from lightbulb.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500"]

urlpatterns = [
    path("", include("tests.bench.floors")),
    path("", include("lightbulb.urls")),
]
