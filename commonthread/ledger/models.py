"""What was done, by whom, for which purpose: append-only."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class EventType(models.TextChoices):
    """The logging duties of the Data Protection Act 2018 s.62, and what the house adds."""

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    SEPARATION = "separation"
    ERASURE = "erasure"
    PURPOSE_STATED = "purpose stated"
    SEARCH = "search"
    REFUSAL = "refusal"
    ACCOUNT_ADDED = "account added"
    POST_GIVEN = "post given"
    POST_ENDED = "post ended"
    TEAM_CHANGED = "team changed"
    DIRECTORY_CHANGED = "directory changed"
    ACCOUNTS_EXPORTED = "accounts exported"
    AGREEMENT_DRAFTED = "agreement drafted"
    AGREEMENT_SIGNED = "agreement signed"
    AGREEMENT_ENDED = "agreement ended"
    RESTRICTION = "restriction"
    CONFLICT = "conflict"
    BREAK_GLASS = "break-glass"


class Event(models.Model):
    """One event. Actors are plain numbers, so that the ledger outlives accounts."""

    number = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    type = models.CharField(max_length=20, choices=EventType)
    actor = models.BigIntegerField(null=True)
    agency = models.CharField(max_length=60)
    purpose = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    subject = models.BigIntegerField(null=True)
    records = ArrayField(models.BigIntegerField(), default=list)
    data = models.JSONField(default=dict)

    class Meta:
        db_table = "ledger_event"
        indexes = [models.Index(fields=["subject", "number"]), models.Index(fields=["actor", "number"])]
