"""Keeping what was sent too late, and giving it back to whoever typed it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import ResolverMatch, reverse
from django.utils import timezone

from lightbulb.core.kept.models import KeptForm
from lightbulb.core.kept.secrecy import decrypt, encrypt
from lightbulb.core.kept.sittings import FIELD
from lightbulb.core.staff.models import User

KEPT_FOR = timedelta(minutes=30)
MOST_BYTES = 512 * 1024
MOST_FORMS = 10  # of one person at a time; the oldest give way
IN_SESSION = "kept_forms"
NOT_TYPED = (FIELD, "request_id")

View = TypeVar("View", bound=Callable[..., HttpResponse])


@dataclass(frozen=True)
class KeptAs:
    """How a view's form is called, on which page it is shown, and which form there it fills.

    `part`: what is sent is that page's own form once more, as a script sends it.
    """

    noun: str
    on: str = ""
    part: bool = False

    def page(self, match: ResolverMatch) -> str:
        return reverse(self.on or match.view_name, args=match.args, kwargs=match.kwargs)

    def slot(self, match: ResolverMatch) -> str:
        return self.on if self.part else match.view_name


def kept_as(noun: str, *, on: str = "", part: bool = False) -> Callable[[View], View]:
    """Marks a view whose form is kept when its sender's sign-in had ended.

    `noun` names it on the sign-in page: "Your referral". `on` names the page that shows
    the form, where that is another address with the same keys. The page binds what
    `sent()` gives it.
    """

    def marked(view: View) -> View:
        view.kept_as = KeptAs(noun, on, part)  # type: ignore[attr-defined]
        return view

    return marked


@dataclass(frozen=True)
class Kept:
    """What was typed, as the page shows it again."""

    pk: UUID
    noun: str
    view: str
    body: bytes
    until: datetime

    @property
    def answers(self) -> QueryDict:
        return QueryDict(self.body)


def sent(request: HttpRequest, view_name: str = "") -> QueryDict | None:
    """What to fill a form with: as sent now, or as kept until its sender signed in again.

    What was kept comes with a GET, so that showing it carries nothing out. `view_name`
    names the address of a form whose page has another.
    """
    if request.method == "POST":
        return request.POST
    kept = kept_for(request, view_name)
    return kept.answers if kept else None


def kept_for(request: HttpRequest, view_name: str = "") -> Kept | None:
    """What was kept for one form of the page that is asked for."""
    match = request.resolver_match
    return shown_by(request).here.get(view_name or (match.view_name if match else ""))


def how_kept(match: ResolverMatch) -> KeptAs:
    how: KeptAs = match.func.kept_as  # type: ignore[attr-defined]
    return how


def keep(request: HttpRequest, match: ResolverMatch, user: User) -> KeptForm | None:
    """Keep what was sent for this person; None when it is too much to keep. No files."""
    body = body_of(request)
    if len(body) > MOST_BYTES:
        return None
    how = how_kept(match)
    page = how.page(match)
    query = request.META.get("QUERY_STRING", "") if page == request.path else ""
    kept, _ = KeptForm.objects.update_or_create(
        user=user,
        page=page,
        slot=how.slot(match),
        defaults={
            "query": query if len(query) <= 500 else "",
            "view": match.view_name,
            "noun": how.noun,
            "body": encrypt(body, user=user),
            "kept_until": timezone.now() + KEPT_FOR,
        },
    )
    newest = KeptForm.objects.filter(user=user).order_by("-kept_until").values("pk")[:MOST_FORMS]
    KeptForm.objects.filter(user=user).exclude(pk__in=newest).delete()
    return kept


def body_of(request: HttpRequest) -> bytes:
    if request.content_type == "application/json":
        return bytes(request.body)
    typed = request.POST.copy()
    for name in NOT_TYPED:
        typed.pop(name, None)
    return typed.urlencode().encode()


# --- Which kept forms this browser leads to ------------------------------------------------


def lead_to(request: HttpRequest, kept: KeptForm) -> None:
    """Let the next sign-in of this browser find what was kept."""
    keys = [key for key in request.session.get(IN_SESSION, []) if key != str(kept.pk)]
    request.session[IN_SESSION] = [*keys, str(kept.pk)][-MOST_FORMS:]


def waiting(request: HttpRequest) -> list[KeptForm]:
    """What this browser leads to, newest first. Asked of the database only if there is any."""
    session: Any = getattr(request, "session", {})
    if not (keys := session.get(IN_SESSION)):
        return []
    found = KeptForm.objects.still_kept(timezone.now()).filter(pk__in=keys)
    return list(found.order_by("-kept_until"))


def claim(request: HttpRequest, user: User) -> None:
    """Somebody signed in: what is theirs waits for them, and anybody else's is gone."""
    if not (keys := request.session.get(IN_SESSION)):
        return
    KeptForm.objects.filter(pk__in=keys).exclude(user=user).delete()
    request.session[IN_SESSION] = [str(kept.pk) for kept in reversed(waiting(request))]


@dataclass(frozen=True)
class Waiting:
    """What was kept for the page that is asked for, by form, and for other pages."""

    here: Mapping[str, Kept]
    elsewhere: Sequence[KeptForm]


NOTHING = Waiting({}, ())


def show_again(request: HttpRequest, user: User) -> None:
    """Put what was kept before the view, as `request.kept`."""
    own = [kept for kept in waiting(request) if kept.user_id == user.pk]
    here = {kept.slot: opened(kept, user) for kept in own if kept.page == request.path}
    request.kept = Waiting(  # type: ignore[attr-defined]
        {slot: kept for slot, kept in here.items() if kept},
        [kept for kept in own if kept.page != request.path],
    )


def shown_by(request: HttpRequest) -> Waiting:
    return getattr(request, "kept", NOTHING)


def opened(kept: KeptForm, user: User) -> Kept | None:
    body = decrypt(bytes(kept.body), user=user)
    if body is None:
        return None
    return Kept(kept.pk, kept.noun, kept.view, body, kept.kept_until)


def forget(request: HttpRequest, found: Iterable[KeptForm]) -> None:
    """What was sent after all, or thrown away."""
    keys = [str(kept.pk) for kept in found]
    KeptForm.objects.filter(pk__in=keys).delete()
    left = [key for key in request.session.get(IN_SESSION, []) if key not in keys]
    request.session[IN_SESSION] = left


def forget_old(now: datetime) -> None:
    KeptForm.objects.filter(kept_until__lte=now).delete()
