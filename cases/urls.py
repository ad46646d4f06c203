"""Where cases live: a person's day, lists, and the pages of one case."""

from django.urls import path

from cases import access_urls, find_urls, letter_urls, look_urls, people_urls, visit_urls
from cases.views import (
    away,
    case,
    caseload,
    concern,
    day_print,
    holds,
    leaving,
    my_day,
    notes,
    steps,
    tasks,
    team,
)

app_name = "cases"
urlpatterns = [
    path("my-day/", my_day.my_day, name="my_day"),
    path("my-day/print/", day_print.print_day, name="print_day"),
    path("caseload/", caseload.caseload, name="caseload"),
    path("caseload/download/", caseload.download, name="caseload_download"),
    path("team/", team.team, name="team"),
    path("team/give-out/", team.give_out, name="give_out"),
    path("team/move/<uuid:pk>/", team.move_cases, name="move_cases"),
    path("team/given/<uuid:pk>/", team.handover, name="handover"),
    path("team/given/<uuid:pk>/undo/", team.undo_handover, name="undo_handover"),
    path("team/away/<uuid:pk>/", away.away, name="away"),
    path("cases/<uuid:pk>/", case.overview, name="case"),
    path("cases/<uuid:pk>/timeline/", case.timeline, name="timeline"),
    path("cases/<uuid:pk>/next/", steps.choose, name="next"),
    path("cases/<uuid:pk>/next/<slug:name>/", steps.step, name="step"),
    path("cases/<uuid:pk>/waiting/", holds.waiting, name="waiting"),
    path("holds/<uuid:pk>/chase/", holds.chase_hold, name="chase_hold"),
    path("holds/<uuid:pk>/lift/", holds.lift_hold, name="lift_hold"),
    path("cases/<uuid:pk>/notes/write/", notes.write_note, name="write_note"),
    path("notes/<uuid:pk>/correct/", notes.correct_note, name="correct_note"),
    path("cases/<uuid:pk>/tasks/", tasks.tasks, name="tasks"),
    path("cases/<uuid:pk>/tasks/set/", tasks.set_task, name="set_task"),
    path("tasks/<uuid:pk>/change/", tasks.change_task, name="change_task"),
    path("tasks/<uuid:pk>/finish/", tasks.finish_task, name="finish_task"),
    path("tasks/<uuid:pk>/take-up/", tasks.take_up_task, name="take_up_task"),
    path("cases/<uuid:pk>/death/", leaving.record_death, name="record_death"),
    path("cases/<uuid:pk>/death/take-back/", leaving.take_back_death, name="take_back_death"),
    path("cases/<uuid:pk>/transfer/", leaving.transfer, name="transfer"),
    *access_urls.urlpatterns,
    path("concerns/<uuid:pk>/", concern.concern, name="concern"),
    *find_urls.urlpatterns,
    *letter_urls.urlpatterns,
    *people_urls.urlpatterns,
    *look_urls.urlpatterns,
    *visit_urls.urlpatterns,
]
