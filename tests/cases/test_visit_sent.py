"""What was typed on the visit page, as the document of answers that its script would send."""

import json

import pytest
from django.http import QueryDict

from cases.forms.visit_sent import from_page
from cases.mot.sets import question_set

QUESTIONS = question_set("2026-11-27")


def typed(base=None, **fields):
    post = QueryDict(mutable=True)
    post["base"] = json.dumps(base or {})
    for name, value in fields.items():
        post.setlist(name, value if isinstance(value, list) else [value])
    return from_page(post, QUESTIONS).yours


def test_several_answers_are_a_list_and_none_at_all_is_unsaid():
    assert typed(E3=["", "some", "much"]) == {"E3": {"value": ["some", "much"]}}
    assert typed(E3=[""]) == {}


def test_taking_every_tick_away_again_leaves_an_empty_list():
    assert typed({"E3": {"value": ["some"]}}, E3=[""]) == {"E3": {"value": []}}


def test_rooms_are_kept_as_room_and_picture():
    fields = {"E7-bedroom": "8", "E7-kitchen": "3"}
    assert typed(**fields) == {"E7": {"value": ["bedroom:8", "kitchen:3"]}}


def test_a_question_that_is_not_on_the_page_keeps_its_answer():
    base = {"P9": {"value": "lot", "seen": True}, "Z99": {"value": "kept"}}
    assert typed(base) == base


def test_a_note_who_said_it_and_why_it_is_left_out_stand_beside_the_answer():
    fields = {"P9-note": "Rests on step 6.\r\nHolds the wall.", "P9-how": "other"}
    fields |= {"P9-who": "Her daughter", "H3-skip": "not_now", "H4-note": ""}
    assert typed(**fields) == {
        "H3": {"skip": "not_now"},
        "P9": {
            "said_by": "other",
            "seen": False,
            "who": "Her daughter",
            "note": "Rests on step 6.\nHolds the wall.",
        },
    }


def test_how_it_is_known_replaces_how_it_was():
    base = {"P9": {"value": "lot", "said_by": "person", "seen": False}}
    assert typed(base, **{"P9-how": "saw"}) == {"P9": {"value": "lot", "seen": True}}


def test_what_is_done_today_and_by_whom_is_saved_with_the_answers():
    fields = {"act-H3-action": " Rang the falls service ", "act-H3-name": "Asha Lampwright"}
    assert typed(**fields) == {
        "act-H3": {"action": "Rang the falls service", "name": "Asha Lampwright"}
    }


def test_figures_words_and_scores_are_texts():
    fields = {"H3": " 2 ", "M7": "A dripping tap", "S1": "4", "score-home": "7"}
    assert typed(**fields) == {
        "H3": {"value": "2"},
        "M7": {"value": "A dripping tap"},
        "S1": {"value": "4"},
        "score-home": {"value": "7"},
    }


@pytest.mark.parametrize(("how", "kept"), [("guess", {}), ("", {})])
def test_a_way_of_knowing_there_is_not_is_left_out(how, kept):
    assert typed(**{"P9-how": how}) == kept
