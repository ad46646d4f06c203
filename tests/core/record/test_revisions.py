"""The save that names the version it read: it keeps what was, or loses gracefully."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from lightbulb.core.models import Revision, User
from lightbulb.core.record.revisions import EditConflict, save_changes
from tests.core.factories import make_user

pytestmark = pytest.mark.engine_smoke


def test_what_differs_is_saved_and_named(asha):
    changed = save_changes(
        asha,
        {"phone": "01632 960 002", "name": "Asha Candle", "shortcuts": False},
        by=asha,
        version=1,
    )
    assert changed == ["name", "phone"]
    again = User.objects.get(pk=asha.pk)
    assert (again.name, again.phone, again.version) == ("Asha Candle", "01632 960 002", 2)
    assert (asha.name, asha.version) == ("Asha Candle", 2)


def test_what_was_before_is_kept_with_who_changed_it(asha):
    bram = make_user(name="Bram Candlewick")
    save_changes(asha, {"phone": "01632 960 002"}, by=bram, version=1)
    revision = Revision.objects.get()
    assert (revision.model, revision.record_id) == ("core.user", str(asha.pk))
    assert (revision.version, revision.before) == (1, {"phone": "01632 960 001"})
    assert (revision.by_kind, revision.by_id) == ("staff", str(bram.pk))


def test_nothing_changed_makes_no_new_version(asha):
    assert save_changes(asha, {"phone": asha.phone}, by=asha, version=1) == []
    assert User.objects.get(pk=asha.pk).version == 1
    assert not Revision.objects.exists()


def test_a_save_from_an_old_version_loses_and_is_shown_the_present(asha):
    save_changes(User.objects.get(pk=asha.pk), {"name": "Asha Candle"}, by=asha, version=1)
    with pytest.raises(EditConflict) as conflict:
        save_changes(asha, {"name": "Asha Wick"}, by=asha, version=1)
    assert conflict.value.current.name == "Asha Candle"
    assert User.objects.get(pk=asha.pk).name == "Asha Candle"
    assert Revision.objects.count() == 1


def test_what_is_not_valid_is_not_saved_and_leaves_the_record_alone(asha):
    with pytest.raises(ValidationError):
        save_changes(asha, {"email": "no address"}, by=asha, version=1)
    assert "@" in asha.email
    assert not Revision.objects.exists()
    assert User.objects.get(pk=asha.pk).version == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_one_wins():
    asha = make_user()

    def save(name: str) -> str:
        try:
            save_changes(User.objects.get(pk=asha.pk), {"name": name}, by=asha, version=1)
        except EditConflict:
            return "lost"
        finally:
            connections.close_all()
        return "won"

    with ThreadPoolExecutor(4) as threads:
        ended = list(threads.map(save, ["Asha A", "Asha B", "Asha C", "Asha D"]))
    assert sorted(ended) == ["lost", "lost", "lost", "won"]
    assert User.objects.get(pk=asha.pk).version == 2
    assert Revision.objects.count() == 1
