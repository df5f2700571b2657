"""People, and the links that say which mentions are theirs. What mentions say is content and has no model."""

from django.db import models
from django.db.models.functions import Now


class Person(models.Model):
    """An identity with a number that no merge ever reuses. `merged_into` is where its mentions went."""

    number = models.BigIntegerField(primary_key=True)
    made_at = models.DateTimeField(db_default=Now())
    merged_into = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["merged_into"], condition=models.Q(merged_into__isnull=False), name="older_numbers"
            )
        ]


class Link(models.Model):
    """The decision that a mention belongs to a person: by which model or whom, with what weight, beside which mention.

    The field-by-field explanation follows from the pinned model and the two mentions, so it is not kept twice.
    """

    number = models.BigAutoField(primary_key=True)
    mention = models.BigIntegerField()
    person = models.BigIntegerField()
    model = models.CharField(max_length=40, blank=True)
    by = models.BigIntegerField(null=True)
    weight = models.FloatField(null=True)
    beside = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    ended_because = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["mention"]), models.Index(fields=["person"])]


class Pair(models.Model):
    """Two mentions between the thresholds: a human decides."""

    number = models.BigAutoField(primary_key=True)
    first = models.BigIntegerField()
    second = models.BigIntegerField()
    model = models.CharField(max_length=40)
    weight = models.FloatField()
    found_at = models.DateTimeField(db_default=Now())
    decision = models.CharField(max_length=20, blank=True)
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="pair_once")]


class Apart(models.Model):
    """Two mentions that are definitely two people. Outweighs any weight."""

    first = models.BigIntegerField()
    second = models.BigIntegerField()
    by = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=500)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="apart_once")]


class NeverBridged(models.Model):
    """Two people who must never be joined, nor known to be the same: for one named team's eyes only."""

    first = models.BigIntegerField()
    second = models.BigIntegerField()
    ground = models.CharField(max_length=40)
    by = models.BigIntegerField()
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="never_bridged_once")]


class Tie(models.Model):
    """Why two people belong to one household or family, and the records that say so."""

    person = models.BigIntegerField()
    other = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    record = models.BigIntegerField()
    other_record = models.BigIntegerField()
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other", "kind"], name="tie_once"),
        ]
        indexes = [models.Index(fields=["other"])]
