"""The published case studies: each among the demonstration's cases, as the papers tell it."""

from datetime import date, timedelta

import pytest

from cases.clock import targets_on
from cases.enums import MilestoneKind, SolutionState, Stage
from cases.find import find_people
from cases.models import Case, Order
from cases.mot.sets import current_version, question_set
from lightbulb.core.time.working_days import working_days_between
from tests.triage.demonstration.test_stories import TODAY, all_that_stands, cast, differences
from triage.demonstration.bulk import write
from triage.demonstration.play import play
from triage.demonstration.published import case_studies, published
from triage.models import Referral

__all__ = ["cast"]

pytestmark = pytest.mark.django_db
DONE, DECLINED = SolutionState.CHECKED, SolutionState.DECLINED
CAME, RULED_OUT = SolutionState.DELIVERED, SolutionState.NOT_ELIGIBLE
FAMILY_NAMES = {
    "Mr T": "Thimblewick",
    "Mrs C": "Cobblewick",
    "Miss X": "Quillwick",
    "Ms C": "Copperkettle",
    "Mr and Mrs G": "Glimmerby",
    "Miss S": "Snufferby",
}


def told():
    return list(published(on=TODAY, questions=question_set(current_version(TODAY))))


@pytest.fixture
def county(cast):
    write(told(), cast, questions=question_set(current_version(TODAY)), targets=targets_on)
    return cast


def case_of(known_as):
    return Case.objects.get(person__family_name=FAMILY_NAMES[known_as])


def states(case, *wanted):
    return {each.code for each in case.solutions.all() if each.state in wanted}


def day_of(case, kind):
    return case.milestones.get(kind=kind).happened_on


def answers(case):
    given = case.visits.get().answers.answers
    return {key: answer["value"] for key, answer in given.items()}


def test_the_verbs_and_their_twins_tell_them_alike(cast):
    played = {story.who.family_name: play(story, cast) for story in told()}
    write(told(), cast, questions=question_set(current_version(TODAY)), targets=targets_on)
    for name, referral in played.items():
        twin = Referral.objects.exclude(pk=referral.pk).get(person__family_name=name)
        assert differences(all_that_stands(referral), all_that_stands(twin)) == []


def test_each_is_found_by_name(county):
    assert [each["known_as"] for each in case_studies()] == list(FAMILY_NAMES)
    for name in FAMILY_NAMES.values():
        case = Case.objects.get(person__family_name=name)
        worker = county.worker(case.locality.lad_code, 0)
        found = find_people(name, user=worker, on=TODAY)
        assert [match.url for match in found.matches] == [case.get_absolute_url()]


def test_mr_t_has_everything_within_six_weeks_and_no_stairlift_yet(county):
    case = case_of("Mr T")
    assert "operation on a heart valve" in case.referral.words
    assert answers(case)["P13"] == "lot"
    assert states(case, DONE) == {
        *("bath_board", "second_rail", "falls_prevention", "attendance_allowance")
    }
    assert states(case, DECLINED) == {"stairlift"}
    last = max(Order.objects.filter(solution__case=case).values_list("delivered_on", flat=True))
    assert last - case.referral.received_on <= timedelta(weeks=6)
    assert case.stage == Stage.CLOSED


def test_mrs_c_was_visited_within_two_days_and_has_not_fallen_in_three_months(county):
    case = case_of("Mrs C")
    first = case.referral.received_on
    assert working_days_between(first, day_of(case, MilestoneKind.ASSESSMENT_DONE)) == 2
    assert states(case, DONE) == {
        *("grab_rail_door", "perching_stool", "bed_lever_advice", "big_button_phone"),
        *("attendance_allowance", "energy_tariff"),
    }
    assert states(case, DECLINED) == {"lifeline", "exercise"}
    follow_up = case.follow_ups.get()
    came = case.solutions.get(code="perching_stool").order.delivered_on
    assert follow_up.done_on - came >= timedelta(days=91)
    assert (follow_up.suits, follow_up.falls_since) == (True, 0)


def test_miss_x_has_her_rails_and_waits_for_the_shower(county):
    case = case_of("Miss X")
    assert case.what_matters == ["Swimming again, and not alone"]
    assert states(case, CAME) == {
        *("second_rail", "grab_rail_door", "bath_rail", "toilet_frame"),
        *("groups_and_transport", "social_care"),
    }
    assert states(case, SolutionState.ACCEPTED) == {"over_bath_shower"}
    assert case.stage == Stage.FOLLOW_UP_DUE


def test_ms_c_of_melton_declined_the_pole_and_stays_eligible(county):
    case = case_of("Ms C")
    assert case.locality.lad_code == "E07000133"
    assert answers(case)["P4"] == "help"
    assert states(case, DONE) == {
        *("grab_rail_door", "half_step", "plinth", "back_door_rail", "window_rail"),
        *("cubicle_rail", "perching_stool", "bathroom_stool", "chair_raise", "bed_lever"),
    }
    assert states(case, RULED_OUT) == {"bath_board"}
    pole = case.solutions.get(code="pole")
    assert (pole.state, pole.ask_again_on > date(2026, 7, 1)) == (DECLINED, True)


def test_mrs_g_was_seen_at_the_surgery_and_visited_within_three_days(county):
    case = case_of("Mr and Mrs G")
    assert (case.referral.door, case.referral.source) == ("hsc", "gp")
    first = case.referral.received_on
    assert working_days_between(first, day_of(case, MilestoneKind.ASSESSMENT_DONE)) <= 3
    assert states(case, DONE) == {
        *("dementia_technology", "incontinence", "respite", "allowances", "groups")
    }


def test_miss_s_moved_for_good_44_working_days_after_she_was_referred(county):
    """Referred on 22 June 2016 and moved on 23 August: eight weeks and four days of work."""
    case = case_of("Miss S")
    assert case.referral.source == "hospital"
    assert working_days_between(case.referral.received_on, case.closed_on) == 44
    assert case.person.age_on(case.opened_on) == 76
    assert not case.visits.exists()
