"""Times a page against its floors: through the whole service, in this process.

The page and its floors take turns, so that whatever else the machine does meets them alike.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from lightbulb.core.access.roles import RoleCode
from lightbulb.core.staff.models import Membership, User
from tests.bench import floors
from tests.bench.bars import Measured, NotMeasured

WARM, ROUNDS = 4, 60
LONGEST = 60.0  # seconds after which a slow page has been asked for often enough
HEADERS = {"X-Forwarded-Proto": "https"}


@dataclass
class Visitor:
    """Somebody signed in, as the web server would hand their requests on."""

    user: User
    cookie: str = ""
    app: Callable[..., Any] = field(init=False)

    def __post_init__(self) -> None:
        settings.ROOT_URLCONF = "tests.bench.urls"
        self.app = get_wsgi_application()
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={signed_in(self.user)}"

    def get(self, address: str) -> bytes:
        """The page's bytes. Raises NotMeasured for an answer that is no page."""
        request = RequestFactory(headers=HEADERS, SERVER_NAME="localhost").get(address)
        status: list[str] = []
        environ = request.environ | {"HTTP_COOKIE": self.cookie}
        answer = self.app(environ, lambda line, headers: status.append(line))
        content = b"".join(answer)
        answer.close()
        if not status[0].startswith("200"):
            raise NotMeasured(f"{address.split('?')[0]} answered {status[0]}")
        return content

    def seconds(self, address: str) -> float:
        begun = perf_counter()
        self.get(address)
        return perf_counter() - begun

    def queries(self, address: str) -> int:
        """How often the page asks the database, the session counted."""
        asked: list[str] = []

        def note(execute: Any, sql: str, *rest: Any) -> Any:
            asked.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(note):
            self.get(address)
        return len(asked)


def signed_in(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["signed_in_at"] = session["seen_at"] = timezone.now().timestamp()
    session.save()
    return str(session.session_key)


def somebody(role: RoleCode) -> User:
    """One of the county's staff with a role."""
    in_force = Membership.objects.in_force(timezone.localdate()).filter(role=role)
    return in_force.order_by("user__email").select_related("user")[0].user


def against_floors(visitor: Visitor, addresses: Sequence[str], *, module: str) -> Measured:
    """Pages of a module of views beside their floors: medians and the pages' p95, in ms."""
    held = [with_floors(visitor, address, module) for address in addresses]
    begun = perf_counter()
    for each in [*chain(*held)] * WARM:
        if perf_counter() - begun < LONGEST / 4:
            visitor.get(each)
    turns = list(taking_turns(visitor, held))
    page, floor, bare = ([1000 * each for each in column] for column in zip(*turns, strict=True))
    return Measured(
        median(page),
        floor=median(floor),
        median=median(page),
        p95=quantiles(page, n=20)[-1],
        queries=max(visitor.queries(address) for address in addresses),
        note=f"{len(addresses)} addresses, {len(page)} requests; bare page {median(bare):.2f} ms",
    )


def taking_turns(
    visitor: Visitor, held: Sequence[tuple[str, str, str]]
) -> Iterator[tuple[float, ...]]:
    """Seconds of a page, its floor and its bare page, again and again."""
    begun = perf_counter()
    for number in range(ROUNDS):
        if number > 1 and perf_counter() - begun > LONGEST:
            return
        for three in held:
            yield tuple(visitor.seconds(each) for each in three)


def with_floors(visitor: Visitor, address: str, module: str) -> tuple[str, str, str]:
    """A page's address, its floor's and its bare page's."""
    with floors.seen_rendering(module) as seen:
        content = visitor.get(address)
    return address, floors.add_floor(seen[0]), floors.add_bare(content)
