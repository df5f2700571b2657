"""How somebody likes to see their work."""

from django.db import models
from django.db.models.functions import Now


class SavedView(models.Model):
    """What somebody chose from a list, of work or of the front door, under a name of their own."""

    user = models.BigIntegerField()
    agency = models.CharField(max_length=60)
    of_list = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    asked = models.CharField(max_length=300)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "agency", "of_list", "name"], name="one_view_of_a_name")
        ]
