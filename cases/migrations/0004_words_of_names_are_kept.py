"""The people already known are found by the words of their names, too."""

from django.db import migrations

from cases.names.parts import name_words, shortened

AT_A_TIME = 2_000


def keep(apps, schema_editor):
    Person = apps.get_model("cases", "Person")
    NameWord = apps.get_model("cases", "NameWord")
    words = set()
    people = Person.objects.only("given_name", "family_name", "preferred_name")
    batch = []
    for person in people.iterator(chunk_size=AT_A_TIME):
        full_name = f"{person.given_name} {person.family_name}"
        person.name_words = name_words(full_name, person.preferred_name)
        words.update(person.name_words)
        batch.append(person)
        if len(batch) == AT_A_TIME:
            Person.objects.bulk_update(batch, ["name_words"])
            batch = []
    Person.objects.bulk_update(batch, ["name_words"])
    rows = [NameWord(word=word, shortened=shortened(word)) for word in sorted(words)]
    NameWord.objects.bulk_create(rows, batch_size=AT_A_TIME, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_names_are_found_by_their_words"),
    ]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
