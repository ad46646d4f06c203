import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("triage", "0007_moves_of_referrals"),
    ]

    operations = [
        migrations.AddField(
            model_name="triagedecision",
            name="entry",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="triage.directoryservice",
            ),
        ),
    ]
