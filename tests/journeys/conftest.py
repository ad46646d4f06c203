"""A browser that forgets nothing a real one would keep, and a clock to move on by hand."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lightbulb.core.staff.models import User
from tests.core.conftest import monday, plain_static_files
from tests.core.factories import PASSWORD
from tests.journeys.forms_of_every_class import Filled

__all__ = ["monday", "plain_static_files"]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Browser(Client):
    """Signs in by the form, and sends what a page's own form would send, token and all."""

    def sign_in(self, user: User) -> Any:
        typed = {"login": user.email, "password": PASSWORD}
        return self.post("/sign-in/", typed | {"csrfmiddlewaretoken": self.token("/sign-in/")})

    def sign_out(self) -> Any:
        return self.post("/sign-out/", {"csrfmiddlewaretoken": self.token("/sign-out/")})

    def token(self, page: str) -> str:
        return TOKEN.findall(self.get(page).content.decode())[-1]

    def send(self, filled: Filled, token: str) -> Any:
        if filled.script:
            headers = {"X-CSRFToken": token}
            kind = "application/json"
            return self.put(filled.sent_to, filled.script, content_type=kind, headers=headers)
        return self.post(filled.sent_to, {**filled.typed, "csrfmiddlewaretoken": token})


def new_browser() -> Browser:
    return Browser(
        enforce_csrf_checks=True,
        headers={
            "X-Forwarded-Proto": "https",
            "Host": "localhost",
            "Referer": "https://localhost/",
        },
    )


@pytest.fixture
def browser(db: None) -> Browser:
    return new_browser()


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch, monday: datetime) -> Callable[[timedelta], None]:
    """Let time pass, for pages and tests alike."""

    def move_on(by: timedelta) -> None:
        moved = timezone.now() + by
        monkeypatch.setattr(timezone, "now", lambda: moved)

    return move_on
