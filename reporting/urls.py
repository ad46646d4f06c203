from django.urls import path

from reporting.views import dashboard, indicator, packs

app_name = "reporting"
urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("packs/", packs.packs, name="packs"),
    path("packs/ask/", packs.ask, name="ask_for_pack"),
    path("packs/<uuid:pk>/", packs.pack, name="pack"),
    path("packs/<uuid:pk>/progress/", packs.progress, name="pack_progress"),
    path("packs/<uuid:pk>/try-again/", packs.try_again, name="try_again"),
    path("packs/<uuid:pk>/renew/", packs.renew, name="renew_pack"),
    path("packs/<uuid:pk>/<slug:kind>/", packs.download, name="pack_file"),
    path("<slug:code>/", indicator.indicator, name="indicator"),
    path("<slug:code>/export/", indicator.export, name="export_cases"),
]
