"""Addresses of visits, plans, orders and follow-ups."""

from django.urls import path

from cases.views import assessment, follow_up, hazards, moving, orders, photos, placing, plan, visit

urlpatterns = [
    path("cases/<uuid:pk>/visits/", visit.visits, name="visits"),
    path("visits/<uuid:pk>/", visit.visit, name="visit"),
    path("visits/<uuid:pk>/choose/", visit.choose_answers, name="choose_answers"),
    path("visits/<uuid:pk>/finish/", visit.finish_visit, name="finish_visit"),
    path("cases/<uuid:pk>/book-assessment/", assessment.book, name="book_assessment"),
    path("visits/<uuid:pk>/sign/", assessment.sign, name="sign_assessment"),
    path("visits/<uuid:pk>/addend/", assessment.addend, name="addend_assessment"),
    path("visits/<uuid:pk>/print/", assessment.printed, name="print_assessment"),
    path("visits/<uuid:pk>/cancel/", assessment.cancel, name="cancel_assessment"),
    path("visits/<uuid:pk>/hazards/", hazards.hazards, name="print_hazards"),
    path("flags/<uuid:pk>/close/", visit.close_flag, name="close_flag"),
    path("visits/<uuid:pk>/move/", moving.move, name="move_visit"),
    path("api/v1/visits/<uuid:pk>/answers", visit.answers, name="visit_answers"),
    path("visits/<uuid:pk>/photos/", photos.photos, name="photos"),
    path("photos/<uuid:pk>/", photos.photo, name="photo"),
    path("photos/<uuid:pk>/caption/", photos.caption, name="caption_photo"),
    path("photos/<uuid:pk>/remove/", photos.remove, name="remove_photo"),
    path("api/v1/visits/<uuid:pk>/photos/<str:sha256>", photos.put_photo, name="put_photo"),
    path("cases/<uuid:pk>/plan/", plan.plan, name="plan"),
    path("cases/<uuid:pk>/plan/add/", plan.add, name="add_solution"),
    path("cases/<uuid:pk>/plan/plan-follow-up/", plan.book_follow_up, name="plan_follow_up"),
    path("cases/<uuid:pk>/plan/print/", plan.printed, name="print_plan"),
    path("solutions/<uuid:pk>/order/", orders.order, name="place_order"),
    path("solutions/<uuid:pk>/mark-done/", orders.mark_done, name="mark_done"),
    path("solutions/<uuid:pk>/place/", placing.place, name="mark_place"),
    path("solutions/<uuid:pk>/take-out/", plan.take_out, name="take_out_solution"),
    path("solutions/<uuid:pk>/give-back/", orders.give_back, name="give_back"),
    path("orders/<uuid:pk>/receive/", orders.receive, name="receive_order"),
    path("orders/<uuid:pk>/cancel/", orders.cancel, name="cancel_order"),
    path("follow-ups/<uuid:pk>/", follow_up.follow_up, name="follow_up"),
    path("follow-ups/<uuid:pk>/close/", follow_up.close, name="close_after_follow_up"),
]
