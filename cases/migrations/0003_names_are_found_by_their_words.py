"""Each word of a name is kept, with what finds it when it is misspelt or misheard."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import lightbulb.core.keys


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_people_are_found_by_phone"),
    ]

    operations = [
        migrations.CreateModel(
            name="NameWord",
            fields=[
                ("word", models.CharField(max_length=40, primary_key=True, serialize=False)),
                (
                    "shortened",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
                (
                    "sound",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("word"), function="dmetaphone"),
                        output_field=models.TextField(),
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OtherName",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lightbulb.core.keys.new_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "given_name",
                    models.CharField(blank=True, max_length=100, verbose_name="first name"),
                ),
                ("family_name", models.CharField(max_length=100, verbose_name="last name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("before", "Name before"),
                            ("maiden", "Maiden name"),
                            ("also", "Also known as"),
                            ("spelt", "Also spelt"),
                        ],
                        default="before",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.RemoveIndex(
            model_name="person",
            name="person_name_parts",
        ),
        migrations.AddField(
            model_name="person",
            name="name_words",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40),
                blank=True,
                default=list,
                editable=False,
                size=None,
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                models.Func(
                    models.Func(
                        models.F("phone"),
                        models.Value("[^0-9]"),
                        models.Value(""),
                        models.Value("g"),
                        function="regexp_replace",
                        output_field=models.TextField(),
                    ),
                    models.Value(4),
                    function="right",
                    output_field=models.TextField(),
                ),
                name="person_phone_end",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["name_words"], name="person_name_words"
            ),
        ),
        migrations.AddIndex(
            model_name="nameword",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["shortened"], name="name_word_shortened"
            ),
        ),
        migrations.AddIndex(
            model_name="nameword",
            index=models.Index(fields=["sound"], name="name_word_sound"),
        ),
        migrations.AddField(
            model_name="othername",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="other_names",
                to="cases.person",
            ),
        ),
    ]
