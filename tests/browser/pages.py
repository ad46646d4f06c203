"""Every page with the fullest state it can be in: the list that axe and the pictures walk.

Each row says how to get there. An address that has no page of its own says why.
"""

from collections.abc import Callable
from datetime import timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.enums import Stage
from cases.letters.making import make
from cases.models import (
    FollowUp,
    Letter,
    Person,
    PossibleMatch,
    SafeguardingConcern,
    Solution,
    UnusualLook,
    Visit,
)
from lightbulb.core.templatetags.display import long_date
from lightbulb.core.time.periods import Period
from reporting.actions import ask_for_report
from reporting.models import ReportRun
from reporting.places import county_of, localities_of
from tests.browser.case_pages import CASE_PAGES
from tests.browser.people_pages import PEOPLE_PAGES
from tests.browser.rows import Row, at, found, of_case
from tests.browser.world import World
from tests.core.access.factories import make_emergency, make_restriction
from triage.actions import close_mail, make_partner_link, note_answers, take_list, take_mail
from triage.demonstration.stories import NEEDS_NO_ORDER
from triage.letter_kinds import Acknowledgement
from triage.models import (
    AdviceEntry,
    DirectoryService,
    Invitation,
    Mail,
    PartnerLink,
    PracticeList,
    QueueView,
    Referral,
    SharingFlow,
)
from triage.seed.directory import seed_directory


def visit_of(world: World) -> Visit:
    return found(world, Stage.VISIT_BOOKED).visits.get(state="booked")


def follow_up_of(world: World) -> FollowUp:
    due = FollowUp.objects.filter(case__in=world.cases, done_on=None).order_by("pk").first()
    assert due, "The world has no follow-up due"
    return due


def letter_to(world: World) -> Letter:
    """A letter that is made and waits to be posted."""
    case, on = found(world, Stage.VISIT_BOOKED), timezone.localdate()
    said = Acknowledgement(received_on=long_date(on), next_step="Asha will ring tomorrow.")
    letter = actions.write_letter(
        said=said,
        person=case.person,
        case=case,
        reference=case.reference,
        by=world.person,
        on=on,
    )
    with transaction.atomic():
        make(str(letter.pk))
    return letter


def of_letters(world: World, name: str) -> str:
    """The address of a list that has a letter on it."""
    letter_to(world)
    return reverse(name)


def in_directory(name: str) -> Callable[[World], str]:
    """The address of the directory, or of a page of its first service, with services in it."""

    def path(world: World) -> str:
        if not DirectoryService.objects.exists():
            seed_directory(on=timezone.localdate())
        of = [] if name == "triage:directory" else [DirectoryService.objects.all()[0].pk]
        return reverse(name, args=of)

    return path


def restricted_case(world: World) -> str:
    """Who may see a case that is restricted to the person."""
    case = found(world, Stage.DELIVERING)
    make_restriction(case, named=[world.person, world.colleague, world.manager])
    return reverse("cases:restriction", args=[case.pk])


def opening_to_review(world: World) -> str:
    case = found(world, Stage.DELIVERING)
    opening = make_emergency(case, user=world.colleague, opened_at=timezone.now())
    return reverse("cases:review_emergency", args=[opening.pk])


def opened_in_an_emergency(world: World) -> str:
    opening_to_review(world)
    return reverse("cases:emergencies")


def referral_waiting(world: World) -> Referral:
    waiting = Referral.objects.waiting().filter(locality=world.locality).order_by("pk").first()
    assert waiting, "The world has no referral waiting"
    return waiting


def answer_of(world: World) -> AdviceEntry:
    """An answer of the library, the same each time."""
    on, title = timezone.localdate(), "Cups and pans out of reach"
    known = {"words": "Move them to the middle shelf.", "source": "Example", "checked_on": on}
    return AdviceEntry.objects.get_or_create(title=title, defaults=known | {"needs": ["kitchen"]})[
        0
    ]


def partner_link(world: World) -> PartnerLink:
    on = timezone.localdate()
    link = PartnerLink(name="Sileby surgery", source="gp", ends_on=on + timedelta(days=90))
    return PartnerLink.objects.filter(name=link.name).first() or make_partner_link(
        link=link, by=world.manager, on=on
    )


def partner_form(world: World) -> str:
    return partner_link(world).address


def partner_links(world: World) -> str:
    partner_link(world)
    return reverse("triage:partners")


def saved_views(world: World) -> str:
    QueueView.objects.get_or_create(
        user=world.manager, name="Morning sweep", defaults={"address": "flag=ward"}
    )
    return f"{reverse('triage:queue_views')}?flag=ward&waiting=7"


def mail_in(world: World, subject: str) -> Mail:
    """A mail as long as a chain of answers grows."""
    body = "She goes home on Friday, and cannot get into her bath.\n" * 60
    mail = Mail(sender="ward7@elm.example", subject=subject, body=body)
    mail.received_on = on = timezone.localdate()
    return take_mail(mail=mail, by=world.manager, on=on)


def of_mail(world: World, name: str) -> str:
    """One mail that waits, and one that is settled."""
    waiting, settled = mail_in(world, "Home on Friday"), mail_in(world, "A rail")
    close_mail(mail=settled, answer="Rang the ward", by=world.manager, on=timezone.localdate())
    return reverse(name, args=[waiting.pk] if name == "triage:mail" else [])


def of_practice(world: World, name: str, *, one: bool = False) -> str:
    """A list with two invited; one that has answered."""
    on = timezone.localdate()
    invited = [
        Invitation(number=n, last_name=f"Wick{n}", address="4 Row", postcode="LE13 9SH")
        for n in (2, 3, 4)
    ]
    unsaved = PracticeList(
        practice="Sileby surgery",
        agreement="Example of an agreement",
        patients_told="told",
        purge_on=on + timedelta(days=90),
        rows=5,
        left_out=2,
    )
    found = take_list(practice_list=unsaved, invitations=invited, by=world.manager, on=on)
    note_answers(invitations=invited[2:], step="decline", by=world.manager, on=on)
    if name.endswith("lists"):
        return reverse(name)
    return reverse(name, args=[found.pk, *([invited[0].pk] if one else [])])


def of_library(world: World, name: str) -> str:
    answer_of(world)
    return reverse(name)


def concern_of(world: World) -> SafeguardingConcern:
    """A concern that the person raised, and so may read."""
    person = found(world, Stage.VISIT_BOOKED).person
    concern = SafeguardingConcern(person=person, route="adult", note="Bruises on both arms.")
    return actions.raise_concern(concern=concern, by=world.person, on=timezone.localdate())


def to_order(world: World) -> Solution:
    """Something to order, accepted by the verbs in a case whose visit was just finished."""
    for case in world.cases.filter(stage=Stage.ASSESSED):
        on, by = timezone.localdate(), case.lead_worker
        for solution in case.solutions.undecided():
            choice = actions.Choice(step="accept")
            actions.decide(solution=solution, choice=choice, by=by, on=on)
        actions.agree_plan(case=case, by=by, on=on)
        if wanted := case.solutions.exclude(kind__in=NEEDS_NO_ORDER).first():
            return wanted
    raise AssertionError("The world has no visit just finished")


def pack_asked_for(world: World) -> ReportRun:
    last_month = Period.month_of(timezone.localdate()).previous
    return ask_for_report(
        period=last_month,
        scope=county_of(localities_of(last_month)),
        by=world.manager,
        on=timezone.localdate(),
    )


def four_people(world: World) -> list[Person]:
    return list(Person.objects.filter(cases__in=world.cases).distinct().order_by("pk")[:4])


def one_of_two(world: World) -> Person:
    """Somebody whose record stands for another one, too."""
    kept, merged, *_ = four_people(world)
    if merged.merged_into_id is None:
        on = timezone.localdate()
        actions.merge_people(kept=kept, merged=merged, by=world.manager, on=on)
    return kept


def two_records(world: World) -> str:
    """The comparison of a pair that waits."""
    *_, first, second = four_people(world)
    because = ["near_name", "same_birth"]
    defaults = {"because": because, "found_on": timezone.localdate()}
    PossibleMatch.objects.get_or_create(first=first, second=second, defaults=defaults)
    return reverse("cases:compare_people", args=[first.pk, second.pk])


def records_to_match(world: World) -> str:
    two_records(world)
    one_of_two(world)
    return reverse("cases:matches")


def password_link(world: World) -> str:
    token = default_token_generator.make_token(world.person)
    keys = [user_pk_to_url_str(world.person), token]
    return reverse("account_reset_password_from_key", args=keys)


def look_to_review(world: World) -> str:
    UnusualLook.objects.create(
        user=world.colleague,
        why="at_night",
        people=3,
        first_at=timezone.now(),
        last_at=timezone.now(),
        found_as="page",
    )
    return reverse("cases:unusual_looks")


PAGES = {
    **CASE_PAGES,
    "account_login": at("account_login", signed_in=False),
    "account_logout": at("account_logout"),
    "account_change_password": at("account_change_password"),
    "account_reset_password": at("account_reset_password", signed_in=False),
    "account_reset_password_done": at("account_reset_password_done", signed_in=False),
    "account_reset_password_from_key": Row(password_link, signed_in=False),
    "account_reset_password_from_key_done": at(
        "account_reset_password_from_key_done", signed_in=False
    ),
    "core:home": at("core:home"),
    "core:account": at("core:account"),
    "core:absences": at("core:absences"),
    "core:colleagues": at("core:colleagues"),
    "core:colleague": Row(lambda world: reverse("core:colleague", args=[world.colleague.pk])),
    "core:partnership": at("core:partnership"),
    "core:status": at("core:status"),
    "core:accessibility": at("core:accessibility"),
    "core:privacy": at("core:privacy", signed_in=False),
    "core:cookies": at("core:cookies", signed_in=False),
    "help:start": at("help:start", signed_in=False),
    "help:advice": at("help:advice", signed_in=False),
    "help:ask": at("help:ask", signed_in=False),
    "help:partner": Row(partner_form, signed_in=False),
    "help:status": at("help:status", signed_in=False),
    "core:gallery": at("core:gallery"),
    "account_reauthenticate": at("account_reauthenticate"),
    "triage:queue": Row(
        lambda world: f"{reverse('triage:queue')}?open={referral_waiting(world).pk}",
        by_manager=True,
    ),
    "triage:queue_views": Row(saved_views, by_manager=True),
    "triage:log": Row(
        lambda world: f"{reverse('triage:log')}?mail={mail_in(world, 'Home on Friday').pk}",
        by_manager=True,
    ),
    "triage:referral": Row(
        lambda world: reverse("triage:referral", args=[referral_waiting(world).pk]),
        by_manager=True,
    ),
    "triage:just_asking": Row(
        lambda world: f"{reverse('triage:just_asking')}?need={answer_of(world).needs[0]}"
    ),
    "triage:advice": Row(lambda world: of_library(world, "triage:advice")),
    "triage:advice_new": at("triage:advice_new"),
    "triage:advice_edit": Row(
        lambda world: reverse("triage:advice_edit", args=[answer_of(world).pk])
    ),
    "cases:concern": Row(lambda world: reverse("cases:concern", args=[concern_of(world).pk])),
    "triage:equality": Row(
        lambda world: reverse("triage:equality", args=[referral_waiting(world).pk]),
        by_manager=True,
    ),
    "cases:move_visit": Row(
        lambda world: (
            reverse("cases:move_visit", args=[visit_of(world).pk])
            + f"?to={found(world, Stage.ALLOCATED).reference}"
        ),
        by_manager=True,
    ),
    "triage:move": Row(
        lambda world: reverse("triage:move", args=[referral_waiting(world).pk]) + "?q=a",
        by_manager=True,
    ),
    "triage:sharing_flows": at("triage:sharing_flows"),
    "triage:change_sharing_flow": Row(
        lambda world: reverse(
            "triage:change_sharing_flow", args=[SharingFlow.objects.get(code="fire").pk]
        ),
        by_manager=True,
    ),
    "triage:mailbox": Row(lambda world: of_mail(world, "triage:mailbox"), by_manager=True),
    "triage:paste_mail": at("triage:paste_mail", by_manager=True),
    "triage:mail": Row(lambda world: of_mail(world, "triage:mail"), by_manager=True),
    "triage:practice_lists": Row(
        lambda world: of_practice(world, "triage:practice_lists"), by_manager=True
    ),
    "triage:take_list": at("triage:take_list", by_manager=True),
    "triage:practice_list": Row(
        lambda world: of_practice(world, "triage:practice_list"), by_manager=True
    ),
    "triage:list_letters": Row(
        lambda world: of_practice(world, "triage:list_letters"), by_manager=True
    ),
    "triage:accept_invitation": Row(
        lambda world: of_practice(world, "triage:accept_invitation", one=True),
        by_manager=True,
    ),
    "triage:partners": Row(partner_links, by_manager=True),
    "triage:status": Row(
        lambda world: reverse("triage:status", args=[referral_waiting(world).pk]),
        by_manager=True,
    ),
    "triage:logged": Row(
        lambda world: reverse("triage:logged", args=[referral_waiting(world).pk]),
        by_manager=True,
    ),
    "triage:directory": Row(in_directory("triage:directory")),
    "triage:service": Row(in_directory("triage:service"), by_manager=True),
    "triage:add_service": at("triage:add_service", by_manager=True),
    "triage:change_service": Row(in_directory("triage:change_service"), by_manager=True),
    "cases:find": Row(lambda world: f"{reverse('cases:find')}?q=a"),
    "cases:person": Row(lambda world: one_of_two(world).get_absolute_url(), by_manager=True),
    "cases:matches": Row(records_to_match, by_manager=True),
    "cases:compare_people": Row(two_records, by_manager=True),
    "cases:my_day": at("cases:my_day"),
    "cases:caseload": at("cases:caseload"),
    "cases:team": at("cases:team", by_manager=True),
    "cases:case": of_case("cases:case", Stage.DELIVERING),
    "cases:timeline": of_case("cases:timeline", Stage.DELIVERING),
    **PEOPLE_PAGES,
    "cases:next": of_case("cases:next", Stage.ALLOCATED),
    "cases:step": of_case("cases:step", Stage.ALLOCATED, "book_visit"),
    "cases:looks": of_case("cases:looks", Stage.DELIVERING, by_manager=True),
    "cases:looks_of": Row(
        lambda world: reverse("cases:looks_of", args=[world.person.pk]), by_manager=True
    ),
    "cases:unusual_looks": Row(look_to_review, by_manager=True),
    "cases:visits": of_case("cases:visits", Stage.DELIVERING),
    "cases:visit": Row(lambda world: reverse("cases:visit", args=[visit_of(world).pk])),
    "triage:second_person": Row(
        lambda world: reverse("triage:second_person", args=[visit_of(world).pk])
    ),
    "cases:finish_visit": Row(
        lambda world: reverse("cases:finish_visit", args=[visit_of(world).pk])
    ),
    "cases:plan": of_case("cases:plan", Stage.DELIVERING),
    "cases:print_plan": of_case("cases:print_plan", Stage.DELIVERING),
    "cases:place_order": Row(lambda world: reverse("cases:place_order", args=[to_order(world).pk])),
    "cases:letters": Row(lambda world: of_letters(world, "cases:letters")),
    "cases:letter": Row(lambda world: letter_to(world).get_absolute_url()),
    "cases:case_letters": Row(
        lambda world: reverse("cases:case_letters", args=[letter_to(world).case_id])
    ),
    "cases:follow_up": Row(lambda world: reverse("cases:follow_up", args=[follow_up_of(world).pk])),
    "cases:restriction": Row(restricted_case),
    "cases:emergency": at("cases:emergency"),
    "cases:emergencies": Row(opened_in_an_emergency, by_desk=True),
    "cases:review_emergency": Row(opening_to_review, by_desk=True),
    "reporting:dashboard": at("reporting:dashboard", by_manager=True),
    "reporting:indicator": Row(
        lambda world: reverse("reporting:indicator", args=["case-days"]), by_manager=True
    ),
    "reporting:packs": at("reporting:packs", by_manager=True),
    "reporting:pack": Row(
        lambda world: reverse("reporting:pack", args=[pack_asked_for(world).pk]), by_manager=True
    ),
}
