"""The API's addresses, below /api/v1/."""

from django.urls import path

from cases import api as cases
from lightbulb.api import organisations
from reporting import api as reporting
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
    path("indicators/", reporting.IndicatorList.as_view(), name="indicators"),
    path("indicators/<slug:code>/", reporting.IndicatorDetail.as_view(), name="indicator"),
    path(
        "indicators/<slug:code>/cases/", reporting.IndicatorCases.as_view(), name="indicator_cases"
    ),
    path("report-runs/", reporting.ReportRunList.as_view(), name="report_runs"),
    path("report-runs/<uuid:pk>/", reporting.ReportRunDetail.as_view(), name="report_run"),
]
