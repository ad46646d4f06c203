from django.urls import path

from triage.views import advice, directory, equality, log, moving, queue, referral, status, together

app_name = "triage"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("together/", together.together, name="together"),
    path("download/", queue.download, name="download"),
    path("directory/", directory.directory, name="directory"),
    path("directory/add/", directory.add, name="add_service"),
    path("directory/<uuid:pk>/", directory.service, name="service"),
    path("directory/<uuid:pk>/change/", directory.change, name="change_service"),
    path("directory/<uuid:pk>/check/", directory.check, name="check_service"),
    path("just-asking/", advice.just_asking, name="just_asking"),
    path("advice/", advice.library, name="advice"),
    path("advice/new/", advice.edit, name="advice_new"),
    path("advice/<uuid:pk>/", advice.edit, name="advice_edit"),
    path("log/", log.log, name="log"),
    path("log/save/", log.save, name="save_draft"),
    path("log/<uuid:pk>/throw-away/", log.throw_away, name="throw_away_draft"),
    path("log/sum-up/", log.sum_up, name="sum_up"),
    path("log/look-up/", log.look_up, name="look_up"),
    path("<uuid:pk>/", referral.referral, name="referral"),
    path("<uuid:pk>/logged/", log.logged, name="logged"),
    path("<uuid:pk>/take-on/", log.take_on, name="take_on"),
    path("<uuid:pk>/equality/", equality.equality, name="equality"),
    path("<uuid:pk>/decide/", referral.decide, name="decide"),
    path("<uuid:pk>/move/", moving.move, name="move"),
    path("<uuid:pk>/status/", status.status, name="status"),
    path("<uuid:pk>/status/switch-off/", status.switch_off, name="switch_off_status"),
    path("<uuid:pk>/undo/", referral.undo, name="undo"),
    path("<uuid:pk>/details-came/", referral.came, name="details_came"),
]
