"""Addresses of what is watched over: chasing, the Occupational Therapy queue, alerts."""

from django.urls import path

from cases.views import alerts, chase, competence, ot, targets, thresholds

urlpatterns = [
    path("chase/", chase.chase_list, name="chase_list"),
    path("targets/", targets.targets, name="targets"),
    path("targets/set/", targets.set_targets, name="set_targets"),
    path("targets/standing/", targets.set_standing, name="set_standing"),
    path("targets/alerts/", thresholds.set_threshold, name="set_threshold"),
    path("alerts/", alerts.alerts, name="alerts"),
    path("cases/<uuid:pk>/review/", alerts.review_case, name="review_case"),
    path("sign-offs/", competence.sign_offs, name="sign_offs"),
    path("sign-offs/<uuid:pk>/", competence.sign_off, name="sign_off"),
    path("competence/", competence.competence, name="competence"),
    path("competence/<uuid:pk>/give/", competence.give, name="give_competence"),
    path("competence/<uuid:pk>/end/", competence.end, name="end_competence"),
    path("ot-queue/", ot.ot_queue, name="ot_queue"),
    path("cases/<uuid:pk>/ask-ot/", ot.ask_ot, name="ask_ot"),
    path("ot-waits/<uuid:pk>/", ot.hold_risk, name="hold_risk"),
    path("ot-waits/<uuid:pk>/fall/", ot.note_fall, name="note_fall"),
    path("ot-waits/<uuid:pk>/end/", ot.end_ot_wait, name="end_ot_wait"),
]
