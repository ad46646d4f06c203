"""Organisations, staff, postcodes, and what still has to happen."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import lightbulb.core.keys


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_event_by_month"),
    ]

    # What points at the user model waits for this migration, not only for the first.
    run_before = [("account", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Locality",
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
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=100)),
                (
                    "lad_code",
                    models.CharField(max_length=9, verbose_name="local authority district code"),
                ),
            ],
            options={
                "verbose_name_plural": "localities",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Postcode",
            fields=[
                ("postcode", models.CharField(max_length=7, primary_key=True, serialize=False)),
                ("easting", models.PositiveIntegerField(null=True)),
                ("northing", models.PositiveIntegerField(null=True)),
                ("lad_code", models.CharField(blank=True, max_length=9)),
            ],
        ),
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="User",
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
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "email",
                    models.EmailField(
                        error_messages={"unique": "Somebody already signs in with this address."},
                        max_length=254,
                        unique=True,
                        verbose_name="work email address",
                    ),
                ),
                ("name", models.CharField(max_length=150)),
                ("phone", models.CharField(blank=True, max_length=30)),
                (
                    "shortcuts",
                    models.BooleanField(default=False, verbose_name="single-key shortcuts"),
                ),
                ("is_active", models.BooleanField(default=True)),
                (
                    "joined_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
            ],
            options={
                "ordering": ("name", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="user_email_in_small_letters",
                        violation_error_message="An email address is kept in small letters.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
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
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("code", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=200)),
                ("short_name", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("county", "County council"),
                            ("district", "District council"),
                            ("hub", "Central hub"),
                            ("nhs", "NHS organisation"),
                            ("partner", "Partner"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "hosted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hosts",
                        to="core.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Membership",
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
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("triage_officer", "Triage officer"),
                            ("hsc", "Housing Support Co-ordinator"),
                            ("technical_hsc", "Technical Housing Support Co-ordinator"),
                            ("senior_hsc", "Senior Housing Support Co-ordinator"),
                            ("ot", "Occupational Therapist"),
                            ("childrens_ot", "Children's Occupational Therapist"),
                            ("technical_officer", "Technical Officer"),
                            ("administrator", "Administrator"),
                            ("hub_manager", "Hub manager"),
                            ("service_manager", "Service Manager"),
                            ("record_steward", "Record steward"),
                            ("district_approver", "District approver"),
                            ("district_finance", "District finance officer"),
                            ("delivery_group", "Delivery Group representative"),
                            ("operational_group", "Operational Group representative"),
                            ("hospital_enabler", "Hospital Housing Enabler"),
                            ("support_worker", "Hospital housing support worker"),
                            ("handyperson", "Handyperson"),
                            ("warm_homes_officer", "Warm homes officer"),
                            ("at_officer", "Assistive technology officer"),
                            ("adult_safeguarding", "Adult safeguarding desk"),
                            ("child_safeguarding", "Child safeguarding desk"),
                            ("auditor", "Auditor"),
                            ("information_governance", "Information governance officer"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("post", "Post"),
                            ("cover", "Cover"),
                            ("matrix", "Matrix management"),
                            ("project", "Project"),
                        ],
                        default="post",
                        max_length=10,
                    ),
                ),
                (
                    "fte",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=3,
                        null=True,
                        verbose_name="share of a full-time post",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships_approved",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "localities",
                    models.ManyToManyField(
                        blank=True, related_name="memberships", to="core.locality"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="core.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="locality",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="localities",
                to="core.organisation",
            ),
        ),
        migrations.CreateModel(
            name="Agreement",
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
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "function",
                    models.CharField(
                        choices=[
                            ("casework", "Casework: visits, plans and orders"),
                            ("cover", "Cover for leave, sickness and peaks"),
                            ("triage", "Triage of referrals"),
                            ("recommendation", "Recommending what is necessary and appropriate"),
                            ("technical", "Technical visits, schedules and inspections"),
                            ("decision", "Deciding grant applications"),
                            ("hospital", "Housing help for people leaving hospital"),
                            ("management", "Managing performance and budgets"),
                        ],
                        max_length=20,
                    ),
                ),
                ("power", models.CharField(blank=True, max_length=200, verbose_name="legal power")),
                ("source", models.CharField(max_length=300)),
                (
                    "locality",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty means the whole area of the organisation that gives it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="core.locality",
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements_given",
                        to="core.organisation",
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements_received",
                        to="core.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ("giver__name", "receiver__name", "function"),
            },
        ),
        migrations.CreateModel(
            name="OutboxRow",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("effect", models.CharField(max_length=60)),
                ("effect_key", models.CharField(max_length=200, unique=True)),
                ("payload", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("handed", "Handed to a worker"),
                            ("sending", "Being sent"),
                            ("done", "Done"),
                            ("cancelled", "Cancelled"),
                            ("unsure", "May have been sent"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "not_before",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("handed_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("problem", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "handed", "sending"))),
                        fields=["not_before", "id"],
                        name="outbox_unfinished",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PostcodeDirectory",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("release", models.CharField(max_length=100)),
                ("postcodes", models.PositiveIntegerField(verbose_name="number of postcodes")),
                (
                    "loaded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "verbose_name_plural": "postcode directories",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)),
                        name="only_one_postcode_directory",
                        violation_error_message="There is only one postcode directory",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("model", models.CharField(max_length=60)),
                ("record_id", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField()),
                ("before", models.JSONField()),
                (
                    "by_kind",
                    models.CharField(
                        choices=[
                            ("staff", "Staff"),
                            ("service_account", "Service account"),
                            ("partner_link", "Partner link"),
                            ("customer", "Customer"),
                            ("system", "System"),
                        ],
                        max_length=20,
                    ),
                ),
                ("by_id", models.CharField(max_length=40)),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("model", "record_id", "version"), name="revision_once_a_version"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
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
                ("starts_on", models.DateField(verbose_name="first day")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("leave", "Leave"),
                            ("sickness", "Sickness"),
                            ("training", "Training"),
                            ("other", "Other"),
                        ],
                        default="leave",
                        max_length=10,
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covering",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="absence_days_in_order",
                        violation_error_message="The last day must not be before the first day",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("user", "="),
                            (
                                models.Func(
                                    models.F("starts_on"),
                                    models.F("ends_on"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="absence_once_at_a_time",
                        violation_error_message="The days overlap with those of another entry",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cover__isnull", True),
                            models.Q(("cover", models.F("user")), _negated=True),
                            _connector="OR",
                        ),
                        name="absence_covered_by_another",
                        violation_error_message="Choose somebody else as cover.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
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
                ("text", models.CharField(max_length=300)),
                ("url", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-made_at", "-id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["to", "-made_at"],
                        name="notice_unread",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="organisation_days_in_order",
                violation_error_message="The last day must not be before the first day",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("code", "="),
                    (
                        models.Func(
                            models.F("starts_on"),
                            models.F("ends_on"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="organisation_code_once_at_a_time",
                violation_error_message="The days overlap with those of another entry",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "hub"), _negated=True),
                    ("hosted_by__isnull", False),
                    _connector="OR",
                ),
                name="organisation_hub_has_a_host",
                violation_error_message="A hub needs the council that hosts it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="membership_days_in_order",
                violation_error_message="The last day must not be before the first day",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("fte__isnull", True),
                    models.Q(("fte__gt", 0), ("fte__lte", 1)),
                    _connector="OR",
                ),
                name="membership_share_of_a_post",
                violation_error_message="A share of a post is more than 0 and at most 1.",
            ),
        ),
        migrations.AddConstraint(
            model_name="locality",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="locality_days_in_order",
                violation_error_message="The last day must not be before the first day",
            ),
        ),
        migrations.AddConstraint(
            model_name="locality",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("code", "="),
                    (
                        models.Func(
                            models.F("starts_on"),
                            models.F("ends_on"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="locality_code_once_at_a_time",
                violation_error_message="The days overlap with those of another entry",
            ),
        ),
        migrations.AddConstraint(
            model_name="locality",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("lad_code", "="),
                    (
                        models.Func(
                            models.F("starts_on"),
                            models.F("ends_on"),
                            models.Value("[]"),
                            function="daterange",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="locality_lad_code_once_at_a_time",
                violation_error_message="The days overlap with those of another entry",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="agreement_days_in_order",
                violation_error_message="The last day must not be before the first day",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("giver", models.F("receiver")), _negated=True),
                name="agreement_between_two",
                violation_error_message="An agreement is between two organisations.",
            ),
        ),
    ]
