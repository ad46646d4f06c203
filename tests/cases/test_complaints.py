"""A complaint: where it goes, by when, and that it is not lost."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cases import actions, enums
from cases.access import why_not_take_back
from cases.enums import ComplaintState, Outcome, Tenure
from cases.models import Case, Complaint
from cases.open_things import open_things
from cases.rules.complaints import About, Facts, Goes, Ombudsman, route, target_of
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.organisations.enums import OrganisationKind
from lightbulb.core.record.models import Event
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_case, make_target, make_worker
from tests.cases.people_rows import make_complaint
from tests.cases.visit_rows import VISITED_ON, make_hsc
from tests.core.factories import make_organisation

DAY = VISITED_ON  # Tuesday 10 November 2026
KNOWN = {"council": "Elmshire District Council", "host": "Blaby District Council"}
KNOWN |= {"county": "Leicestershire County Council", "landlord": "Soar Valley Homes"}


def answer(complaint, by, *, day=DAY):
    reply = actions.Reply(day=day, outcome="partly", answer="We are sorry that nobody rang.")
    return actions.answer_complaint(complaint=complaint, reply=reply, by=by, on=DAY)


def acknowledge(complaint, by, *, day=DAY):
    return actions.acknowledge_complaint(complaint=complaint, day=day, by=by, on=DAY)


# --- Where it goes -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("about", "to", "ombudsman"),
    [
        pytest.param("grant", KNOWN["council"], "local_government", id="a grant decision"),
        pytest.param("home_support", KNOWN["host"], "local_government", id="Home Support Grant"),
        pytest.param("social_care", KNOWN["county"], "local_government", id="social care"),
        pytest.param("landlord", KNOWN["landlord"], "housing", id="the landlord"),
        pytest.param("service", KNOWN["host"], "local_government", id="the service itself"),
    ],
)
def test_it_goes_to_whoever_answers_for_what_was_done(about, to, ombudsman):
    way = route(Facts(about=About(about), **KNOWN))
    assert (way.to, way.ombudsman) == (to, Ombudsman(ombudsman))


@pytest.mark.parametrize("about", About)
def test_whoever_is_not_known_by_name_is_told_by_what_they_are(about):
    way = route(Facts(about=about))
    assert way.to.startswith("the ")
    assert way.because
    assert way.source


def test_a_childs_social_care_has_a_procedure_of_its_own():
    grown, child = (
        route(Facts(about=About.SOCIAL_CARE, is_child=is_child)) for is_child in (False, True)
    )
    assert (grown.source, child.source) == ("SI 2009/309", "SI 2006/1738")


def test_of_a_private_landlord_it_is_said_that_they_may_not_belong():
    private = Facts(about=About.LANDLORD, rents_privately=True)
    assert "only if they joined" in route(private).note
    assert route(Facts(about=About.LANDLORD)).note == ""


def test_what_is_set_for_one_kind_wins_over_what_is_set_for_all():
    targets = {"complaint_answer": 20, "complaint_answer_landlord": 10}
    assert target_of("answer", About.LANDLORD, targets) == 10
    assert target_of("answer", About.GRANT, targets) == 20
    assert target_of("acknowledge", About.GRANT, targets) is None


def test_the_rule_and_what_is_written_down_have_the_same_words():
    pairs = ((About, enums.ComplaintAbout), (Goes, enums.GoesTo), (Ombudsman, enums.Ombudsman))
    for ours, theirs in pairs:
        assert {each.value for each in ours} == set(theirs.values)


def test_names_are_those_of_the_day(case, hsc):
    host = make_organisation(name="Blaby District Council")
    make_organisation(name="Lightbulb hub", kind=OrganisationKind.HUB, hosted_by=host)
    assert make_complaint(case, by=hsc).goes_to == "Blaby District Council"
    assert make_complaint(case, by=hsc, about="grant").goes_to == "Elmshire District Council"


# --- By when -----------------------------------------------------------------------------


def test_its_days_count_from_when_it_was_received(case, hsc):
    """Five working days from Tuesday 10 November end on the 17th, twenty on 8 December."""
    make_target(code="complaint_acknowledge", working_days=5)
    make_target(code="complaint_answer", working_days=20)
    complaint = make_complaint(case, by=hsc)
    assert complaint.acknowledge_by == complaint.next_by == date(2026, 11, 17)
    assert acknowledge(complaint, hsc).next_by == complaint.answer_by == date(2026, 12, 8)


def test_without_a_target_there_is_no_day_to_miss(case, hsc):
    complaint = make_complaint(case, by=hsc)
    assert (complaint.acknowledge_by, complaint.answer_by) == (None, None)


# --- What follows ------------------------------------------------------------------------


def test_it_is_received_acknowledged_and_answered_in_this_order(case, hsc):
    complaint = make_complaint(case, by=hsc)
    with pytest.raises(NotAllowed):
        answer(complaint, hsc)
    acknowledge(complaint, hsc)
    with pytest.raises(NotAllowed):
        acknowledge(complaint, hsc)
    answered = answer(complaint, hsc)
    assert (answered.state, answered.outcome) == (ComplaintState.ANSWERED, "partly")
    with pytest.raises(NotAllowed):
        actions.withdraw_complaint(complaint=complaint, day=DAY, by=hsc, on=DAY)


def test_days_that_cannot_be_are_refused(case, hsc):
    early = Complaint(case=case, about="grant", words="No.", made_by="Carol")
    early.received_on = date(2026, 12, 1)
    with pytest.raises(ValidationError, match="today or before"):
        actions.record_complaint(complaint=early, by=hsc, on=DAY)
    complaint = make_complaint(case, by=hsc)
    with pytest.raises(ValidationError, match="between what came before"):
        acknowledge(complaint, hsc, day=date(2026, 11, 9))


def test_the_events_say_what_in_codes(case, hsc):
    complaint = answer(acknowledge(make_complaint(case, by=hsc), hsc), hsc)
    recorded = Event.objects.get(verb="complaint_recorded").detail
    assert recorded == {"complaint": str(complaint.pk), "about": "service", "goes": "host"}
    assert "sorry" not in str(Event.objects.get(verb="complaint_answered").detail)


def test_an_open_complaint_outlives_its_case(case, hsc):
    make_complaint(case, by=hsc)
    assert [thing["name"] for thing in open_things(case, on=DAY)] == ["Complaint: Lightbulb itself"]
    actions.close(case=case, outcome=Outcome.DECLINED, by=hsc, on=DAY)
    assert Complaint.objects.open().get().case == case
    late = make_complaint(Case.objects.get(pk=case.pk), by=hsc)
    assert late.state == ComplaintState.RECEIVED


def test_a_case_with_a_complaint_is_not_removed_as_if_it_had_not_been(db):
    hsc = make_hsc()
    case = make_case(locality=hsc.memberships.get().localities.get())
    assert why_not_take_back(case) is None
    make_complaint(case, by=hsc)
    assert "the complaint stays" in why_not_take_back(case)


def test_a_worker_of_another_place_records_none(case):
    with pytest.raises(PermissionDenied):
        make_complaint(case, by=make_hsc(name="Ida Far", place="Ashmoor"))


# --- On the pages ------------------------------------------------------------------------


def test_on_the_pages_a_complaint_is_recorded_and_answered(client, case, hsc):
    make_target(code="complaint_acknowledge", working_days=5)
    case.home.tenure = Tenure.PRIVATE
    case.home.save(update_fields=["tenure"])
    client.force_login(hsc)
    overview = client.get(case.get_absolute_url()).content.decode()
    page = reverse("cases:record_complaint", args=[case.pk])
    assert page in overview
    tab = f'href="{reverse("cases:complaints", args=[case.pk])}"'
    assert tab not in overview
    typed = {"about": "landlord", "landlord": "Soar Valley Homes", "words": "Still damp."}
    typed |= {"made_by": "Carol", "received_on": "today"}
    words = client.post(page, typed, follow=True).content.decode()
    for said in ("It goes to Soar Valley Homes", "Housing Ombudsman", "only if they joined"):
        assert said in words
    key = Complaint.objects.get().pk
    client.post(reverse("cases:acknowledge_complaint", args=[key]), {"day": "today"})
    page = reverse("cases:answer_complaint", args=[key])
    reply = {"outcome": "upheld", "answer": "The damp is treated.", "day": "today"}
    assert "upheld" in client.post(page, reply, follow=True).content.decode()
    assert tab in client.get(case.get_absolute_url()).content.decode()


def test_what_is_missing_is_said_and_what_was_typed_is_there(client, case, hsc):
    client.force_login(hsc)
    page = reverse("cases:record_complaint", args=[case.pk])
    response = client.post(page, {"about": "landlord", "reach": "Tom", "received_on": "+1w"})
    words = response.content.decode()
    assert response.status_code == 422
    assert 'value="Tom"' in words
    for said in (
        *("Enter which landlord", "Write what they said", "Enter who complains"),
        "The day is today or before",
    ):
        assert said in words


def test_a_step_that_was_taken_meanwhile_is_told(client, case, hsc):
    complaint = make_complaint(case, by=hsc)
    actions.withdraw_complaint(complaint=complaint, day=DAY, by=hsc, on=DAY)
    client.force_login(hsc)
    for name in ("acknowledge_complaint", "withdraw_complaint"):
        page = reverse(f"cases:{name}", args=[complaint.pk])
        words = client.post(page, {"day": "today"}, follow=True).content.decode()
        assert "it has moved on. Look again." in words
    bare = client.post(page, {"day": "1/1/26"})
    assert "before what came before it" in bare.content.decode()


def test_a_closed_case_still_has_the_button(client, case, hsc):
    actions.close(case=case, outcome=Outcome.DECLINED, by=hsc, on=DAY)
    client.force_login(hsc)
    overview = client.get(case.get_absolute_url()).content.decode()
    assert reverse("cases:record_complaint", args=[case.pk]) in overview


def test_whoever_only_reads_the_case_reads_its_complaints(client, case, hsc):
    complaint = make_complaint(case, by=hsc)
    reader = make_worker(locality=case.locality, role=RoleCode.AUDITOR, name="Cora Audit")
    client.force_login(reader)
    words = client.get(reverse("cases:complaints", args=[case.pk])).content.decode()
    assert "Nobody rang." in words
    page = reverse("cases:answer_complaint", args=[complaint.pk])
    assert page not in words
    assert client.post(page).status_code == 403
