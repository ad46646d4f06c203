from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0007_letters_carry_an_address")]

    operations = [
        migrations.AddField(
            model_name="outboxrow",
            name="begun",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
