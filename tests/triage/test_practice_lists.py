"""A practice's list: looked at row by row, invited, answered, and forgotten on its day."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.models import Person
from lightbulb.core.keys import new_key
from lightbulb.core.models import Event
from lightbulb.core.record.actors import System
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_case, make_home, make_person, make_worker
from triage.actions import note_answers, purge_list, take_list
from triage.lists.reading import CannotBeRead, read_list
from triage.models import Invitation, PracticeList, Referral
from triage.tasks import purge_practice_lists

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("monday", "plain_static_files", "postcodes"),
]
MONDAY, FORGOTTEN = date(2026, 11, 23), date(2027, 2, 22)
HEADING = "first name,last name,address,town,postcode\n"
FROM = {
    "practice": "Sileby surgery",
    "agreement": "Sharing agreement of 1 June 2026",
    "patients_told": "told",
    "purge_on": "22/2/2027",
}
BAD = [
    ("Ann,,4 Lantern Row,Sileby,LE13 9SH", "The last name is missing"),
    ("Ann,Wick,,Sileby,LE13 9SH", "The address is missing"),
    ("Ann,Wick,4 Lantern Row,Sileby,", "The postcode is missing"),
    ("Ann,Wick,4 Lantern Row,Sileby,LE13", "LE13 is not a whole postcode"),
    ("Ann,Wick,4 Lantern Row,Sileby,LE13 9ZZ", "Nobody knows the postcode LE13 9ZZ"),
    ("Ann,Wick,4 Lantern Row,Sileby,LE3 5SE", "outside our county"),
    ("Ann," + "w" * 101 + ",4 Lantern Row,Sileby,LE13 9SH", "longer than 100 characters"),
]


def where_is(postcode):
    return {"LE13 9SH": "in", "LE3 5SE": "Leicester City Council"}.get(postcode, "")


def read(text):
    return read_list(text.encode(), where_is=where_is)


# --- Reading -----------------------------------------------------------------------------


@pytest.mark.parametrize(("line", "sentence"), BAD)
def test_each_row_that_cannot_be_used_says_why(line, sentence):
    (row,) = read(HEADING + line)
    assert row.number == 2
    assert sentence in " ".join(row.faults)


def test_a_right_row_is_read_and_its_postcode_written_as_printed():
    (row,) = read(HEADING + " Ann , Wick ,4 Lantern Row,Sileby,le139sh")
    assert (row.name, row.said["postcode"], row.faults) == ("Ann Wick", "LE13 9SH", ())


def test_the_second_of_two_that_are_the_same_is_one_too_many():
    row = "Ann,Wick,4 Lantern Row,Sileby,LE13 9SH\n"
    first, second = read(HEADING + row + row.upper())
    assert (first.faults, second.faults) == ((), ("The same person as in row 2",))


def test_order_and_further_columns_do_not_matter():
    text = (
        "Postcode,Risk score,LAST_NAME,First Name,Town,Address\nLE13 9SH,87,Wick,Ann,Sileby,4 Row"
    )
    (row,) = read(text)
    assert row.faults == ()
    assert "87" not in row.said.values()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Missing: first name, last name, address, town, postcode"),
        (b"name,postcode\nAnn,LE13 9SH", "Missing: first name, last name, address, town"),
        (HEADING.encode(), "no rows below its headings"),
        (b"\xff\xfe\x00\x00", "The file is not text"),
        (b"x" * 500_001, "larger than 500 kB"),
        ((HEADING + "A,B,C,D,E\n" * 1001).encode(), "Send at most 1,000 at a time"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(content, sentence):
    with pytest.raises(CannotBeRead, match=sentence):
        read_list(content, where_is=where_is)


def test_a_file_of_a_spreadsheet_in_the_windows_alphabet_is_read():
    text = HEADING + "Zoë,Wick,4 Lantern Row,Sileby,LE13 9SH"
    (row,) = read_list(text.encode("cp1252"), where_is=where_is)
    assert row.said["first_name"] == "Zoë"


# --- The pages ---------------------------------------------------------------------------


def file_of(*lines):
    text = HEADING + "".join(f"{line}\n" for line in lines)
    return SimpleUploadedFile("list.csv", text.encode(), content_type="text/csv")


def two_hundred():
    """200 rows, of which every kind of bad row and five more of one kind: 12."""
    good = [f"Ann,Wick{n},{n} Lantern Row,Sileby,LE13 9SH" for n in range(188)]
    return [*good, *(line for line, _ in BAD), *[BAD[0][0]] * 5]


def check(client, *lines, **changes):
    address = reverse("triage:take_list")
    return client.post(address, FROM | {"press": "check", "file": file_of(*lines)} | changes)


def held_in(page):
    return page.split('name="held" value="')[1].split('"')[0]


def take(client, *lines):
    held = held_in(check(client, *lines).content.decode())
    sent = FROM | {"press": "take", "held": held, "request_id": str(new_key())}
    client.post(reverse("triage:take_list"), sent)
    return PracticeList.objects.get()


def test_of_two_hundred_rows_twelve_bad_ones_are_named_and_nothing_is_kept(as_priya):
    page = check(as_priya, *two_hundred()).content.decode()
    assert "188 people</strong> would be invited" in page
    assert "12 rows</strong> would be left out" in page
    assert all(sentence in page for _, sentence in BAD)
    assert not PracticeList.objects.exists()


def test_taking_it_makes_invitations_and_nobody_who_is_found(as_priya):
    found = take(as_priya, *two_hundred())
    assert (found.rows, found.left_out, found.invitations.count()) == (200, 12, 188)
    assert not Person.objects.exists()
    assert not Referral.objects.exists()
    assert Event.objects.get(verb="list_taken").detail == {"number": 188, "left_out": 12}


def test_the_rows_to_mend_come_as_a_file_that_no_spreadsheet_runs(as_priya):
    held = held_in(check(as_priya, "=1+1,,4 Row,Sileby,LE13 9SH").content.decode())
    text = as_priya.post(reverse("triage:download_wrong_rows"), {"held": held}).content.decode()
    assert "2,'=1+1,,4 Row,Sileby,LE13 9SH,The last name is missing" in text


def test_rows_that_were_altered_on_the_way_are_not_taken(as_priya):
    held = held_in(check(as_priya, BAD[0][0]).content.decode())
    answer = as_priya.post(
        reverse("triage:take_list"), FROM | {"press": "take", "held": held + "x"}
    )
    assert answer.status_code == 422
    assert "The file was lost on its way" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"agreement": ""}, "without one the list must not be taken"),
        ({"patients_told": ""}, "Say whether the patients were told"),
        ({"purge_on": "23/11/2026"}, "The day is after today, and within 183 days"),
        ({"purge_on": "1/1/2028"}, "The day is after today, and within 183 days"),
        ({"file": ""}, "Choose the file of the list"),
    ],
)
def test_where_it_is_from_is_a_must(as_priya, changes, sentence):
    answer = check(as_priya, "Ann,Wick,4 Row,Sileby,LE13 9SH", **changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_whoever_is_helped_already_is_not_invited(as_priya, melton):
    home = make_home(postcode="LE13 9SH", locality=melton)
    make_case(person=make_person(given_name="Ann", family_name="Wick", home=home))
    page = check(as_priya, "ANN,Wick,4 Row,Sileby,LE13 9SH").content.decode()
    assert "Is helped already, so no invitation" in page


def test_every_look_at_the_names_leaves_a_trace(as_priya):
    found = take(as_priya, "Ann,Wick,4 Row,Sileby,LE13 9SH")
    assert "Ann Wick" in as_priya.get(found.get_absolute_url()).content.decode()
    letters = as_priya.get(reverse("triage:list_letters", args=[found.pk])).content.decode()
    assert "Dear Ann Wick" in letters
    assert "Your practice, Sileby surgery" in letters
    assert Event.objects.filter(verb="list_opened").count() == 2


def test_the_answers_are_counted_and_who_said_no_is_forgotten_at_once(as_priya):
    found = take(as_priya, *(f"Ann,Wick{n},{n} Row,Sileby,LE13 9SH" for n in range(4)))
    as_priya.post(reverse("triage:mark_list_letters", args=[found.pk]))
    one, two, *_ = found.invitations.all()
    address = reverse("triage:answer_invitations", args=[found.pk])
    as_priya.post(address, {"step": "decline", "invitation": [one.pk]})
    as_priya.post(address, {"step": "die", "invitation": [two.pk]})
    page = as_priya.get(found.get_absolute_url()).content.decode()
    assert "2 of 4 invited (50%)" in page
    one.refresh_from_db()
    assert (one.state, one.name, one.address) == ("no", "", "")


def test_nobody_ticked_is_said(as_priya):
    found = take(as_priya, "Ann,Wick,4 Row,Sileby,LE13 9SH")
    address = reverse("triage:answer_invitations", args=[found.pk])
    page = as_priya.post(address, {"step": "decline"}, follow=True).content.decode()
    assert "Tick who has answered, then press what they said." in page


def test_a_yes_makes_a_referral_without_typing_the_name_again(as_priya, melton):
    found = take(as_priya, "Ann,Wick,4 Lantern Row,Sileby,LE13 9SH")
    invitation = found.invitations.get()
    address = reverse("triage:accept_invitation", args=[found.pk, invitation.pk])
    assert "Ann Wick" in as_priya.get(address).content.decode()
    refused = as_priya.post(address, {"words": "The bath"})
    assert "Tick at least one thing that is hard at home" in refused.content.decode()
    sent = {"needs": ["bathing"], "words": "The bath", "request_id": str(new_key())}
    as_priya.post(address, sent)
    referral = Referral.objects.get()
    invitation.refresh_from_db()
    assert (referral.person.full_name, referral.locality) == ("Ann Wick", melton)
    assert (referral.door, referral.source) == ("list", "gp")
    assert (invitation.state, invitation.referral, invitation.name) == ("yes", referral, "")


# --- Forgetting --------------------------------------------------------------------------


def a_list(by, number=3):
    invited = [
        Invitation(number=n, last_name=f"Wick{n}", address="4 Row", postcode="LE13 9SH")
        for n in range(number)
    ]
    unsaved = PracticeList(
        practice="Sileby surgery",
        agreement="Example",
        patients_told="told",
        purge_on=FORGOTTEN,
        rows=number,
        left_out=0,
    )
    return take_list(practice_list=unsaved, invitations=invited, by=by, on=MONDAY)


def test_on_its_day_who_did_not_answer_is_gone_and_the_counts_stay(priya, as_priya):
    found = a_list(priya)
    note_answers(
        invitations=found.invitations.filter(number=0), step="decline", by=priya, on=MONDAY
    )
    purge_list(practice_list=found, by=System("purge lists"), on=date(2027, 2, 21))
    assert found.invitations.count() == 3
    for _ in range(2):
        purge_list(practice_list=found, by=System("purge lists"), on=FORGOTTEN)
    found.refresh_from_db()
    assert (found.invitations.count(), found.counts) == (1, {"no": 1, "invited": 2})
    assert Event.objects.get(verb="list_purged").detail == {"number": 2}
    page = as_priya.get(reverse("triage:practice_lists")).content.decode()
    assert "1 of 3 answered (33%)" in page


def test_the_timetable_forgets_what_is_due(priya):
    found = a_list(priya)
    PracticeList.objects.update(loaded_on=date(2026, 8, 1), purge_on=MONDAY)
    purge_practice_lists()
    found.refresh_from_db()
    assert found.purged_on == MONDAY


def test_an_answer_is_given_once(priya):
    found = a_list(priya, number=1)
    note_answers(invitations=found.invitations.all(), step="decline", by=priya, on=MONDAY)
    with pytest.raises(NotAllowed):
        note_answers(invitations=found.invitations.all(), step="move", by=priya, on=MONDAY)


def test_a_list_with_nobody_to_invite_is_not_taken(priya):
    with pytest.raises(ValidationError, match="nobody in this file"):
        a_list(priya, number=0)


def test_lists_are_for_triage(melton):
    with pytest.raises(PermissionDenied, match="for triage and its managers"):
        a_list(make_worker(locality=melton))
