"""Who calls: another system by its token, or a person by the session of the pages."""

from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from lightbulb.core.service_accounts.models import ServiceAccount

SCHEME = "bearer"
NOT_KNOWN = "The token is not known, or no longer in force."


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer …`. Says nothing on why a token does not work."""

    def authenticate(self, request: Request) -> tuple[ServiceAccount, None] | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != SCHEME:
            return None
        on = timezone.localdate()
        account = ServiceAccount.objects.of_token(token.strip(), on=on)
        if account is None:
            raise AuthenticationFailed(NOT_KNOWN)
        account.note_use(on=on)
        return account, None

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the schema tells it."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": SCHEME}
