"""A record that was sent to a team: what a hub is told, before anybody has worked out whom it is about."""

from django.db import models
from django.db.models.functions import Now


class ForHub(models.Model):
    """A record that is a contact for a hub, until its case is opened. What arrives after two weeks is history."""

    record = models.BigIntegerField(primary_key=True)
    about = models.CharField(max_length=5)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "records_forhub"


class Sent(models.Model):
    """The team reads all of the record until the case that it opened is closed; nobody else sees more of it by this."""

    record = models.BigIntegerField()
    team = models.BigIntegerField()
    case = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())
    until_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "records_sent"
        constraints = [models.UniqueConstraint(fields=["record", "team"], name="sent_once")]
        indexes = [models.Index(fields=["case"])]
