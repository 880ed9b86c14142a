"""What the measures room keeps of its own: the populations that rates are built on."""

from django.db import models

from oocr.audit.privacy import PrivacyClass

OPERATIONAL, PUBLIC = PrivacyClass.OPERATIONAL, PrivacyClass.PUBLIC


class Population(models.Model):
    """A count of residents that a rate per head may be built on, with its source and date."""

    source_key = models.TextField(unique=True)
    table = models.TextField()
    source = models.TextField()
    as_at = models.DateField()
    area_code = models.TextField()
    sex = models.TextField(default="all")
    ethnicity_group = models.TextField(default="all")
    age_from = models.PositiveIntegerField(default=0)
    age_to = models.PositiveIntegerField(null=True, blank=True)
    residents = models.PositiveIntegerField()
    batch = models.TextField(blank=True)

    privacy = {"id": OPERATIONAL, "source_key": PUBLIC, "batch": OPERATIONAL} | dict.fromkeys(
        (
            "table",
            "source",
            "as_at",
            "area_code",
            "sex",
            "ethnicity_group",
            "age_from",
            "age_to",
            "residents",
        ),
        PUBLIC,
    )

    def __str__(self) -> str:
        return f"{self.table} {self.area_code}"
