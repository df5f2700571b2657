"""What an area sets for itself."""

from django.db import models
from django.db.models.functions import Now


class Setting(models.Model):
    """One edition of a value, of the terms of one school year (of a district, or of one `school`), or of a bank holiday; each is kept, and the latest holds for
    what begins from `holds_from`. `words` are as somebody wrote them. Not personal."""

    agency = models.CharField(max_length=60)
    district = models.CharField(max_length=9)
    school = models.SlugField(max_length=60, blank=True, db_default="", db_index=False)
    about = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    words = models.CharField(max_length=2000)
    authority = models.CharField(max_length=200)
    because = models.CharField(max_length=500)
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField(db_default=Now())
    holds_from = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(about__in=["time limit", "school year", "bank holiday"]),
                name="a_known_setting",
            )
        ]
        indexes = [
            models.Index(fields=["district", "about", "name"]),
            models.Index(
                fields=["school", "name"], condition=~models.Q(school=""), name="settings_of_one_school"
            ),
        ]
