"""The words of notices: what the house begins with, and every edition that an agency wrote."""

from django.db import models
from django.db.models.functions import Now


class Kind(models.Model):
    """What `catalogue/` says, where the database can read it; rewritten by every migration. Not personal."""

    name = models.CharField(primary_key=True, max_length=40)
    to = models.CharField(max_length=10)
    words = models.TextField()


class Edition(models.Model):
    """An agency's own words for a kind, from when they were written until the next. Not personal, but who wrote them."""

    number = models.BigAutoField(primary_key=True)
    agency = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    words = models.TextField()
    because = models.CharField(max_length=500)
    made_by = models.BigIntegerField()
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["agency", "kind", "-number"])]
