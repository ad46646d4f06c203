from django.urls import path

from cases.views import emergency, restriction

OF = "cases/<uuid:pk>/restriction/<uuid:restriction>"
urlpatterns = [
    path("cases/<uuid:pk>/restriction/", restriction.restriction, name="restriction"),
    path(f"{OF}/lift/", restriction.lift_restriction, name="lift_restriction"),
    path(f"{OF}/name/", restriction.name_in_restriction, name="name_in_restriction"),
    path(
        f"{OF}/names/<uuid:user>/remove/",
        restriction.remove_from_restriction,
        name="remove_from_restriction",
    ),
    path("emergency/", emergency.emergency, name="emergency"),
    path("emergency/openings/", emergency.emergencies, name="emergencies"),
    path("emergency/openings/<uuid:pk>/", emergency.review_emergency, name="review_emergency"),
    path("emergency/openings/<uuid:pk>/close/", emergency.close_emergency, name="close_emergency"),
]
