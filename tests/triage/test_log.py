"""Logging a referral: one call on one page, and nothing typed lost."""

from datetime import date

import pytest

from cases.actions import change_person
from cases.enums import Tenure
from cases.models import Home, HouseholdMember, Person
from lightbulb.core.keys import new_key
from lightbulb.core.models import ReadEvent
from tests.cases.factories import make_home, make_person, make_worker
from tests.triage.factories import new_referral
from triage.actions import log_referral
from triage.models import Referral

pytestmark = pytest.mark.django_db
CALL = {
    "source": "family",
    "door": "csc",
    "family_name": "Candlewick",
    "needs": ["bathing"],
    "tenure": "not_known",
    "letters_in": "large_print",
    "press": "send",
}
WHOLE = CALL | {
    "caller_name": "Alan Candlewick",
    "caller_relation": "Son",
    "caller_phone": "07700 900614",
    "given_name": "Dorothy",
    "preferred_name": "Dot",
    "date_of_birth": "14/3/41",
    "nhs_number": "999 518 1908",
    "phone": "01632 960 187",
    "words": "She has fallen twice getting in the bath.",
    "urgency_facts": ["fallen", "alone"],
    "falls": "2",
    "postcode": "le139sh",
    "address": "18 Barrow Road",
    "town": "Melton Mowbray",
    "tenure": "owned",
    "risks": "Small dog\n\nSide gate only",
}


def send(client, answers=None, **changed):
    return client.post("/referrals/log/", (answers or CALL) | changed)


def text_of(page):
    return page.content.decode()


def test_the_page_asks_in_the_order_people_talk(as_priya):
    page = text_of(as_priya.get("/referrals/log/"))
    headings = ["1. Who is calling", "2. Who it is about", "3. What is happening"]
    headings += ["4. How urgent it is", "5. Where they live", "6. Reaching and visiting them"]
    assert [page.index(each) for each in headings] == sorted(page.index(each) for each in headings)
    assert "Error:" not in page


def test_a_new_page_asks_for_what_is_missing_and_not_for_what_its_lists_say_already(as_priya):
    page = as_priya.get("/referrals/log/").text
    assert "Choose who is calling" in page
    assert "This field is required" not in page
    assert "Choose from the list" not in page


def test_four_answers_are_enough(as_priya, priya):
    answer = send(as_priya)
    referral = Referral.objects.get()
    assert answer.url == f"/referrals/{referral.pk}/logged/"
    assert (referral.person.family_name, referral.home, referral.logged_by) == (
        "Candlewick",
        None,
        priya,
    )


def test_a_whole_call_is_kept_as_it_was_told(as_priya, postcodes, melton):
    send(as_priya, WHOLE)
    referral = Referral.objects.get()
    person, home = referral.person, referral.home
    assert (person.full_name, person.date_of_birth) == ("Dorothy Candlewick", date(1941, 3, 14))
    assert (person.nhs_number, person.risks) == ("9995181908", ["Small dog", "Side gate only"])
    assert (home.postcode, home.locality, home.tenure) == ("LE13 9SH", melton, Tenure.OWNED)
    assert (referral.locality, referral.falls) == (melton, 2)
    # fallen 2, two falls 2, alone 3, bath 1, aged 85 1
    assert (referral.score, referral.priority) == (9, "this_week")


def test_the_page_after_sending_says_what_to_read_out(as_priya, postcodes, first_call):
    page = text_of(as_priya.get(send(as_priya, WHOLE).url))
    assert Referral.objects.get().reference in page
    assert "Somebody from Melton will ring by Friday 27 November." in page
    assert "place 1 of 1" in page
    assert "Log another" in page


def test_without_a_target_in_force_no_day_is_promised(as_priya, postcodes):
    page = text_of(as_priya.get(send(as_priya, WHOLE).url))
    assert "Somebody from Melton will ring. " in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"family_name": ""}, "Enter a last name, or find the person and choose them"),
        ({"needs": []}, "Tick at least one thing that is hard at home"),
        ({"source": ""}, "Choose who is calling"),
        (
            {"date_of_birth": "14/3/2041"},
            "Date of birth must be in the past. You typed Thursday 14 March 2041",
        ),
        (
            {"date_of_birth": "30/2/41"},
            "30/2/41 is not a date: February 1941 has 28 days",
        ),
        (
            {"nhs_number": "999 518 1909"},
            "999 518 1909 is not an NHS number: check its ten figures, or leave it out",
        ),
        ({"postcode": "LE13 0"}, "LE13 0 is not a whole postcode"),
        (
            {"postcode": "LE13 9ZZ"},
            "We know no postcode LE13 9ZZ. Check it, or choose the locality below",
        ),
        ({"falls": "two"}, "Enter the number of falls in figures, like 2"),
        ({"phone": "ring Alan"}, "Enter a phone number with figures and spaces"),
        ({"words": "a" * 5001}, "What they said can have up to 5,000 characters here"),
    ],
)
def test_a_wrong_answer_is_said_once_and_nothing_is_lost(as_priya, postcodes, wrong, sentence):
    answer = send(as_priya, WHOLE | wrong)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "<title>Error: Log a referral" in page
    assert sentence in page
    assert 'value="Alan Candlewick"' in page
    assert Referral.objects.count() == Person.objects.count() == Home.objects.count() == 0


def test_a_year_of_two_figures_is_echoed_in_full(as_priya):
    page = text_of(send(as_priya, WHOLE | {"postcode": ""}, press="check"))
    assert "Friday 14 March 1941, age 85" in page
    assert "Error:" not in page
    assert not Referral.objects.exists()


def test_checking_shows_the_priority_its_points_and_what_is_missing(as_priya, postcodes):
    page = text_of(send(as_priya, WHOLE, press="check", source=""))
    assert "Suggested: this week" in page
    assert "<dt>Lives alone and at risk</dt><dd>+3</dd>" in page
    assert "9, this week is 8 to 13" in page
    assert "Suggested route: locality case, Melton." in page
    assert '<a class="lb-link" href="#id_source">Choose who is calling</a>' in page


def test_a_postcode_outside_the_county_says_so(as_priya, postcodes):
    page = text_of(send(as_priya, WHOLE, press="check", postcode="LE3 5SE"))
    assert "LE3 5SE lies with Leicester City Council. Triage will say whom to ask there." in page
    assert "Suggested route: out of area." in page


def test_a_locality_against_the_postcode_needs_a_reason(as_priya, postcodes, blaby):
    answer = send(as_priya, WHOLE, locality=str(blaby.pk))
    assert "LE13 9SH does not lie in Blaby. Say why you choose it" in text_of(answer)
    send(as_priya, WHOLE, locality=str(blaby.pk), locality_reason="The border runs along the lane")
    assert Referral.objects.get().locality == blaby


def test_somebody_found_is_chosen_and_asked_whether_all_is_still_right(as_priya, melton):
    dorothy = make_person(given_name="Dorothy", home=make_home(locality=melton))
    page = text_of(send(as_priya, CALL | {"family_name": ""}, press="find", find="dorothy"))
    assert f'value="choose:{dorothy.pk}"' in page
    page = text_of(send(as_priya, press=f"choose:{dorothy.pk}", caller_name="Alan"))
    assert "Dorothy Candlewick, still right?" in page
    assert 'value="4 Lantern Row"' in page
    assert 'value="Alan"' in page


def chosen(person, **changed):
    home = person.home
    address = {"address": home.address, "town": home.town, "postcode": home.postcode}
    known = {"person": str(person.pk), "version": str(person.version), "family_name": ""}
    return CALL | known | address | changed


def test_a_referral_about_somebody_found_adds_no_person_and_no_home(as_priya, melton):
    dorothy = make_person(home=make_home(locality=melton))
    send(as_priya, chosen(dorothy))
    assert Referral.objects.get().home == dorothy.home
    assert (Person.objects.count(), Home.objects.count()) == (1, 1)


def test_an_address_that_differs_makes_a_new_home(as_priya, postcodes, blaby):
    old = make_home(locality=blaby)
    dorothy = make_person(home=old)
    HouseholdMember.objects.create(home=old, person=dorothy, starts_on=date(2020, 1, 1))
    send(as_priya, chosen(dorothy, address="2 New Street", town="Melton", postcode="LE13 9SH"))
    dorothy.refresh_from_db()
    assert (dorothy.home.address, dorothy.home.locality.name) == ("2 New Street", "Melton")
    lived = dorothy.households.order_by("starts_on").values_list("home__address", "ends_on")
    assert list(lived) == [("4 Lantern Row", date(2026, 11, 23)), ("2 New Street", None)]


def test_what_changed_of_somebody_found_is_mended(as_priya, melton):
    dorothy = make_person(home=make_home(locality=melton))
    send(as_priya, chosen(dorothy, phone="01632 960 222", risks="Small dog"))
    dorothy.refresh_from_db()
    assert (dorothy.phone, dorothy.risks, dorothy.version) == ("01632 960 222", ["Small dog"], 2)


def test_a_person_changed_meanwhile_is_not_overwritten(as_priya, melton):
    dorothy = make_person(home=make_home(locality=melton))
    bram = make_worker(locality=melton, name="Bram Candlewick")
    told = {"phone": "01632 960 333", "language": "Polish"}
    change_person(person=dorothy, changes=told, version=1, by=bram, on=date(2026, 11, 23))
    typed = chosen(dorothy, phone="01632 960 222", language="", words="The bath", version="1")
    answer = send(as_priya, typed)
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Bram Candlewick changed this while you were writing" in page
    assert "1 answer was changed by both" in page
    assert 'name="words" value="The bath"' in page
    assert 'name="language" value="Polish"' in page
    dorothy.refresh_from_db()
    assert dorothy.phone == "01632 960 333"
    assert not Referral.objects.exists()
    send(as_priya, typed | {"version": "2", "language": "Polish"})
    dorothy.refresh_from_db()
    assert (dorothy.phone, dorothy.language) == ("01632 960 222", "Polish")
    assert Referral.objects.get().words == "The bath"


def test_not_this_person_takes_their_details_out_again(as_priya, melton):
    dorothy = make_person(home=make_home(locality=melton))
    page = text_of(send(as_priya, chosen(dorothy), press="other", caller_name="Alan"))
    assert "4 Lantern Row" not in page
    assert 'value="Alan"' in page


def test_a_second_press_does_it_once(as_priya):
    once = str(new_key())
    send(as_priya, request_id=once)
    send(as_priya, request_id=once)
    assert Referral.objects.count() == Person.objects.count() == 1


def test_the_queue_place_counts_who_is_as_pressing(as_priya, priya, melton):
    first = new_referral(person=make_person(home=make_home(locality=melton)))
    log_referral(referral=first, by=priya, on=date(2026, 11, 20))
    page = text_of(as_priya.get(send(as_priya).url))
    assert "place 2 of 2" in page


def test_the_summary_follows_the_form(as_priya, postcodes):
    parts = as_priya.post("/referrals/log/sum-up/", WHOLE).json()
    assert parts["birth_echo"] == "Friday 14 March 1941, age 85"
    assert parts["place_echo"] == "In Melton."
    assert "Suggested: this week" in parts["summary"]
    assert "Say to Alan Candlewick:" in parts["sentence"]


def test_people_are_looked_up_while_typing(as_priya, melton):
    dorothy = make_person(given_name="Dorothy", home=make_home(locality=melton))
    page = text_of(as_priya.post("/referrals/log/look-up/", {"find": "doro"}))
    assert "1 person may match" in page
    read = ReadEvent.objects.get()
    assert (read.kind, read.person_ids) == ("suggestion", [dorothy.pk])


@pytest.mark.parametrize("path", ["", "sum-up/", "look-up/"])
def test_a_role_that_takes_no_referrals_is_told_so(as_handyperson, path):
    answer = as_handyperson.post(f"/referrals/log/{path}", CALL)
    assert answer.status_code == 403
    assert "Your role does not take referrals." in text_of(answer)


def test_other_methods_are_refused(as_priya):
    assert as_priya.put("/referrals/log/").status_code == 405
    assert as_priya.get("/referrals/log/sum-up/").status_code == 405
    assert as_priya.get("/referrals/log/look-up/").status_code == 405


def test_a_worker_sees_what_they_logged_for_another_locality(as_hsc_of_blaby, postcodes):
    answer = send(as_hsc_of_blaby, WHOLE, door="hsc")
    assert as_hsc_of_blaby.get(answer.url).status_code == 200
    assert as_hsc_of_blaby.get(f"/referrals/{Referral.objects.get().pk}/").status_code == 404


def test_strangers_do_not_see_what_was_logged(as_hsc_of_blaby, priya, melton):
    told = new_referral(person=make_person(home=make_home(locality=melton)))
    referral = log_referral(referral=told, by=priya, on=date(2026, 11, 23))
    assert as_hsc_of_blaby.get(f"/referrals/{referral.pk}/logged/").status_code == 404


def test_somebody_out_of_sight_cannot_be_chosen(as_hsc_of_blaby, melton):
    hidden = make_person(given_name="Hidden", home=make_home(locality=melton))
    page = text_of(send(as_hsc_of_blaby, press=f"choose:{hidden.pk}"))
    assert "Hidden" not in page
