"""Whose form it is, told by the secret that each form carries against forgery.

Every sign-in makes a new secret, and every form shown in it holds that secret under a
mask. Nobody else can know it, so it also shows that the form was one of ours.
"""

from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH, CSRF_TOKEN_LENGTH
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lightbulb.core.kept.models import Sitting
from lightbulb.core.staff.models import User

# A form may stay open over a long weekend before it is sent.
KNOWN_FOR = timedelta(days=7)
FIELD = "csrfmiddlewaretoken"


def begin_sitting(request: HttpRequest, user: User) -> None:
    """Note whose forms carry the secret of the sign-in just made."""
    digest = digest_of(request.META["CSRF_COOKIE"])
    known = {"user": user, "began_at": timezone.now()}
    Sitting.objects.update_or_create(digest=digest, defaults=known)


def forget_old_sittings(now: datetime) -> None:
    Sitting.objects.filter(began_at__lt=now - KNOWN_FOR).delete()


def whose_form(request: HttpRequest) -> User | None:
    """Who was signed in when the form that was sent was shown."""
    secret = secret_sent(request)
    if not secret:
        return None
    found = Sitting.objects.filter(digest=digest_of(secret)).select_related("user").first()
    return found.user if found else None


def is_of_this_sitting(request: HttpRequest) -> bool:
    return secret_sent(request) == request.META.get("CSRF_COOKIE")


def secret_sent(request: HttpRequest) -> str:
    """The secret in what was sent, without its mask; empty when there is none."""
    token = request.headers.get(settings.CSRF_HEADER_NAME.removeprefix("HTTP_").replace("_", "-"))
    if request.method == "POST":
        token = request.POST.get(FIELD) or token
    with suppress(ValueError):  # a character that no secret has
        if token and len(token) == CSRF_TOKEN_LENGTH:
            return unmasked(token)
    return token if token and len(token) == CSRF_SECRET_LENGTH else ""


def unmasked(token: str) -> str:
    """A form's token is a mask, then the secret moved along by it, as Django writes both."""
    places = [CSRF_ALLOWED_CHARS.index(character) for character in token]
    pairs = zip(places[CSRF_SECRET_LENGTH:], places[:CSRF_SECRET_LENGTH], strict=True)
    return "".join(CSRF_ALLOWED_CHARS[moved - by] for moved, by in pairs)


def digest_of(secret: str) -> str:
    return salted_hmac("lightbulb.sitting", secret, algorithm="sha256").hexdigest()
