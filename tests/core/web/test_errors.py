"""Pages for when something cannot be done: the status, the words, and no engine needed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.test import RequestFactory
from django.urls import path, resolvers

from lightbulb.core.web import errors


@pytest.fixture
def request_for_a_page():
    return RequestFactory().get("/")


def answer_to(error, request):
    """What the handler makes of an error that is being handled, as Django calls it."""
    try:
        raise error
    except type(error):
        return errors.server_error(request)


@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed")])
def test_a_database_that_is_away_gives_503_and_when_to_try_again(error, request_for_a_page):
    answer = answer_to(error, request_for_a_page)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Lightbulb is away for a moment" in answer.content.decode()


def test_a_fault_gives_500_without_its_text(request_for_a_page):
    answer = answer_to(ValueError("Joan Hallam"), request_for_a_page)
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Something went wrong on our side" in page
    assert "Joan Hallam" not in page


def test_the_pages_of_faults_need_no_database(request_for_a_page):
    """This test has no database, so a question to one would fail it."""
    assert answer_to(OperationalError(), request_for_a_page).status_code == 503
    assert answer_to(ValueError(), request_for_a_page).status_code == 500


def test_a_page_whose_database_goes_away_answers_503(client, db, settings, monkeypatch):
    def gone(request):
        raise OperationalError("the server closed the connection")

    pattern = path("accessibility/", gone)
    gone.login_required = False
    site = resolvers.get_resolver()
    monkeypatch.setattr(site, "url_patterns", [pattern, *site.url_patterns])
    client.raise_request_exception = False
    answer = client.get("/accessibility/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert answer["Cache-Control"] == "no-store"


def test_a_refusal_gives_its_reason(request_for_a_page):
    answer = errors.forbidden(request_for_a_page, PermissionDenied("This notice is for Bram."))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "This notice is for Bram. Nothing has changed." in page
    assert "Who can" not in page


def test_a_refusal_may_name_who_can(request_for_a_page):
    refusal = PermissionDenied("You may not.", "Dora Wickmaker, 01632 960 777")
    page = errors.forbidden(request_for_a_page, refusal).content.decode()
    assert "Who can: Dora Wickmaker, 01632 960 777." in page


def test_a_refusal_without_a_reason_still_gives_one(request_for_a_page):
    page = errors.forbidden(request_for_a_page, PermissionDenied()).content.decode()
    assert "Your role does not include this." in page


@pytest.mark.parametrize(
    "address", ["/nothing/", "/colleagues/x/", "/%F0%9F%92%A1/", "/" + "a" * 4000]
)
def test_an_address_without_a_page_is_refused_in_words(address, as_asha):
    answer = as_asha.get(address)
    assert answer.status_code == 404
    assert "There is no page here for you" in answer.content.decode()
