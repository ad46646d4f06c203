"""Letters: those to send, one of them, and its paper."""

from django.urls import path

from cases.views import letters

urlpatterns = [
    path("letters/", letters.to_send, name="letters"),
    path("letters/send/", letters.send, name="send_letters"),
    path("letters/print/", letters.printed, name="print_letters"),
    path("letters/<uuid:pk>/", letters.letter, name="letter"),
    path("letters/<uuid:pk>/paper/", letters.paper, name="letter_paper"),
    path("letters/<uuid:pk>/take-back/", letters.take_back, name="take_back_letter"),
    path("cases/<uuid:pk>/letters/", letters.of_case, name="case_letters"),
]
