"""Letters: asked for, made by the worker, sent by a person, and never changed."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError
from django.utils import timezone
from pypdf import PdfReader

from cases import actions
from cases.enums import Channel, LetterFormat, LetterState
from cases.letters.kinds import kind_of
from cases.letters.page import paper_of
from cases.models import Letter, LetterContent
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Event, OutboxRow
from lightbulb.core.record import outbox
from lightbulb.core.record.actors import System
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import DAY, make_case, make_person, make_worker
from tests.core.factories import make_locality, make_organisation
from triage.letter_kinds import Acknowledgement

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("plain_static_files", "monday"),
]
SAID = Acknowledgement(
    received_on="Monday 2 November 2026", next_step="Asha will ring by Friday 6 November."
)


@pytest.fixture
def case():
    return make_case()


@pytest.fixture
def hsc(case):
    return make_worker(locality=case.locality)


def written(case, *, by, **more):
    return actions.write_letter(
        said=SAID, person=case.person, case=case, reference=case.reference, by=by, on=DAY, **more
    )


def made(letter):
    outbox.perform(OutboxRow.objects.get(effect_key=f"letter:{letter.pk}").pk)
    letter.refresh_from_db()
    return letter


def test_a_letter_waits_for_the_worker_who_makes_its_paper_once(case, hsc):
    letter = written(case, by=hsc)
    assert letter.state == LetterState.WAITING
    made(letter)
    made(letter)
    assert letter.state == LetterState.READY
    assert bytes(letter.content.content).startswith(b"%PDF")
    assert LetterContent.objects.count() == 1


def test_a_letter_says_to_whom_from_whom_and_what(case, hsc):
    paper = paper_of(written(case, by=hsc))
    for words in (
        "Wilf Candlewick<br>4 Lantern Row<br>Elmshire",
        "Asha will ring by Friday 6 November.",
        "Monday 2 November 2026",
        "<strong>Asha Lampwright</strong><br>Housing Support Co-ordinator",
        case.reference,
        'class="letter-large"',
    ):
        assert words in paper


def test_standard_print_is_only_for_whoever_asked_for_it(case, hsc):
    case.person.letters_in = LetterFormat.STANDARD
    case.person.save()
    assert 'class="letter-small"' in paper_of(written(case, by=hsc))


def test_what_the_service_writes_carries_the_hubs_address_and_number(case):
    host = make_organisation(name="Hostshire District Council")
    hub = make_organisation(name="The hub", kind="hub", hosted_by=host)
    hub.letter_lines, hub.phone = ["1 Lantern Court", "Elmshire"], "01632 960 100"
    hub.save()
    paper = paper_of(written(case, by=System("night-job")))
    assert "1 Lantern Court<br>Elmshire<br><strong>01632 960 100</strong>" in paper
    assert "<strong>The Lightbulb team</strong></p>" in paper


@pytest.mark.parametrize(
    ("contact_by", "letters_in", "phone", "channel"),
    [
        pytest.param("text", "large_print", "01632 960 001", Channel.TEXT, id="as asked"),
        pytest.param("text", "large_print", "", Channel.POST, id="by post without a number"),
        pytest.param("post", "audio", "01632 960 001", Channel.PHONE, id="audio is read out"),
        pytest.param("post", "easy_read", "01632 960 001", Channel.POST, id="by post"),
    ],
)
def test_people_are_told_in_the_way_they_asked_for(contact_by, letters_in, phone, channel):
    person = make_person()
    person.contact_by, person.letters_in, person.phone = contact_by, letters_in, phone
    assert actions.letters.channel_for(person) == channel


def test_what_was_said_stays_when_the_person_moves_or_is_renamed(case, hsc):
    letter = written(case, by=hsc)
    case.person.family_name = "Tallow"
    case.person.save()
    assert "Wilf Candlewick" in paper_of(Letter.objects.get(pk=letter.pk))


def test_a_letter_that_waits_for_its_minute_can_be_taken_back_unseen(case, hsc):
    letter = written(case, by=hsc, not_before=timezone.now() + timedelta(minutes=1))
    actions.take_back_letter(letter=letter, by=hsc, on=DAY)
    assert OutboxRow.objects.get(effect_key=f"letter:{letter.pk}").state == "cancelled"
    assert made(letter).state == LetterState.TAKEN_BACK


def test_a_letter_is_sent_once_by_somebody_on_a_day(case, hsc):
    letter = made(written(case, by=hsc))
    actions.send_letter(letter=letter, by=hsc, on=DAY)
    letter.refresh_from_db()
    assert (letter.state, letter.sent_on, letter.sent_by) == ("sent", DAY, hsc)
    with pytest.raises(NotAllowed):
        actions.send_letter(letter=letter, by=hsc, on=DAY)
    with pytest.raises(NotAllowed):
        actions.take_back_letter(letter=letter, by=hsc, on=DAY)


def test_the_database_wants_a_day_and_a_name_for_a_letter_that_went(case, hsc):
    letter = written(case, by=hsc)
    with pytest.raises(IntegrityError, match="letter_sent_by_somebody_on_a_day"):
        Letter.objects.filter(pk=letter.pk).update(state="sent")


def test_the_event_holds_codes_and_no_words(case, hsc):
    letter = written(case, by=hsc)
    event = Event.objects.get(verb="letter_written")
    assert event.case_id == case.pk
    assert event.detail == {
        "letter": str(letter.pk),
        "kind": "acknowledgement",
        "channel": "post",
        "letters_in": "large_print",
    }


def test_a_letter_nobody_lists_is_refused():
    with pytest.raises(LookupError, match="No app lists"):
        kind_of(object())


# --- Pages -------------------------------------------------------------------------------


@pytest.fixture
def signed_in(client, hsc):
    client.force_login(hsc)
    return client


def test_what_is_ready_is_listed_by_how_it_goes_out(signed_in, case, hsc):
    made(written(case, by=hsc))
    page = signed_in.get("/letters/").content.decode()
    assert "Wilf Candlewick" in page
    assert "Large print. 4 Lantern Row, Elmshire" in page
    assert "Wilf Candlewick" not in signed_in.get("/letters/?by=text").content.decode()


def test_ticked_letters_are_marked_together(signed_in, case, hsc):
    letters = [made(written(case, by=hsc)) for _ in range(2)]
    answer = signed_in.post("/letters/send/", {"letter": [letter.pk for letter in letters]})
    assert answer.url == "/letters/?by=post"
    assert Letter.objects.filter(state="sent").count() == 2


def test_ticking_nothing_is_said_in_words(signed_in, case, hsc):
    made(written(case, by=hsc))
    answer = signed_in.post("/letters/send/", {})
    assert answer.status_code == 422
    assert "Tick at least one letter." in answer.content.decode()


def test_a_letter_sent_meanwhile_is_said_in_words(signed_in, case, hsc):
    letter = made(written(case, by=hsc))
    actions.send_letter(letter=letter, by=hsc, on=DAY)
    answer = signed_in.post("/letters/send/", {"letter": [letter.pk]})
    assert "One of these has gone meanwhile" in answer.content.decode()


def test_ticked_letters_are_printed_as_one_file_and_not_marked(signed_in, case, hsc):
    letters = [made(written(case, by=hsc)) for _ in range(2)]
    answer = signed_in.post("/letters/print/", {"letter": [letter.pk for letter in letters]})
    assert answer["Content-Type"] == "application/pdf"
    one, both = bytes(letters[0].content.content), answer.content
    assert len(PdfReader(BytesIO(both)).pages) == 2 * len(PdfReader(BytesIO(one)).pages)
    assert not Letter.objects.filter(state="sent").exists()


def test_a_letters_page_shows_it_and_what_can_be_done(signed_in, case, hsc):
    letter = made(written(case, by=hsc))
    page = signed_in.get(f"/letters/{letter.pk}/").content.decode()
    assert "Dear Wilf Candlewick" in page
    assert "Mark as posted" in page
    assert signed_in.get(f"/letters/{letter.pk}/paper/").content.startswith(b"%PDF")
    taken = signed_in.post(f"/letters/{letter.pk}/take-back/")
    assert taken.url == f"/letters/{letter.pk}/"
    assert "Taken back" in signed_in.get(taken.url).content.decode()


def test_a_case_lists_what_was_written(signed_in, case, hsc):
    written(case, by=hsc)
    page = signed_in.get(f"/cases/{case.pk}/letters/").content.decode()
    assert "What happens next" in page
    assert "Being made" in page


def test_letters_of_another_locality_are_not_there(client, case, hsc):
    letter = made(written(case, by=hsc))
    client.force_login(make_worker(locality=make_locality(name="Ashmoor"), name="Bram Wick"))
    assert client.get(f"/letters/{letter.pk}/").status_code == 404
    assert "Wilf Candlewick" not in client.get("/letters/").content.decode()


def test_a_role_that_sends_no_letters_is_told_so(client, case):
    client.force_login(make_worker(locality=case.locality, role=RoleCode.HANDYPERSON))
    answer = client.get("/letters/")
    assert answer.status_code == 403
    assert "Letters are sent by triage" in answer.content.decode()


def test_letters_are_sent_by_pressing_and_not_by_looking(signed_in):
    assert signed_in.get("/letters/send/").status_code == 405
    assert signed_in.post("/letters/").status_code == 405
