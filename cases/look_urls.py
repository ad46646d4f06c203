"""Who looked at whom."""

from django.urls import path

from cases.views import looks

urlpatterns = [
    path("cases/<uuid:pk>/looks/", looks.looks, name="looks"),
    path("looks/", looks.unusual_looks, name="unusual_looks"),
    path("looks/<uuid:pk>/review/", looks.review_look, name="review_look"),
    path("looks/by/<uuid:pk>/", looks.looks_of, name="looks_of"),
]
