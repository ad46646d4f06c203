from django.urls import path

from cases.views import details, household

AT = "cases/<uuid:pk>/people"
urlpatterns = [
    path(f"{AT}/", household.people_and_home, name="people_and_home"),
    path(f"{AT}/details/", details.change_details, name="change_details"),
    path(f"{AT}/add/", household.join_household, name="join_household"),
    path(f"{AT}/<uuid:member>/leave/", household.leave_household, name="leave_household"),
    path(f"{AT}/<uuid:member>/carer/name/", household.name_carer, name="name_carer"),
    path(f"{AT}/carers/add/", household.add_carer, name="add_carer"),
    path(f"{AT}/carers/<uuid:carer>/end/", household.end_carer, name="end_carer"),
]
