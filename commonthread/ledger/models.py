"""What was done, by whom, for which purpose: append-only, and sealed.

What is told of an event for ever stands in its entry; what law may make erasable, its words, hangs beside it. The view
`ledger_event` (policies.sql) is both as one: events are written and read by it.
"""

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
    ADOPTION = "adoption"
    HOLD = "hold"
    REQUEST = "request"
    DELIVERY_SENT = "delivery sent"
    CLIENT_CHANGED = "client changed"
    AGENCY_CHANGED = "agency changed"
    SIGN_IN = "sign-in"
    SIGN_IN_FAILED = "sign-in failed"
    SIGN_OUT = "sign-out"
    ACCOUNT = "account"
    EXISTENCE_ASKED = "existence asked"
    CASE_OPENED = "case opened"
    CASE_CHANGED = "case changed"
    CASE_CLOSED = "case closed"
    CONSENT_DECISION = "consent decision"
    MORE_ASKED = "more asked for"
    MORE_ANSWERED = "request answered"
    NOTICE_SENT = "notice sent"
    NOTICE_READ = "notice read"
    NOTICE_CHANGED = "notice changed"
    ADDRESS_MARKED = "address marked"
    TEMPLATE_WRITTEN = "template written"
    SETTING_CHANGED = "setting changed"
    COMMUNITY_KEPT = "community kept"
    JOB_CHANGED = "job changed"
    FEED_SILENT = "feed silent"


class Entry(models.Model):
    """One event, without its words. Actors are plain numbers, so that the ledger outlives accounts."""

    number = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    type = models.CharField(max_length=20, choices=EventType)
    actor = models.BigIntegerField(null=True)
    agency = models.CharField(max_length=60)
    purpose = models.CharField(max_length=80, blank=True)
    subject = models.BigIntegerField(null=True)
    records = ArrayField(models.BigIntegerField(), default=list)
    words = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_entry"
        indexes = [models.Index(fields=["subject", "number"]), models.Index(fields=["actor", "at"])]


class Words(models.Model):
    """The reason and data of an event, with the salt that makes their hash in the entry tell nothing once they are gone."""

    event = models.BigIntegerField(primary_key=True)
    salt = models.BinaryField(max_length=16)
    reason = models.CharField(max_length=500, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        db_table = "ledger_words"


class Leaf(models.Model):
    """Where an event stands in the tree."""

    position = models.BigIntegerField(primary_key=True)
    event = models.BigIntegerField(unique=True)
    hash = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "ledger_leaf"
        indexes = [models.Index(fields=["sealed_at"])]


class Node(models.Model):
    """The hash over each 256 leaves, each 65,536 and so on: all that proofs need besides the leaves."""

    level = models.SmallIntegerField()
    place = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "ledger_node"
        constraints = [models.UniqueConstraint(fields=["level", "place"], name="ledger_node_once")]


class Seal(models.Model):
    """How far the ledger is sealed: one row. `edge` is the right edge of the tree, hash after hash.

    `history` counts the times that sealed events were lost by a restore; `checkpoint` is the last that was signed.
    """

    id = models.SmallIntegerField(primary_key=True)
    size = models.BigIntegerField(default=0)
    edge = models.BinaryField(default=b"")
    history = models.IntegerField(default=1)
    checkpoint = models.TextField(default="")
    looked_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "ledger_seal"


class Copy(models.Model):
    """The checkpoint that a partner agency keeps, and whether the ledger still agrees with it."""

    agency = models.CharField(max_length=60)
    checkpoint = models.TextField()
    given_by = models.BigIntegerField()
    given_at = models.DateTimeField(db_default=Now())
    size = models.BigIntegerField(null=True)
    agrees = models.BooleanField(null=True)
    says = models.CharField(max_length=200, blank=True)
    compared_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "ledger_copy"
        indexes = [models.Index(fields=["agency", "given_at"])]
