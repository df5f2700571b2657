"""Holds, reviews before destruction, and the requests of the people whom records are about."""

from django.db import models
from django.db.models.functions import Now

from commonthread.rights.terms import Decision, Exemption, Ground, Request, Verdict


def choices(words):
    return [(word.value, word.value) for word in words]


class Hold(models.Model):
    """Nothing of the agency's about this person, or this record, is destroyed while it stands."""

    number = models.BigAutoField(primary_key=True)
    agency = models.CharField(max_length=60)
    person = models.BigIntegerField(null=True)
    record = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=500)
    by = models.BigIntegerField()
    from_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    ended_because = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "ended_at"])]


class Review(models.Model):
    """A record that may be destroyed once one person has decided so and another has confirmed it."""

    number = models.BigAutoField(primary_key=True)
    agency = models.CharField(max_length=60)
    record = models.BigIntegerField()
    ground = models.CharField(max_length=40, choices=choices(Ground))
    due_on = models.DateField()
    decision = models.CharField(max_length=10, choices=choices(Decision), blank=True)
    keep_until = models.DateField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    confirmed_by = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "confirmed_at", "due_on"]), models.Index(fields=["record"])]


class PersonsRequest(models.Model):
    """Somebody asks what an agency holds about them, or that it be put right or erased."""

    number = models.BigIntegerField(primary_key=True)
    agency = models.CharField(max_length=60)
    person = models.BigIntegerField()
    what = models.CharField(max_length=20, choices=choices(Request))
    received_on = models.DateField()
    answer_by = models.DateField()
    identity_checked = models.CharField(max_length=200)
    opened_by = models.BigIntegerField()
    opened_at = models.DateTimeField(db_default=Now())
    closed_by = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "closed_at", "answer_by"])]


class Item(models.Model):
    """What is done with one record of a request: given or withheld, by one person, checked by another."""

    request = models.ForeignKey(PersonsRequest, on_delete=models.CASCADE)
    record = models.BigIntegerField()
    verdict = models.CharField(max_length=10, choices=choices(Verdict))
    exemption = models.CharField(max_length=60, choices=choices(Exemption), blank=True)
    reason = models.CharField(max_length=500, blank=True)
    proposed_by = models.BigIntegerField()
    proposed_at = models.DateTimeField(db_default=Now())
    checked_by = models.BigIntegerField(null=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "record"], name="item_once")]
