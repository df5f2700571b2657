"""Single records that are withheld from all but one team: sealed ones, and those that an investigation holds."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class Seal(models.Model):
    """A record that is as though it were not there, but for one named team."""

    number = models.BigAutoField(primary_key=True)
    record = models.BigIntegerField()
    team = models.BigIntegerField()
    why = models.CharField(max_length=500)
    by = models.BigIntegerField()
    from_at = models.DateTimeField(db_default=Now())
    review_on = models.DateField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "records_seal"
        indexes = [models.Index(fields=["record"]), models.Index(fields=["team"])]


class Hold(models.Model):
    """A record that a live investigation holds back until a day. Whoever might see it is told whom to ring.

    What may be said instead, and on which conditions, is content: `content.sanitised`.
    """

    number = models.BigAutoField(primary_key=True)
    record = models.BigIntegerField()
    team = models.BigIntegerField()
    why = models.CharField(max_length=500)
    by = models.BigIntegerField()
    ring_name = models.CharField(max_length=120)
    ring_telephone = models.CharField(max_length=30)
    # For which purposes what may be said instead may be read; for none, nothing is said.
    purposes = ArrayField(models.CharField(max_length=80), default=list)
    from_at = models.DateTimeField(db_default=Now())
    until_at = models.DateTimeField()

    class Meta:
        db_table = "records_hold"
        indexes = [models.Index(fields=["record"]), models.Index(fields=["team"])]
