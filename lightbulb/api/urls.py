"""The API's addresses, below /api/v1/."""

from django.urls import path

from cases import api as cases
from lightbulb.api import organisations
from triage import api as triage

app_name = "api"
urlpatterns = [
    path("organisations/", organisations.OrganisationList.as_view(), name="organisations"),
    path(
        "organisations/<uuid:pk>/", organisations.OrganisationDetail.as_view(), name="organisation"
    ),
    path("localities/", organisations.LocalityList.as_view(), name="localities"),
    path("localities/<uuid:pk>/", organisations.LocalityDetail.as_view(), name="locality"),
    path("referrals/", triage.ReferralList.as_view(), name="referrals"),
    path("referrals/<uuid:pk>/", triage.ReferralDetail.as_view(), name="referral"),
    path("cases/", cases.CaseList.as_view(), name="cases"),
    path("cases/<uuid:pk>/", cases.CaseDetail.as_view(), name="case"),
]
