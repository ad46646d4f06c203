"""What a tablet has to load before the first question: page, style and scripts, zipped."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from cases.models import Visit
from tests.cases.visit_rows import make_hsc, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_static_files")]
LIMIT = 60_000  # bytes, before photos
LOADED = re.compile(
    r"""<(?:link rel="(?:stylesheet|modulepreload)"[^>]*href|script[^>]*src)="/static/([^"]+)\""""
)


def zipped(content: bytes) -> int:
    return len(gzip.compress(content))


def test_a_visit_is_light_enough_for_a_poor_line(client):
    hsc = make_hsc()
    visit = make_visit(worker=hsc)
    client.force_login(hsc)
    page = client.get(reverse("cases:visit", args=[visit.pk])).content
    loaded = set(LOADED.findall(page.decode()))
    assert {"build/tablet.css", "js/visit.js"} <= loaded
    weights = {path: zipped(found(path)) for path in loaded}
    assert Visit.objects.get().state == "booked"
    assert zipped(page) + sum(weights.values()) <= LIMIT, weights


def found(path: str) -> bytes:
    with open(finders.find(path), "rb") as file:
        return file.read()
