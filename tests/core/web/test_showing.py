"""A view that shows people says whom, and its read event is there before the page is."""

import hashlib
from types import SimpleNamespace

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

from lightbulb.core.keys import new_key
from lightbulb.core.models import ReadEvent
from lightbulb.core.record.reads.models import Showing
from lightbulb.core.record.reads.writing import Shown
from lightbulb.core.record.requests import request_named
from lightbulb.core.web.showing import file_of_people, say_shown, shows_people

ONE, OTHER, CASE = new_key(), new_key(), new_key()


@pytest.fixture
def ask(asha, today):
    """Ask a view for its page, as Asha, at an address named like the case page."""

    def asked(view, kind=Showing.PAGE):
        request = RequestFactory().get("/")
        request.user = asha
        request.resolver_match = SimpleNamespace(view_name="cases:case")
        return shows_people(kind)(view)(request)

    return asked


def test_a_page_leaves_one_row_with_who_saw_whom_and_how(ask, asha):
    def page(request):
        say_shown(request, [ONE], case_id=CASE)
        say_shown(request, [OTHER, ONE])
        return HttpResponse("shown")

    with request_named(name := new_key()):
        ask(page)
    read = ReadEvent.objects.get()
    assert (read.actor_kind, read.actor_id, read.role) == ("staff", str(asha.pk), "hsc")
    assert (read.kind, read.page, read.request_id) == ("page", "cases:case", name)
    assert (read.person_ids, read.case_id) == ([ONE, OTHER], CASE)
    assert (read.asked, read.rows, read.digest) == ({}, None, "")


def test_a_page_costs_one_query(ask, asha, django_assert_num_queries, today):
    def page(request):
        say_shown(request, [ONE])
        return HttpResponse("shown")

    ask(page)  # the person's memberships are known by now, as on every page
    with django_assert_num_queries(1):
        ask(page)


def test_a_list_of_nobody_leaves_no_row(ask):
    def page(request):
        say_shown(request, [])
        return HttpResponse("nobody")

    assert ask(page).status_code == 200
    assert not ReadEvent.objects.exists()


def test_what_leads_on_shows_nobody(ask):
    def saved(request):
        say_shown(request, [ONE])
        return redirect("core:home")

    ask(saved)
    assert not ReadEvent.objects.exists()


def test_a_page_that_refuses_what_was_typed_shows_the_person_all_the_same(ask):
    def refused(request):
        say_shown(request, [ONE])
        return HttpResponse("mend this", status=422)

    ask(refused)
    assert ReadEvent.objects.get().person_ids == [ONE]


def test_a_view_that_does_not_say_whom_it_shows_sends_nothing(ask):
    with pytest.raises(RuntimeError, match="cases:case shows people and did not say whom"):
        ask(lambda request: HttpResponse("Mrs Example of Elm Road"))


def test_a_page_is_not_sent_when_its_record_cannot_be_written(ask, monkeypatch):
    def page(request):
        say_shown(request, ["no key"])
        return HttpResponse("shown")

    with pytest.raises(Exception, match="no key"):
        ask(page)


def test_a_file_is_kept_by_its_filter_rows_and_digest(ask):
    lines = ["Name\r\n", *(f"Person {number}\r\n" for number in range(3))]

    def file(request):
        return file_of_people(request, lines, name="list.csv", asked={"stage": ["opened"]})

    response = ask(file, Showing.EXPORT)
    sent = b"".join(response.streaming_content)
    request_finished.disconnect(close_old_connections)  # as the test client does
    response.close()
    request_finished.connect(close_old_connections)
    read = ReadEvent.objects.get()
    assert sent == "".join(lines).encode()
    assert response["Content-Disposition"] == 'attachment; filename="list.csv"'
    assert (read.kind, read.asked, read.rows, read.person_ids) == (
        "export",
        {"stage": ["opened"]},
        3,
        [],
    )
    assert read.digest == hashlib.sha256(sent).hexdigest()


def test_a_file_with_nobody_in_it_leaves_no_row():
    assert Shown(rows=0).is_nobody
