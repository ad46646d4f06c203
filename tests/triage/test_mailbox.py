"""The shared mailbox as a queue: every mail is somebody's, until it is settled."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lightbulb.core.access.enums import RestrictionKind
from lightbulb.core.keys import new_key
from lightbulb.core.models import Event
from lightbulb.core.staff.models import Membership, User
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_home, make_person, make_target, make_worker
from tests.core.access.factories import make_restriction
from tests.triage.factories import make_triage_officer, new_referral
from triage.actions import close_mail, hand_on_mail, log_referral, take_mail
from triage.models import Mail, Referral

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "plain_static_files")]
MONDAY = date(2026, 11, 23)
TOLD = {
    "sender": "ward7@elm.example",
    "subject": "Mrs Pearse goes home on Friday",
    "received_on": "20/11/2026",
    "body": "She cannot get into her bath.",
}


@pytest.fixture
def mail(priya):
    unsaved = Mail(sender="ward7@elm.example", subject="Bath", body="Hard", received_on=MONDAY)
    return take_mail(mail=unsaved, by=priya, on=MONDAY)


def test_a_pasted_mail_has_an_owner_and_a_day(as_priya, priya):
    """Two working days from Friday 20 November: Tuesday the 24th."""
    make_target(code="mail_settled", working_days=2)
    as_priya.post(reverse("triage:paste_mail"), TOLD)
    mail = Mail.objects.get()
    assert (mail.owner, mail.due_on) == (priya, date(2026, 11, 24))
    page = as_priya.get(reverse("triage:mailbox")).content.decode()
    assert "Mrs Pearse goes home on Friday" in page
    assert "Priya Wickfield sees to it by Tuesday 24 November." in page


def test_a_mail_of_five_thousand_words_is_kept_without_its_odd_signs(as_priya):
    words = "Ärger “quoted” 苦 " + "lantern " * 5_000 + "end"
    body = f"\ufeff{words[:9]}\x07\x1b{words[9:]}\r\n\tRegards\x85"
    as_priya.post(reverse("triage:paste_mail"), TOLD | {"body": body})
    assert Mail.objects.get().body == f"{words}\r\n\tRegards"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sender": ""}, "Enter who wrote it"),
        ({"body": " "}, "Paste its text"),
        ({"body": "w" * 60_001}, "The text can have up to 60,000 characters here"),
        ({"received_on": "24/11/2026"}, "must not be in the future"),
    ],
)
def test_what_is_wrong_is_said_and_the_text_stays(as_priya, changes, sentence):
    answer = as_priya.post(reverse("triage:paste_mail"), TOLD | changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="Mrs Pearse goes home on Friday"' in answer.content.decode()


def test_a_referral_logged_from_it_settles_it(as_priya, mail):
    page = as_priya.get(f"{reverse('triage:log')}?mail={mail.pk}").content.decode()
    assert "From a mail" in page
    assert ">Hard</textarea>" in page
    assert '<option value="mailbox" selected>' in page
    assert 'aria-label="The text of the mail">Hard</div>' in page
    assert Event.objects.about(mail).filter(verb="mail_read").count() == 1
    sent = {
        "press": "send",
        "mail": mail.pk,
        "source": "hospital",
        "door": "csc",
        "family_name": "Pearse",
        "needs": ["bathing"],
        "tenure": "not_known",
        "letters_in": "large_print",
        "request_id": str(new_key()),
    }
    as_priya.post(reverse("triage:log"), sent)
    mail.refresh_from_db()
    assert (mail.state, mail.referral) == ("referred", Referral.objects.get())


def test_it_can_be_answered_or_joined_to_what_is_there(as_priya, priya, mail, melton):
    person = make_person(home=make_home(locality=melton))
    referral = log_referral(referral=new_referral(person=person), by=priya, on=MONDAY)
    address = reverse("triage:close_mail", args=[mail.pk])
    nothing = as_priya.post(address, {}).content.decode()
    assert "Say what was done, or name the referral it belongs to." in nothing
    wrong = as_priya.post(address, {"answer": "Rang them", "reference": "LB-0000"})
    assert "There is no referral LB-0000. Check the reference" in wrong.content.decode()
    assert ">Rang them</textarea>" in wrong.content.decode()
    as_priya.post(address, {"reference": referral.reference.lower()})
    mail.refresh_from_db()
    assert (mail.state, mail.referral, mail.closed_by) == ("referred", referral, priya)


def test_it_is_settled_once(mail, priya):
    close_mail(mail=mail, answer="Rang them", by=priya, on=MONDAY)
    with pytest.raises(NotAllowed):
        close_mail(mail=mail, answer="Again", by=priya, on=MONDAY)
    with pytest.raises(NotAllowed):
        hand_on_mail(mail=mail, to=priya, by=priya, on=MONDAY)


def test_it_is_handed_to_a_colleague_who_works_the_mailbox(as_priya, mail, melton):
    tom = make_triage_officer(name="Tom Wickfield")
    asha = make_worker(locality=melton)
    address = reverse("triage:hand_on_mail", args=[mail.pk])
    refused = as_priya.post(address, {"to": asha.pk}).content.decode()
    assert "Choose a colleague from the list" in refused
    as_priya.post(address, {"to": tom.pk})
    mail.refresh_from_db()
    assert mail.owner == tom
    mine = as_priya.get(f"{reverse('triage:mailbox')}?show=mine").content.decode()
    assert "None of the mails that wait is yours." in mine


def test_who_read_it_is_in_the_record(as_priya, mail):
    as_priya.get(mail.get_absolute_url())
    assert Event.objects.about(mail).filter(verb="mail_read").count() == 1


def test_it_is_not_for_a_locality(client, mail, melton):
    asha = make_worker(locality=melton)
    assert not Mail.objects.visible_to(asha, on=MONDAY).exists()
    client.force_login(asha)
    assert client.get(mail.get_absolute_url()).status_code == 403
    with pytest.raises(PermissionDenied):
        close_mail(mail=mail, answer="Rang", by=asha, on=MONDAY)


def test_under_a_restricted_person_it_is_kept_from_whom_they_are_kept_from(
    as_priya, priya, mail, melton
):
    person = make_person(home=make_home(locality=melton))
    referral = log_referral(referral=new_referral(person=person), by=priya, on=MONDAY)
    close_mail(mail=mail, referral=referral, by=priya, on=MONDAY)
    assert Mail.objects.visible_to(priya, on=MONDAY).exists()
    make_restriction(person, kind=RestrictionKind.ALLOW_ONLY)
    priya = User.objects.get(pk=priya.pk)  # as their next page has it
    assert not Mail.objects.visible_to(priya, on=MONDAY).exists()
    assert as_priya.get(mail.get_absolute_url()).status_code == 404
    assert mail.subject not in as_priya.get(reverse("triage:mailbox")).content.decode()


def test_a_mail_whose_owner_left_is_listed_until_somebody_takes_it(as_priya, priya, mail):
    hand_on_mail(mail=mail, to=make_triage_officer(name="Tom Wick"), by=priya, on=MONDAY)
    address = f"{reverse('triage:mailbox')}?show=nobody"
    assert "Every mail that waits has somebody" in as_priya.get(address).content.decode()
    Membership.objects.filter(user__name="Tom Wick").update(ends_on=date(2026, 11, 22))
    page = as_priya.get(reverse("triage:mailbox")).content.decode()
    assert "1 mail waits on somebody who no longer works the mailbox." in page
    assert "Tom Wick, whose it was, no longer works" in as_priya.get(address).content.decode()
    hand_on_mail(mail=mail, to=priya, by=priya, on=MONDAY)
    assert not Mail.objects.without_anybody(on=MONDAY).exists()
