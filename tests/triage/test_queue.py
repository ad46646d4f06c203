"""The triage queue: what waits, most pressing first, decided by one press, and as a file."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case, Person
from tests.cases.factories import make_home, make_person
from tests.core.factories import make_user
from tests.triage.factories import new_referral
from triage.actions import log_referral
from triage.enums import Need, Source, UrgencyFact
from triage.models import QueueView
from triage.paging import PAGE

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 20)


def add(priya, locality, *, name="Dorothy", on=FRIDAY, **told):
    person = make_person(given_name=name, home=make_home(locality=locality))
    referral = new_referral(person=person, **told)
    return log_referral(referral=referral, by=priya, on=on)


def page_of(client, address=""):
    return client.get(f"/referrals/{address}").content.decode()


def test_the_most_pressing_comes_first_with_what_is_known(as_priya, priya, melton):
    add(priya, melton, name="Colin", on=date(2026, 11, 11))
    add(priya, melton, urgency_facts=[UrgencyFact.FALLEN, UrgencyFact.ALONE], falls=2)
    page = page_of(as_priya)
    assert page.index("Dorothy Candlewick") < page.index("Colin Candlewick")
    assert "Lives alone, 2 falls, bath or shower" in page
    assert "2 referrals, most pressing first. Longest wait 12 days." in page
    assert "Fri 20 Nov" in page


def test_an_empty_queue_says_when_that_changes(as_priya, melton):
    page = page_of(as_priya)
    assert "Nothing waits for a decision" in page
    assert "as soon as somebody logs them" in page


def test_one_press_decides_as_suggested_and_names_the_person(as_priya, priya, melton):
    referral = add(priya, melton)
    sent = {"outcome": "locality_case", "queue": "locality=melton"}
    answer = as_priya.post(f"/referrals/{referral.pk}/decide/", sent, follow=True)
    assert answer.redirect_chain == [("/referrals/?locality=melton", 302)]
    case = Case.objects.get()
    said = f"Dorothy Candlewick: locality case {case.reference} opened in Melton."
    assert said in answer.content.decode()
    assert "Nothing waits for a decision" in answer.content.decode()


def test_a_suggestion_that_asks_one_more_thing_leads_to_its_page(as_priya, priya, melton):
    referral = add(priya, melton, needs=[Need.KITCHEN])
    page = page_of(as_priya)
    assert "Advice given and closed…" in page
    assert f'href="/referrals/{referral.pk}/?outcome=advice#decide"' in page


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("?locality=melton", ["Ann"]),
        ("?locality=none", ["Cyril"]),
        ("?locality=melton&locality=blaby", ["Ann", "Bert"]),
        ("?priority=this_week", ["Bert"]),
        ("?source=gp", ["Ann"]),
        ("?urgency=hospital", ["Bert"]),
        ("?locality=blaby&source=gp", []),
        ("?locality=nowhere", ["Ann", "Bert", "Cyril"]),
        ("?after=rubbish", ["Ann", "Bert", "Cyril"]),
    ],
)
def test_filters_stand_in_the_address(as_priya, priya, melton, blaby, address, shown):
    add(priya, melton, name="Ann").person.referrals.update(source=Source.GP)
    add(priya, blaby, name="Bert", urgency_facts=[UrgencyFact.HOSPITAL])
    add(priya, melton, name="Cyril").person.referrals.update(locality=None)
    page = page_of(as_priya, address)
    assert [name for name in ("Ann", "Bert", "Cyril") if f"{name} Candlewick" in page] == shown


def test_filters_show_their_counts_and_can_be_taken_away(as_priya, priya, melton, blaby):
    add(priya, melton, name="Ann")
    add(priya, melton, name="Bert")
    add(priya, blaby, name="Cyril")
    page = page_of(as_priya, "?locality=melton&priority=routine")
    assert '<span>Melton</span> <span class="lb-count">2</span>' in page
    assert '<span>Blaby</span> <span class="lb-count">1</span>' in page
    assert 'class="lb-filter-tag" href="?priority=routine"' in page
    assert "2 of 3 referrals" in page


def test_pages_go_on_and_back_by_key(as_priya, priya, melton):
    person = make_person(home=make_home(locality=melton))
    for day in range(PAGE + 3):
        on = FRIDAY - timedelta(days=day)
        log_referral(referral=new_referral(person=person), by=priya, on=on)
    first = as_priya.get("/referrals/")
    assert "Rows 1 to 50 of 53" in first.content.decode()
    second = as_priya.get(f"/referrals/{first.context['next_url']}")
    assert "Rows 51 to 53 of 53" in second.content.decode()
    assert second.context["next_url"] == ""
    back = as_priya.get(f"/referrals/{second.context['previous_url']}")
    assert [row.referral for row in back.context["rows"]] == [
        row.referral for row in first.context["rows"]
    ]


def queries_of(client):
    with CaptureQueriesContext(connection) as found:
        client.get("/referrals/")
    return len(found)


def test_the_number_of_queries_does_not_grow_with_rows(as_priya, priya, melton):
    add(priya, melton)
    queries_of(as_priya)
    one = queries_of(as_priya)
    for number in range(8):
        add(priya, melton, name=f"Dora{number}")
    assert queries_of(as_priya) == one <= 12


def test_the_file_holds_exactly_what_is_shown(as_priya, priya, melton, blaby):
    ann = add(priya, melton, name="Ann")
    add(priya, blaby, name="Bert")
    answer = as_priya.get("/referrals/download/?locality=melton")
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeffReference,Priority,Score,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["Reference"] for row in rows] == [ann.reference]
    assert (rows[0]["Name"], rows[0]["Received"], rows[0]["Days waiting"]) == (
        "Ann Candlewick",
        "2026-11-20",
        "3",
    )


@pytest.mark.parametrize("name", ["=1+1", "+44", "-2", "@SUM(A1)", "＝1"])
def test_no_cell_of_the_file_is_a_formula(as_priya, priya, melton, name):
    add(priya, melton)
    Person.objects.update(given_name=name, family_name="Wick")
    text = b"".join(as_priya.get("/referrals/download/").streaming_content).decode()
    row = next(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert row["Name"].startswith("'")


def test_a_worker_sees_only_the_referrals_of_their_locality(as_hsc_of_blaby, priya, melton, blaby):
    add(priya, melton, name="Ann")
    add(priya, blaby, name="Bert")
    page = page_of(as_hsc_of_blaby)
    assert "Bert Candlewick" in page
    assert "Ann" not in page
    assert '<button class="govuk-button lb-button--white" data-module' not in page
    text = b"".join(as_hsc_of_blaby.get("/referrals/download/").streaming_content).decode()
    assert "Ann" not in text


def test_nobody_without_a_role_sees_the_queue(client, db, monday):
    client.force_login(make_user(name="Cyril Wick"))
    assert client.get("/referrals/").status_code == 403
    assert client.get("/referrals/download/").status_code == 403


def test_a_role_that_reads_no_referrals_is_told_so(as_handyperson, priya, melton):
    referral = add(priya, melton)
    for path in ("", "download/", f"{referral.pk}/"):
        answer = as_handyperson.get(f"/referrals/{path}")
        assert answer.status_code == 403
        assert "Your role does not read referrals." in answer.content.decode()


def test_other_methods_are_refused(as_priya):
    assert as_priya.post("/referrals/").status_code == 405
    assert as_priya.post("/referrals/download/").status_code == 405


# --- A row opened in place ---------------------------------------------------------------


def test_a_row_opens_in_place_with_its_working_and_every_outcome(as_priya, priya, melton):
    first, second = (add(priya, melton, name=name) for name in ("Ann", "Bo"))
    page = as_priya.get(f"/referrals/?open={first.pk}").content.decode()
    opened = page.split('class="lb-opened"')[1].split("</tr>")[0]
    assert "Why “" in opened
    assert all(words in opened for words in ("Hospital housing…", "Details missing…"))
    assert page.count('class="lb-opened"') == 1
    assert f'href="?#row-{first.pk}"' in page
    assert f"?open={second.pk}#row-{second.pk}" in page


def test_opening_keeps_the_filters_of_the_list(as_priya, priya, melton):
    row = add(priya, melton, name="Ann")
    page = as_priya.get("/referrals/?locality=melton").content.decode()
    assert f"?locality=melton&amp;open={row.pk}#row-{row.pk}" in page


def test_a_row_that_is_not_there_opens_nothing(as_priya, priya, melton):
    add(priya, melton, name="Ann")
    assert "lb-opened" not in as_priya.get("/referrals/?open=nothing").content.decode()


def test_longer_to_undo_is_a_button_beside_undo(as_priya, priya, melton):
    referral = add(priya, melton)
    as_priya.post(f"/referrals/{referral.pk}/decide/", {"outcome": "locality_case"})
    assert "I need longer" in page_of(as_priya)
    page = as_priya.post(f"/referrals/{referral.pk}/pause/", follow=True).content.decode()
    assert "until then you can undo" in page
    assert "5 minutes left" in page


# --- Saved views ---------------------------------------------------------------------------


def save_view(client, name, filters):
    return client.post(f"/referrals/views/?{filters}", {"name": name})


def test_filters_are_saved_under_a_name_and_stand_above_the_queue(as_priya, melton):
    assert "Save this view" in page_of(as_priya, "?locality=melton")
    answer = save_view(as_priya, "Morning sweep", "locality=melton&after=9")
    assert answer.url == "/referrals/?locality=melton"
    assert '<a class="lb-link" href="/referrals/?locality=melton">Morning sweep</a>' in page_of(
        as_priya
    )
    view = QueueView.objects.get()
    as_priya.post(f"/referrals/views/{view.pk}/remove/")
    assert not QueueView.objects.exists()


@pytest.mark.parametrize(
    ("name", "filters", "sentence"),
    [
        ("", "locality=melton", "Enter a name, like Morning sweep"),
        ("Mine", "", "Choose filters in the queue first"),
        ("Taken", "locality=melton", "You have a view of this name. Choose another."),
    ],
)
def test_a_view_that_cannot_be_saved_says_why(as_priya, melton, name, filters, sentence):
    save_view(as_priya, "Taken", "locality=melton")
    answer = save_view(as_priya, name, filters)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_view_is_ones_own(as_priya, client, melton):
    other = QueueView.objects.create(user=make_user(name="Tom"), name="Tom’s", address="flag=ward")
    assert "Tom’s" not in page_of(as_priya)
    as_priya.post(f"/referrals/views/{other.pk}/remove/")
    assert QueueView.objects.filter(pk=other.pk).exists()
