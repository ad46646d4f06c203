"""Who speaks for somebody: with what authority, and what of it was seen."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cases import actions
from cases.enums import Authority
from cases.models import Representative
from lightbulb.core.access.roles import RoleCode
from lightbulb.core.models import Revision
from lightbulb.core.record.models import Event
from lightbulb.core.record.revisions import EditConflict
from lightbulb.core.workflow import NotAllowed
from tests.cases.factories import make_person, make_worker
from tests.cases.people_rows import make_representative
from tests.cases.visit_rows import VISITED_ON, make_hsc

DAY = VISITED_ON


def people_page(client, case):
    return client.get(reverse("cases:people_and_home", args=[case.pk])).content.decode()


def correct(case, carol, by, **changes):
    version = changes.pop("version", carol.version)
    return actions.correct_representative(
        case=case, representative=carol, changes=changes, version=version, by=by, on=DAY
    )


def test_whoever_writes_down_what_was_seen_saw_it(case, hsc):
    carol = make_representative(case, by=hsc)
    assert (carol.seen_by, carol.standing) == (
        hsc,
        "Attorney for health and welfare, evidence seen",
    )
    assert Event.objects.get(verb="representative_added").detail == {
        "representative": str(carol.pk),
        "authority": "attorney_welfare",
    }


def test_without_evidence_nobody_saw_any_and_it_says_so(case, hsc):
    carol = make_representative(case, by=hsc, evidence="")
    assert carol.seen_by is None
    assert carol.standing == "Attorney for health and welfare, no evidence seen yet"


def test_evidence_has_a_day_or_there_is_none(case, hsc):
    half = Representative(name="Carol", evidence="A power", starts_on=DAY)
    with pytest.raises(ValidationError, match="when and by whom"):
        actions.add_representative(case=case, representative=half, by=hsc, on=DAY)


def test_nobody_speaks_from_a_day_to_come(case, hsc):
    early = Representative(name="Carol", starts_on=date(2026, 12, 1))
    with pytest.raises(ValidationError, match="today or before"):
        actions.add_representative(case=case, representative=early, by=hsc, on=DAY)


def test_what_is_put_right_keeps_what_it_said_and_who_saw_it_anew(case, hsc):
    carol = make_representative(case, by=hsc, evidence="")
    other = make_worker(locality=case.locality, name="Tom Wick")
    correct(case, carol, other, evidence="The registered power", seen_on=DAY)
    carol.refresh_from_db()
    assert carol.seen_by == other
    assert Revision.objects.get(record_id=str(carol.pk)).before["evidence"] == ""


def test_a_changed_phone_leaves_who_saw_the_evidence(case, hsc):
    carol = make_representative(case, by=hsc)
    other = make_worker(locality=case.locality, name="Tom Wick")
    correct(case, carol, other, phone="01632 960 119")
    carol.refresh_from_db()
    assert (carol.phone, carol.seen_by) == ("01632 960 119", hsc)


def test_two_who_put_it_right_at_once_do_not_overwrite_each_other(case, hsc):
    carol = make_representative(case, by=hsc)
    correct(case, carol, hsc, relation="niece")
    with pytest.raises(EditConflict):
        correct(case, carol, hsc, relation="cousin", version=1)


def test_whoever_stopped_is_kept_as_having_spoken(client, case, hsc):
    carol = make_representative(case, by=hsc)
    end = {"case": case, "representative": carol, "by": hsc, "on": DAY}
    actions.end_representative(**end, until=DAY)
    with pytest.raises(NotAllowed, match="no more"):
        actions.end_representative(**end, until=DAY)
    client.force_login(hsc)
    words = people_page(client, case)
    assert "Before: Carol Wick, daughter, until" in words
    assert "speaks for themselves" in words


def test_a_worker_of_another_place_adds_nobody(case):
    with pytest.raises(PermissionDenied):
        make_representative(case, by=make_hsc(name="Ida Far", place="Ashmoor"))


def test_both_records_of_one_person_have_the_same_representatives(case, hsc):
    make_representative(case, by=hsc)
    kept = make_person(given_name="Wilfred")
    case.person.merged_into = kept
    case.person.save(update_fields=["merged_into"])
    assert Representative.objects.of(kept).count() == 1


# --- On the pages ------------------------------------------------------------------------


def test_the_overview_and_people_and_home_say_who_speaks(client, case, hsc):
    make_representative(case, by=hsc)
    client.force_login(hsc)
    for words in (client.get(case.get_absolute_url()).content.decode(), people_page(client, case)):
        assert "Carol Wick, daughter" in words.replace("<strong>", "").replace("</strong>", "")
        assert "Attorney for health and welfare, evidence seen" in words


def test_a_wrong_form_keeps_what_was_typed_and_says_what_is_missing(client, case, hsc):
    client.force_login(hsc)
    page = reverse("cases:add_representative", args=[case.pk])
    typed = {"name": "Carol", "phone": "ring me", "evidence": "A power", "starts_on": "+1w"}
    response = client.post(page, typed)
    words = response.content.decode()
    assert response.status_code == 422
    assert 'value="ring me"' in words
    for said in ("Choose what they may do", "Enter the day you saw it", "The day is today or"):
        assert said in words


def test_on_the_pages_somebody_is_added_put_right_and_ended(client, case, hsc):
    client.force_login(hsc)
    typed = {"name": "Carol", "authority": "informal", "starts_on": "today"}
    client.post(reverse("cases:add_representative", args=[case.pk]), typed)
    carol = Representative.objects.get()
    page = reverse("cases:correct_representative", args=[case.pk, carol.pk])
    changed = typed | {"authority": Authority.DEPUTY_MONEY, "evidence": "The order"}
    client.post(page, changed | {"seen_on": "today", "version": "1"})
    carol.refresh_from_db()
    assert carol.standing == "Deputy for property and affairs, evidence seen"
    late = client.post(page, changed | {"name": "Ann", "seen_on": "today", "version": "1"})
    assert "Somebody changed this while you were writing" in late.content.decode()
    client.post(reverse("cases:end_representative", args=[case.pk, carol.pk]), {"until": "today"})
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("name", ["correct_representative", "end_representative"])
def test_whoever_only_reads_changes_nothing(client, case, hsc, name):
    carol = make_representative(case, by=hsc)
    reader = make_worker(locality=case.locality, role=RoleCode.AUDITOR, name="Cora Audit")
    client.force_login(reader)
    assert client.post(reverse(f"cases:{name}", args=[case.pk, carol.pk])).status_code == 403
    assert "Put it right" not in people_page(client, case)
