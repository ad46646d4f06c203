"""The flows there are at the start. The legal bases are a reading to be confirmed.

They change by adding a row from a day on; nobody fills them in for a case.
"""

from datetime import date

from django.db import migrations

TASK = "Public task and health or social care: UK GDPR articles 6(1)(e) and 9(2)(h)"
SAFETY = "Public task and substantial public interest: UK GDPR articles 6(1)(e) and 9(2)(g)"
AGREED = "Housing Act 1996 section 213B: the person agrees and names the council"
SOURCE = "Default, to be confirmed by the controllers' information governance officers"
FIRST_DAY = date(2017, 10, 1)
FLOWS = (
    ("locality", "Lightbulb where they live", "to visit and help", TASK, False),
    ("surgery", "Their doctor’s surgery", "to check health facts", TASK, False),
    ("fire", "Fire and rescue service", "for a home fire safety visit", SAFETY, False),
    ("social-care", "County adult social care", "if they need care as well", TASK, False),
    ("housing", "A council’s housing team", "if they may lose their home", AGREED, True),
)


def add(apps, schema_editor):
    flow = apps.get_model("triage", "SharingFlow")
    for place, (code, recipient, purpose, basis, law) in enumerate(FLOWS, 1):
        flow.objects.get_or_create(
            code=code,
            starts_on=FIRST_DAY,
            defaults={
                "recipient": recipient,
                "purpose": purpose,
                "legal_basis": basis,
                "agreement_is_law": law,
                "source": SOURCE,
                "place": place,
            },
        )


def take_away(apps, schema_editor):
    """Only those nobody has answered for."""
    flow = apps.get_model("triage", "SharingFlow")
    flow.objects.filter(source=SOURCE, starts_on=FIRST_DAY, answers=None).delete()


class Migration(migrations.Migration):
    dependencies = [("triage", "0005_directory_of_services")]

    operations = [migrations.RunPython(add, take_away)]
