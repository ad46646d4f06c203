from django.urls import path

from cases.views import complaints

OF = "complaints/<uuid:pk>"
urlpatterns = [
    path("cases/<uuid:pk>/complaints/", complaints.complaints, name="complaints"),
    path(
        "cases/<uuid:pk>/complaints/record/", complaints.record_complaint, name="record_complaint"
    ),
    path(f"{OF}/acknowledge/", complaints.acknowledge_complaint, name="acknowledge_complaint"),
    path(f"{OF}/answer/", complaints.answer_complaint, name="answer_complaint"),
    path(f"{OF}/withdraw/", complaints.withdraw_complaint, name="withdraw_complaint"),
]
