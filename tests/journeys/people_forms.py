"""Forms about the people around somebody: who lives there, who speaks for them, who decides."""

from collections.abc import Callable

from django.urls import reverse

from lightbulb.core.staff.models import User
from tests.cases import people_rows, photo_rows
from tests.cases import visit_rows as rows
from tests.journeys.filled import TYPED, Filled, Row, hsc
from tests.triage.factories import make_triage_officer
from triage.models import SharingFlow


def second_person(user: User) -> Filled:
    page = reverse("triage:second_person", args=[rows.make_visit(worker=user).pk])
    return Filled(page, page, {"family_name": TYPED}, f'value="{TYPED}"')


def joining(user: User) -> Filled:
    page = reverse("cases:join_household", args=[rows.make_plan(worker=user).pk])
    return Filled(page, page, {"family_name": TYPED}, f'value="{TYPED}"')


def leaving(user: User) -> Filled:
    case = rows.make_plan(worker=user)
    member = people_rows.make_member(case, by=user)
    page = reverse("cases:leave_household", args=[case.pk, member.pk])
    return Filled(page, page, {"until": "1/11/26"}, 'value="1/11/26"')


def ringing(user: User) -> Filled:
    page = reverse("cases:answer_call", args=[rows.make_plan(worker=hsc()).pk])
    return Filled(page, page, {"who": TYPED}, f'value="{TYPED}"')


def caring(user: User) -> Filled:
    page = reverse("cases:add_carer", args=[rows.make_plan(worker=user).pk])
    return Filled(page, page, {"family_name": TYPED}, f'value="{TYPED}"')


def details(user: User) -> Filled:
    page = reverse("cases:change_details", args=[rows.make_plan(worker=user).pk])
    return Filled(page, page, {"surgery": TYPED, "version": "1"}, f'value="{TYPED}"')


def sharing(user: User) -> Filled:
    flow = SharingFlow.objects.get(code="fire")
    page = reverse("triage:say_sharing", args=[rows.make_plan(worker=user).pk, flow.pk])
    return Filled(page, page, {"said_by": TYPED}, f'value="{TYPED}"')


def speaking(user: User) -> Filled:
    page = reverse("cases:add_representative", args=[rows.make_plan(worker=user).pk])
    return Filled(page, page, {"name": TYPED}, f'value="{TYPED}"')


def speaking_otherwise(user: User) -> Filled:
    case = rows.make_plan(worker=user)
    found = people_rows.make_representative(case, by=user)
    page = reverse("cases:correct_representative", args=[case.pk, found.pk])
    return Filled(page, page, {"name": TYPED, "version": "1"}, f'value="{TYPED}"')


def speaking_no_more(user: User) -> Filled:
    case = rows.make_plan(worker=user)
    found = people_rows.make_representative(case, by=user)
    page = reverse("cases:end_representative", args=[case.pk, found.pk])
    return Filled(page, page, {"until": "11/11/26"}, 'value="11/11/26"')


def deciding(user: User) -> Filled:
    page = reverse("cases:record_capacity", args=[rows.make_plan(worker=user).pk])
    return Filled(page, page, {"about": TYPED}, f'value="{TYPED}"')


def judging(user: User) -> Filled:
    page = reverse("cases:judge_advocate", args=[rows.make_plan(worker=user).pk])
    return Filled(page, page, {"what_is_hard": TYPED}, f'value="{TYPED}"')


def advocate(user: User) -> Filled:
    needed = people_rows.make_advocate(rows.make_plan(worker=user), by=user)
    page = reverse("cases:answer_advocate", args=[needed.pk])
    return Filled(page, page, {"reason": TYPED}, f'value="{TYPED}"')


def complaint(user: User) -> Filled:
    page = reverse("cases:record_complaint", args=[rows.make_plan(worker=user).pk])
    return Filled(page, page, {"words": TYPED}, TYPED)


def complaint_step(name: str, typed: dict[str, str], shown: str) -> Callable[[User], Filled]:
    def fill(user: User) -> Filled:
        made = people_rows.make_complaint(rows.make_plan(worker=user), by=user)
        page = reverse(name, args=[made.pk])
        return Filled(page, page, typed, shown)

    return fill


def adding_a_photo(user: User) -> Filled:
    page = reverse("cases:photos", args=[rows.make_visit(worker=user).pk])
    return Filled(page, page, {"caption": TYPED}, f'value="{TYPED}"')


def captioning(user: User) -> Filled:
    photo = photo_rows.send(rows.make_visit(worker=user))
    page = reverse("cases:caption_photo", args=[photo.pk])
    return Filled(page, page, {"caption": TYPED, "version": "1"}, f'value="{TYPED}"')


PEOPLE_FORMS: dict[str, Row] = {
    "triage:second_person": Row(hsc, second_person),
    "cases:photos": Row(hsc, adding_a_photo),
    "cases:caption_photo": Row(hsc, captioning),
    "cases:join_household": Row(hsc, joining),
    "cases:leave_household": Row(hsc, leaving),
    "cases:answer_call": Row(make_triage_officer, ringing),
    "cases:add_carer": Row(hsc, caring),
    "cases:change_details": Row(hsc, details),
    "triage:say_sharing": Row(hsc, sharing),
    "cases:add_representative": Row(hsc, speaking),
    "cases:correct_representative": Row(hsc, speaking_otherwise),
    "cases:end_representative": Row(hsc, speaking_no_more),
    "cases:record_capacity": Row(hsc, deciding),
    "cases:judge_advocate": Row(hsc, judging),
    "cases:answer_advocate": Row(hsc, advocate),
    "cases:record_complaint": Row(hsc, complaint),
    "cases:acknowledge_complaint": Row(
        hsc,
        complaint_step("cases:acknowledge_complaint", {"day": "11/11/26"}, 'value="11/11/26"'),
    ),
    "cases:answer_complaint": Row(
        hsc, complaint_step("cases:answer_complaint", {"answer": TYPED}, TYPED)
    ),
    "cases:withdraw_complaint": Row(
        hsc, complaint_step("cases:withdraw_complaint", {"day": "11/11/26"}, 'value="11/11/26"')
    ),
}
