from django.urls import path

from lightbulb.core.kept import views as kept
from lightbulb.core.organisations import views as organisations
from lightbulb.core.staff import views as staff
from lightbulb.core.web import gallery, views

app_name = "core"
urlpatterns = [
    path("home/", views.home, name="home"),
    path("account/", staff.account, name="account"),
    path("absences/", staff.absences, name="absences"),
    path("absences/<uuid:pk>/withdraw/", staff.withdraw_absence, name="withdraw_absence"),
    path("notices/<uuid:pk>/read/", staff.read_notice, name="read_notice"),
    path("kept/<uuid:pk>/forget/", kept.forget, name="forget_kept_form"),
    path("colleagues/", staff.colleagues, name="colleagues"),
    path("colleagues/<uuid:pk>/", staff.colleague, name="colleague"),
    path("partnership/", organisations.partnership, name="partnership"),
    path("status/", views.status, name="status"),
    path("privacy/", views.privacy, name="privacy"),
    path("cookies/", views.cookies, name="cookies"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("components/", gallery.gallery, name="gallery"),
    path("healthz/", views.health, name="health"),
]
