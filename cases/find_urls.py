from django.urls import path

from cases.views import find

urlpatterns = [path("find/", find.find, name="find")]
