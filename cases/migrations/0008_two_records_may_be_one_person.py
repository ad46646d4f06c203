"""Two records may be of one person: the pairs, the merges, and which record stands for both."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import lightbulb.core.keys


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_orders_may_be_cancelled"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="cases.person",
            ),
        ),
        migrations.CreateModel(
            name="PersonMerge",
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
                ("merged_on", models.DateField()),
                ("parted_on", models.DateField(blank=True, null=True)),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges_kept",
                        to="cases.person",
                    ),
                ),
                (
                    "merged",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merges",
                        to="cases.person",
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people_merged",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people_parted",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-merged_on", "-id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("parted_on__isnull", True)),
                        fields=("merged",),
                        name="person_merged_once_at_a_time",
                        violation_error_message="This record is merged already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("merged")), _negated=True),
                        name="person_not_merged_with_itself",
                        violation_error_message="A record is not merged with itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("parted_by__isnull", True), ("parted_on__isnull", True)),
                            models.Q(("parted_by__isnull", False), ("parted_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="person_parted_by_somebody",
                        violation_error_message="Parting has a day and somebody who did it.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PossibleMatch",
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
                    "because",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), size=None
                    ),
                ),
                ("found_on", models.DateField()),
                (
                    "for_desk",
                    models.BooleanField(
                        default=False, verbose_name="for the safeguarding desk alone"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "To be decided"),
                            ("one_person", "One person"),
                            ("two_people", "Two people"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches_decided",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches_found",
                        to="cases.person",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matches_met",
                        to="cases.person",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "possible matches",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["for_desk", "found_on", "id"],
                        name="match_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="match_once_a_pair"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_by__isnull", True),
                                ("decided_on__isnull", True),
                                ("state", "waiting"),
                            ),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("decided_by__isnull", False),
                                ("decided_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="match_decided_by_somebody",
                        violation_error_message="A decision has a day and somebody who made it.",
                    ),
                ],
            },
        ),
    ]
