from django.urls import path

from triage.public import views

app_name = "help"
urlpatterns = [
    path("", views.start, name="start"),
    path("advice/", views.advice, name="advice"),
    path("ask/", views.ask, name="ask"),
    path("partner/<str:signed>/", views.partner, name="partner"),
    path("status/", views.status, name="status"),
]
