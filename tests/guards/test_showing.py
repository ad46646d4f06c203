"""Every address says whether it shows people, and what it says is what it sends."""

import hashlib
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import Case, Person
from lightbulb.core.models import ReadEvent
from tests.browser.pages import PAGES
from tests.browser.world import World, make_world
from tests.core.conftest import plain_static_files
from tests.guards.addresses import all_addresses
from triage.models import Referral

__all__ = ["plain_static_files"]

# Addresses that show nobody the service helps, each with its reason.
SHOWS_NOBODY = {
    **dict.fromkeys(
        (
            *("account_login", "account_logout", "account_reauthenticate"),
            *("account_change_password", "account_set_password", "account_reset_password"),
            *("account_reset_password_done", "account_reset_password_from_key"),
            "account_reset_password_from_key_done",
        ),
        "signing in and out",
    ),
    **dict.fromkeys(
        ("api:organisations", "api:organisation", "api:localities", "api:locality"),
        "the partnership's places",
    ),
    "start": "leads to the first page of the role",
    "core:home": "notices and days away of staff",
    "core:account": "one's own details",
    "core:absences": "one's own days away",
    "core:withdraw_absence": "leads back to one's own days away",
    "core:read_notice": "leads home",
    "cases:take_back_death": "leads back to the case",
    "cases:undo_handover": "leads back to what was given",
    "cases:end_ot_wait": "leads back to the queue",
    "cases:competence": "what staff may recommend",
    "cases:give_competence": "what staff may recommend",
    "cases:end_competence": "leads back to what staff may recommend",
    "cases:caseload_views": "filters",
    "cases:remove_caseload_view": "leads back to the views",
    "cases:targets": "days by class",
    "cases:set_targets": "days by stage",
    "cases:set_standing": "the county’s instruction, of nobody",
    "cases:set_threshold": "the figure of a rule",
    "cases:finish_task": "leads back to where one was",
    "cases:end_carer": "leads back to people and home",
    "cases:name_carer": "leads back to people and home",
    "cases:take_up_task": "leads back to the tasks",
    "core:colleagues": "staff",
    "core:colleague": "staff",
    "core:forget_kept_form": "leads back to where one was",
    "core:partnership": "organisations and agreements",
    "core:status": "processes",
    "core:accessibility": "a statement",
    "core:privacy": "a statement",
    "core:cookies": "a statement",
    "help:start": "what there is, of nobody",
    "help:advice": "answers of the library",
    "core:gallery": "samples, of nobody",
    "core:health": "a word for the load balancer",
    "cases:part_people": "leads back to the records to match",
    "cases:look_again": "leads back to the records to match",
    "cases:mark_done": "leads back to the plan",
    "cases:take_out_solution": "leads back to the plan",
    "cases:lift_restriction": "leads back to who may see the case",
    "cases:name_in_restriction": "leads back to who may see the case",
    "cases:remove_from_restriction": "leads back to who may see the case",
    "cases:emergency": "leads to the record, which says so itself",
    "cases:emergencies": "who of the staff opened a record, not whose it is",
    "cases:review_emergency": "who of the staff opened a record and why, not whose it is",
    "cases:close_emergency": "leads to the first page of the role",
    "cases:review_look": "leads back to the list",
    "cases:take_back_letter": "leads back to the letter",
    **dict.fromkeys(
        (
            *("triage:directory", "triage:service", "triage:add_service"),
            *("triage:change_service", "triage:check_service"),
        ),
        "services, of nobody",
    ),
    **dict.fromkeys(
        (
            *("triage:practice_lists", "triage:list_pattern", "triage:mark_list_letters"),
            *("triage:answer_invitations", "triage:practice_list", "triage:list_letters"),
            "triage:download_wrong_rows",
        ),
        "invitations, who are nobody’s record yet: an event says who read them",
    ),
    **dict.fromkeys(
        (
            *("triage:mailbox", "triage:paste_mail", "triage:mail", "triage:hand_on_mail"),
            "triage:close_mail",
        ),
        "mails, of nobody yet: an event says who read one",
    ),
    "triage:partners": "organisations that refer",
    "triage:end_partner": "leads back to the links",
    "triage:take_on": "leads to the visit to be booked",
    "triage:sharing_flows": "policy, of nobody",
    "triage:change_sharing_flow": "policy, of nobody",
    "triage:queue_views": "names of filters",
    "triage:remove_queue_view": "leads back to them",
    "triage:pause_undo": "leads back to the queue",
    "triage:undo": "leads back to the queue",
    "triage:just_asking": "answers of the library",
    "triage:advice": "answers of the library",
    "triage:advice_new": "an answer of the library",
    "triage:advice_edit": "an answer of the library",
    "triage:equality": "questions, under a reference",
    "triage:save_draft": "when it was saved",
    "triage:throw_away_draft": "leads back to a new call",
    "triage:details_came": "leads back to the queue",
    "reporting:dashboard": "figures",
    "reporting:packs": "names of reports",
    "reporting:ask_for_pack": "names of reports",
    "reporting:pack": "how far a report has got",
    "reporting:pack_progress": "how far a report has got",
    "reporting:try_again": "leads back to the report",
    "reporting:renew_pack": "leads to the newer report",
    "reporting:pack_file": "figures",
    "api:indicators": "names of figures",
    "api:indicator": "figures",
    "api:report_runs": "names of reports",
    "api:report_run": "figures",
}
FILES = ("cases:caseload_download", "triage:download")


def test_every_address_says_whether_it_shows_people():
    """Mark the view with @shows_people and call say_shown(), or name it above with the reason."""
    marked = {each.name for each in all_addresses() if hasattr(each.view, "shows_people")}
    assert {each.name for each in all_addresses()} == marked | SHOWS_NOBODY.keys()
    assert not marked & SHOWS_NOBODY.keys()


@pytest.fixture
def world(db) -> World:
    return make_world(on=timezone.localdate())


def visits(world: World) -> Iterator[tuple[str, object]]:
    """Every page of the browser's list that needs somebody signed in, and the API's, with who."""
    for row in PAGES.values():
        if row.signed_in:
            yield row.path(world), row.who(world)
    referral = Referral.objects.filter(locality=world.locality).first()
    case = Case.objects.filter(locality=world.locality).first()
    for name in ("api:cases", "api:referrals"):
        yield reverse(name), world.manager
    yield reverse("api:case", args=[case.pk]), world.manager
    yield reverse("api:referral", args=[referral.pk]), world.manager


def named_in(response: HttpResponse, names: dict[str, Person]) -> set[Person]:
    words = response.content.decode()
    return {person for name, person in names.items() if name in words}


def test_whoever_a_page_names_is_in_the_record_of_it(client: Client, world: World):
    missed, named = [], 0
    names = {person.full_name: person for person in Person.objects.all()}
    for path, who in visits(world):
        client.force_login(who)
        before = ReadEvent.objects.count()
        response = client.get(path)
        found = named_in(response, names)
        read = ReadEvent.objects.newest_first()[: ReadEvent.objects.count() - before]
        kept = {key for each in read for key in each.person_ids}
        named += len(found)
        missed += [f"{path} names {person}" for person in found if person.pk not in kept]
        assert len(read) <= 1, path
    assert missed == []
    assert named > 100


@pytest.mark.parametrize("name", FILES)
def test_a_files_filter_rows_and_digest_are_in_the_record(name, client: Client, world: World):
    client.force_login(world.manager)
    code = world.locality.code
    sent = b"".join(client.get(f"{reverse(name)}?locality={code}").streaming_content)
    read = ReadEvent.objects.get()
    assert (read.kind, read.page, read.asked) == ("export", name, {"locality": [code]})
    assert read.rows == len(sent.splitlines()) - 1 > 0
    assert read.digest == hashlib.sha256(sent).hexdigest()
