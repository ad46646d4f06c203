from django.urls import path

from cases.views import advocates, capacity, representatives

OF = "cases/<uuid:pk>/representatives"
urlpatterns = [
    path("cases/<uuid:pk>/advocates/judge/", advocates.judge_advocate, name="judge_advocate"),
    path("advocates/<uuid:pk>/answer/", advocates.answer_advocate, name="answer_advocate"),
    path("cases/<uuid:pk>/capacity/record/", capacity.record_capacity, name="record_capacity"),
    path(f"{OF}/add/", representatives.add_representative, name="add_representative"),
    path(
        f"{OF}/<uuid:representative>/correct/",
        representatives.correct_representative,
        name="correct_representative",
    ),
    path(
        f"{OF}/<uuid:representative>/end/",
        representatives.end_representative,
        name="end_representative",
    ),
]
