"""Somebody rings and asks where it stands: whoever picks up finds it, says it, writes it down."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cases import actions
from cases.enums import NoteKind, NoteLevel
from cases.models import Note, SafeguardingConcern, Task
from lightbulb.core.access.enums import RestrictionKind
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.record.reads.models import ReadEvent
from tests.cases.factories import make_case, make_home, make_person, make_worker
from tests.core.access.factories import make_restriction
from tests.triage.factories import make_triage_officer

MONDAY = date(2026, 11, 23)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("plain_static_files", "monday"),
]


@pytest.fixture
def hsc(melton):
    return make_worker(name="Meera Lanternsmith", locality=melton, role=RoleCode.HSC)


@pytest.fixture
def priya():
    return make_triage_officer()


@pytest.fixture
def case(melton, hsc):
    home = make_home(address="4 Lantern Row", postcode="LE13 9SH", locality=melton)
    person = make_person(given_name="Dorothy", family_name="Pearse", home=home)
    case = make_case(person=person, locality=melton)
    return actions.allocate(case=case, worker=hsc, by=hsc, on=MONDAY)


def page_of(case):
    return reverse("cases:answer_call", args=[case.pk])


def test_find_leads_to_the_page_that_says_whose_turn_it_is(client, case, priya):
    client.force_login(priya)
    found = client.get("/find/", {"q": "Dorothy Pearse"}).content.decode()
    assert f'href="{page_of(case)}"' in found
    words = client.get(page_of(case)).content.decode()
    for said in ("Meera Lanternsmith", "Call and book the first visit", "Lantern Row"):
        assert said in words
    assert "4 Lantern Row" not in words  # whoever rings is asked for the number
    assert client.get("/find/", {"q": case.reference}).url == page_of(case)


def test_the_call_is_a_note_and_the_worker_rings_back(client, case, priya, hsc):
    client.force_login(priya)
    typed = {"spoke_to": "person", "text": "Where is the shower?", "ring_back_on": "25/11/26"}
    assert client.post(page_of(case), typed).url == page_of(case)
    note, task = Note.objects.get(), Task.objects.get()
    assert (note.kind, note.level, note.written_by) == (NoteKind.PHONE, NoteLevel.STANDARD, priya)
    assert (task.owner, task.due_on, task.set_by) == (hsc, date(2026, 11, 25), priya)
    client.force_login(hsc)
    timeline = client.get(reverse("cases:timeline", args=[case.pk])).content.decode()
    assert "Where is the shower?" in timeline


def test_the_look_is_recorded_with_the_case(client, case, priya):
    client.force_login(priya)
    client.get(page_of(case))
    look = ReadEvent.objects.order_by("-id").first()
    assert (look.case_id, look.person_ids) == (case.pk, [case.person_id])


def test_nothing_typed_is_lost_when_something_is_wrong(client, case, priya):
    client.force_login(priya)
    page = client.post(page_of(case), {"text": "Asked", "ring_back_on": "20/11/26"})
    assert page.status_code == 422
    words = page.content.decode()
    assert "Choose who rang" in words
    assert "They ring back today or on a later day" in words
    assert "Asked</textarea>" in words
    assert not Note.objects.exists()


def test_everybody_is_told_to_ring_duty_first_and_reads_no_more_of_a_concern(client, case, priya):
    concern = SafeguardingConcern(person=case.person, route="adult", note="Bruises on both arms.")
    actions.raise_concern(concern=concern, by=priya, on=MONDAY)
    client.force_login(priya)
    words = client.get(page_of(case)).content.decode()
    assert "before contact" in words
    assert "Bruises" not in words


def test_a_case_kept_from_triage_is_not_there(client, case, priya):
    make_restriction(case.person, kind=RestrictionKind.ALLOW_ONLY)
    client.force_login(priya)
    assert client.get(page_of(case)).status_code == 404


def test_triage_still_opens_no_case_itself(client, case, priya):
    client.force_login(priya)
    assert client.get(case.get_absolute_url()).status_code == 403


def test_whoever_works_on_cases_writes_a_note_instead(client, case, hsc):
    client.force_login(hsc)
    assert client.get(page_of(case)).status_code == 403
    note = Note(case=case, spoke_to="person", text="Asked")
    with pytest.raises(PermissionDenied):
        actions.answer_call(note=note, ring_back_on=None, by=hsc, on=MONDAY)


def test_of_a_case_nobody_has_nobody_rings_back(case, priya, melton):
    waiting = make_case(locality=melton)
    note = Note(case=waiting, spoke_to="person", text="Asked")
    with pytest.raises(ValidationError, match="Nobody has this case yet"):
        actions.answer_call(note=note, ring_back_on=MONDAY, by=priya, on=MONDAY)
    assert not Note.objects.filter(case=waiting).exists()
