from django.urls import path

from cases.views import people

urlpatterns = [
    path("people/<uuid:pk>/", people.person, name="person"),
    path("people/<uuid:pk>/compare/<uuid:other>/", people.compare, name="compare_people"),
    path("people/merges/<uuid:pk>/part/", people.part, name="part_people"),
    path("matches/", people.matches, name="matches"),
    path("matches/<uuid:pk>/look-again/", people.look_again, name="look_again"),
]
