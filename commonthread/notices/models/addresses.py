"""Addresses to which something may be sent, each because somebody said that it is safe."""

from django.db import models
from django.db.models.functions import Now

from commonthread.pathways.models import Case

CHANNELS = ["e-mail", "text message", "webhook"]


class Address(models.Model):
    """Somebody outside, known to one case alone; or an agency's own, for the word that a notice waits there.

    `person` is whose it is, where that is somebody of the case: a victim is written to at their own alone.

    It is safe until a day, in hours of the day where some are given, and not for a moment after it was revoked.
    """

    number = models.BigIntegerField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True)
    agency = models.CharField(max_length=60, blank=True)
    team = models.BigIntegerField(null=True)
    person = models.BigIntegerField(null=True)
    whose = models.CharField(max_length=80)
    channel = models.CharField(max_length=20)
    value = models.CharField(max_length=254)
    said_by = models.CharField(max_length=200)
    marked_by = models.BigIntegerField()
    marked_at = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()
    from_time = models.TimeField(null=True)
    to_time = models.TimeField(null=True)
    revoked_by = models.BigIntegerField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(case__isnull=True) ^ models.Q(agency=""),
                name="address_of_a_case_or_an_agency",
            ),
            models.CheckConstraint(condition=models.Q(channel__in=CHANNELS), name="a_known_channel"),
            models.CheckConstraint(
                condition=models.Q(from_time__isnull=True, to_time__isnull=True)
                | models.Q(from_time__lt=models.F("to_time")),
                name="hours_of_one_day",
            ),
            models.CheckConstraint(condition=~models.Q(said_by=""), name="somebody_said_that_it_is_safe"),
        ]
        indexes = [models.Index(fields=["case"]), models.Index(fields=["agency"])]
