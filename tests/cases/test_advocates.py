"""Whether an advocate is needed, and an open need until one is found."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cases import actions
from cases.enums import AdvocateState
from cases.models import Advocate
from cases.open_things import open_things
from cases.rules.advocates import need_of
from lightbulb.core.record.models import Event
from lightbulb.core.workflow import NotAllowed
from tests.cases.people_rows import make_advocate
from tests.cases.visit_rows import VISITED_ON, make_hsc

DAY = VISITED_ON


def answer(advocate, by, step, **said):
    word = actions.Word(step=step, day=said.pop("day", DAY), **said)
    return actions.answer_advocate(advocate=advocate, word=word, by=by, on=DAY)


def names_of(case):
    return [thing["name"] for thing in open_things(case, on=DAY)]


@pytest.mark.parametrize(
    ("difficulty", "suitable", "needed"),
    [
        pytest.param(True, False, True, id="hard for them, and nobody there"),
        pytest.param(True, True, False, id="hard for them, and a son helps"),
        pytest.param(False, False, False, id="not hard for them"),
        pytest.param(True, None, None, id="hard for them, nobody asked who is there"),
        pytest.param(None, True, None, id="nobody judged yet"),
    ],
)
def test_one_is_needed_where_it_is_hard_and_nobody_suitable_is_there(difficulty, suitable, needed):
    need = need_of(difficulty=difficulty, suitable=suitable)
    assert need.needed is needed
    assert bool(need.missing) is (needed is None)


def test_until_one_is_found_it_is_open_in_the_case(case, hsc):
    advocate = make_advocate(case, by=hsc)
    assert "Advocate for assessment and plan" in names_of(case)
    answer(advocate, hsc, "ask")
    answer(advocate, hsc, "not_find", reason="No one has room before March")
    assert "Advocate for assessment and plan" in names_of(case)
    answer(advocate, hsc, "ask")
    answer(advocate, hsc, "find", who="Ruth Wick, Elmshire Advocacy")
    assert names_of(case) == []
    advocate.refresh_from_db()
    assert (advocate.asked_on, advocate.who, advocate.reason) == (
        DAY,
        "Ruth Wick, Elmshire Advocacy",
        "",
    )


def test_whoever_does_not_want_one_has_a_reason_kept(case, hsc):
    advocate = make_advocate(case, by=hsc)
    with pytest.raises(ValidationError, match="why there is none"):
        answer(advocate, hsc, "refuse")
    answer(advocate, hsc, "refuse", reason="She wants no stranger in")
    assert names_of(case) == []
    with pytest.raises(NotAllowed):
        answer(advocate, hsc, "ask")


def test_one_is_not_found_without_a_name_or_before_it_was_judged(case, hsc):
    advocate = make_advocate(case, by=hsc)
    answer(advocate, hsc, "ask")
    with pytest.raises(ValidationError, match="Say who it is"):
        answer(advocate, hsc, "find")
    with pytest.raises(ValidationError, match="between the judgement and today"):
        answer(advocate, hsc, "find", who="Ruth", day=date(2026, 11, 9))


def test_one_need_at_a_time_and_a_judgement_is_whole(case, hsc):
    make_advocate(case, by=hsc)
    with pytest.raises(ValidationError, match="needed for that already"):
        make_advocate(case, by=hsc)
    half = Advocate(case=case, purpose="safeguarding", difficulty=True)
    with pytest.raises(ValidationError, match="Nobody has asked yet"):
        actions.judge_advocate(advocate=half, by=hsc, on=DAY)


def test_the_events_say_what_in_codes(case, hsc):
    advocate = make_advocate(case, by=hsc)
    answer(advocate, hsc, "refuse", reason="She wants no stranger in")
    judged = Event.objects.get(verb="advocate_judged").detail
    assert (judged["purpose"], judged["state"]) == ("assessment", "needed")
    said = Event.objects.get(verb="advocate_answered").detail
    assert set(said) == {"advocate", "step", "day"}


def test_a_worker_of_another_place_judges_nothing(case):
    with pytest.raises(PermissionDenied):
        make_advocate(case, by=make_hsc(name="Ida Far", place="Ashmoor"))


# --- On the pages ------------------------------------------------------------------------


def test_on_the_pages_one_is_needed_asked_for_and_found(client, case, hsc):
    client.force_login(hsc)
    page = reverse("cases:judge_advocate", args=[case.pk])
    typed = {"purpose": "assessment", "difficulty": "yes", "suitable": "no"}
    words = client.post(page, typed, follow=True).content.decode()
    assert "Needed, to be asked for" in words
    advocate = Advocate.objects.get()
    page = reverse("cases:answer_advocate", args=[advocate.pk])
    assert "One was found" not in client.get(page).content.decode()
    client.post(page, {"step": "ask", "day": "today"})
    bare = client.post(page, {"step": "find", "day": "today"})
    assert "Write who the advocate is" in bare.content.decode()
    found = {"step": "find", "day": "today", "who": "Ruth Wick"}
    assert "found, Ruth Wick" in client.post(page, found, follow=True).content.decode()


def test_somebody_suitable_has_a_name_and_none_is_needed(client, case, hsc):
    client.force_login(hsc)
    page = reverse("cases:judge_advocate", args=[case.pk])
    typed = {"purpose": "assessment", "difficulty": "yes", "suitable": "yes"}
    response = client.post(page, typed)
    assert response.status_code == 422
    assert "Write who supports them" in response.content.decode()
    words = client.post(page, typed | {"suitable_who": "Carol"}, follow=True).content.decode()
    assert "Carol supports them" in words
    assert Advocate.objects.get().state == AdvocateState.NOT_NEEDED


def test_what_is_missing_is_said_and_what_was_typed_is_there(client, case, hsc):
    client.force_login(hsc)
    page = reverse("cases:judge_advocate", args=[case.pk])
    response = client.post(page, {"difficulty": "yes", "what_is_hard": "Remembering"})
    words = response.content.decode()
    assert response.status_code == 422
    assert 'value="Remembering"' in words
    for said in ("Choose what they are to be", "Choose whether somebody suitable is there"):
        assert said in words


def test_a_need_that_was_met_meanwhile_offers_nothing_more(client, case, hsc):
    advocate = make_advocate(case, by=hsc)
    answer(advocate, hsc, "refuse", reason="She wants no stranger in")
    client.force_login(hsc)
    page = reverse("cases:answer_advocate", args=[advocate.pk])
    response = client.post(page, {"step": "ask", "day": "today"})
    assert response.status_code == 422
    assert "Choose what came of it" in response.content.decode()
