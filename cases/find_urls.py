from django.urls import path

from cases.views import duplicates, find

urlpatterns = [
    path("find/", find.find, name="find"),
    path("find/suggest/", find.matches, name="suggest"),
    path("find/duplicates/", duplicates.duplicates, name="duplicates"),
]
