"""A visit answered in Chromium on a tablet: what a finger waits for, and what the server takes.

The service is behind a real address on the loopback, the browser is Chromium at 768 by 1024
with touch. Keys are pressed by the browser's own means, so that everything on the way counts.
"""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import quantiles

from django.conf import settings
from playwright.sync_api import Page

from cases.enums import VisitState
from cases.models import Visit
from tests.bench.bars import NotMeasured
from tests.bench.pages import signed_in
from tests.bench.world import World
from tests.browser.serving import chromium, served
from tests.cases import photo_rows

TABLET = {"viewport": {"width": 768, "height": 1024}, "has_touch": True}
QUESTIONS = 35
LAST_SAVE = 2_000  # milliseconds until the last change is saved too
WORDS = "Rests on step 6, uses the wall"

# From an event of a key or a finger to the first picture of the page after it was taken in.
WATCH = """() => {
  window.kept = [];
  document.querySelector('[data-visit]').addEventListener('input', (event) => {
    const began = event.timeStamp;
    requestAnimationFrame(() => setTimeout(() => window.kept.push(performance.now() - began)));
  }, { capture: true });
}"""
SAVES = """() => performance.getEntriesByType('resource')
  .filter((each) => each.name.endsWith('/answers')).map((each) => each.duration)"""


@dataclass(frozen=True)
class Answered:
    """Milliseconds of every change to the page that takes it in, and of every save."""

    kept: list[float]
    saves: list[float]
    page_bytes: int  # as the visit's page went over the line, before photos


def answer_a_visit(world: World) -> Answered:
    """Answer questions of a booked visit, with words and a photo on every fourth of them."""
    world.use_county()
    visit = somebodys_visit()
    with page_of(visit) as page:
        page.goto(f"/visits/{visit.pk}/")
        page.wait_for_selector("[data-following]")
        page.evaluate(WATCH)
        for place, card in enumerate(to_answer(page)):
            answer(page, card, in_words=place % 4 == 0)
        page.wait_for_timeout(LAST_SAVE)
        sizes = page.evaluate("() => performance.getEntriesByType('navigation')[0].encodedBodySize")
        return Answered(page.evaluate("() => window.kept"), page.evaluate(SAVES), sizes)


def somebodys_visit() -> Visit:
    """The next visit that is booked and not begun. Raises NotMeasured where there is none."""
    booked = Visit.objects.filter(state=VisitState.BOOKED, answers=None, worker__is_active=True)
    visit = booked.select_related("worker").order_by("starts_at", "pk").first()
    if visit is None:
        raise NotMeasured("the county has no booked visit")
    return visit


@contextmanager
def page_of(visit: Visit) -> Iterator[Page]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the driver keeps an event loop here
    with served() as address, chromium() as browser:
        settings.CSRF_TRUSTED_ORIGINS = [address]
        context = browser.new_context(
            base_url=address,
            extra_http_headers={"X-Forwarded-Proto": "https"},
            locale="en-GB",
            **TABLET,
        )
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": signed_in(visit.worker)}
        context.add_cookies([cookie | {"secure": True, "url": "https://localhost/"}])
        yield context.new_page()


def to_answer(page: Page) -> list[str]:
    """Some of what is asked, by its id, in the order of the page."""
    cards = page.evaluate(
        "() => [...document.querySelectorAll('[data-question][data-state=\"todo\"]')]"
        ".filter((card) => !('follow' in card.dataset) && card.dataset.question !== 'scores')"
        ".map((card) => card.dataset.question)"
    )
    return cards[:QUESTIONS]


def answer(page: Page, question: str, *, in_words: bool) -> None:
    page.evaluate("hash => { location.hash = hash; }", f"#q-{question}")
    card = page.locator(f"#q-{question}")
    tiles = card.locator(".lb-q__body > fieldset .lb-answer:visible")
    if count := tiles.count():
        tiles.nth(random.Random(question).randrange(count)).tap()
    chooser = card.locator("[data-add-photo] input")
    if in_words and chooser.count():
        drawn = photo_rows.drawn(random.Random(question).randrange(1200, 2000), 1200)
        photo = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": drawn}
        chooser.set_input_files(photo)
    if in_words:
        card.locator("textarea:visible").first.press_sequentially(WORDS, delay=20)


def p95(figures: list[float]) -> float:
    if len(figures) < 2:
        raise NotMeasured("too little was saved to tell")
    return quantiles(figures, n=20)[-1]
