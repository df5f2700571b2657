"""A record's envelope and whom it is about. Content has no model: it has one door."""

from django.db import models
from django.db.models.functions import Now

from commonthread.records.glass import Glass, GlassReview
from commonthread.records.sent import ForHub, Sent
from commonthread.records.withheld import Hold, Seal

__all__ = ["Glass", "GlassReview", "Hold", "Seal", "Sent", "ForHub"]


class Record(models.Model):
    """The envelope of one thing that one agency knows. Append-only but for `superseded_by`."""

    number = models.BigAutoField(primary_key=True)
    agency = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    category = models.CharField(max_length=40)
    sensitivity = models.CharField(max_length=20)
    key_digest = models.BinaryField(max_length=32)
    content_digest = models.BinaryField(max_length=32)
    happened_from = models.DateTimeField()
    happened_until = models.DateTimeField(null=True)
    time_known = models.BooleanField()
    received_at = models.DateTimeField(db_default=Now())
    entered_by = models.BigIntegerField(null=True)
    delivery = models.BigIntegerField(null=True)
    line = models.BigIntegerField(null=True)
    sequence = models.BigIntegerField()
    superseded_by = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-happened_from"]),
            models.Index(fields=["delivery", "line"]),
            models.Index(fields=["key_digest"]),
        ]


class KindAuthor(models.Model):
    """What the catalogue says of a kind, where the door can read it; rewritten by every migration."""

    kind = models.CharField(max_length=60)
    category = models.CharField(max_length=40)
    author = models.CharField(max_length=30)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "author"], name="kind_author_once")]


class About(models.Model):
    """Which people a record is about. Filled by identity, and can be rebuilt from its links."""

    record = models.BigIntegerField()
    person = models.BigIntegerField()
    agency = models.CharField(max_length=60)
    category = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "record"], name="about_once")]
        indexes = [models.Index(fields=["record"])]


class Erased(models.Model):
    """A key under which something was erased: what is sent under it again is not taken."""

    agency = models.CharField(max_length=60)
    key_digest = models.BinaryField(max_length=32)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key_digest", "agency"], name="erased_once")]
