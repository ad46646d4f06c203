"""Find asks for a phone number by its figures alone, however it was written down."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_people_and_cases"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                models.Func(
                    models.F("phone"),
                    models.Value("[^0-9]"),
                    models.Value(""),
                    models.Value("g"),
                    function="regexp_replace",
                    output_field=models.TextField(),
                ),
                name="person_phone_figures",
            ),
        ),
    ]
