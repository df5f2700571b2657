"""What arrives: who may send what, what was sent, and what was refused."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class FeedAgreement(models.Model):
    """One edition of what an agency sends as a matter of course. No feed loads without one. Not personal.

    `responsible` is the agency that answers for the service beside the sender; both sign.
    """

    agency = models.CharField(max_length=60)
    edition = models.IntegerField(default=1)
    controller = models.CharField(max_length=200)
    responsible = models.CharField(max_length=60)
    cohort = models.CharField(max_length=300)
    cohort_rule = models.CharField(max_length=40, db_default="everybody")
    kinds = ArrayField(models.CharField(max_length=60))
    fields = ArrayField(models.CharField(max_length=80))
    power = models.CharField(max_length=300)
    condition = models.CharField(max_length=60, db_default="dpa-2018-sch1-para18")
    change = models.CharField(max_length=500, blank=True, db_default="")
    # How many records a week are expected; null: as many as have come.
    weekly = models.IntegerField(null=True)
    starts_on = models.DateField()
    review_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    drafted_by_agency = models.CharField(max_length=60, blank=True, db_default="")
    signed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_agency = models.CharField(max_length=60, blank=True, db_default="")
    ended_because = models.CharField(max_length=500, blank=True, db_default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "edition"], name="feed_edition_once")]


class FeedSignature(models.Model):
    """Who signed it for the sender or for whoever is responsible, by the name and role that they had that day."""

    agreement = models.ForeignKey(FeedAgreement, on_delete=models.PROTECT)
    agency = models.CharField(max_length=60)
    user = models.BigIntegerField(null=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=80)
    signed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "agency"], name="feed_signature_once")]


class Silence(models.Model):
    """Far less came than was expected. One runs at a time; it ends when records come again. Not personal.

    It is a task of those who look after what the agency sends, or of `owner` among them: by `due_at` somebody says what is
    behind it. `told_at` is when the administrators were told, because nobody has.
    """

    number = models.BigAutoField(primary_key=True)
    agency = models.CharField(max_length=60)
    responsible = models.CharField(max_length=60)
    days = models.IntegerField()
    expected = models.IntegerField()
    came = models.IntegerField()
    last_at = models.DateTimeField(null=True)
    noticed_at = models.DateTimeField(db_default=Now())
    owner = models.BigIntegerField(null=True)
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency"], condition=models.Q(ended_at__isnull=True), name="one_silence_at_a_time"
            )
        ]


class State(models.TextChoices):
    RECEIVED = "received"
    LOADING = "loading"
    LOADED = "loaded"
    UNREADABLE = "unreadable"


class Delivery(models.Model):
    """What was sent at one time. `files` has the name and hash of each: the bytes lie in the delivery store."""

    number = models.BigAutoField(primary_key=True)
    agency = models.CharField(max_length=60)
    format = models.CharField(max_length=40)
    kind = models.CharField(max_length=60, blank=True)
    agreement = models.BigIntegerField()
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    sequence = models.BigIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.RECEIVED)
    cursor = models.BigIntegerField(default=0)
    counts = models.JSONField(default=dict)
    files = models.JSONField(default=list)
    # The agency's system that sent it, and what that system calls the sending; null where a person did.
    client = models.BigIntegerField(null=True)
    idempotency_key = models.CharField(max_length=200, null=True)
    received_at = models.DateTimeField(db_default=Now())
    moved_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "format", "kind", "sha256", "client"],
                name="delivery_once",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(fields=["client", "idempotency_key"], name="idempotency_key_once"),
        ]


class Item(models.Model):
    """What became of one item of a system's delivery, by its place in it."""

    delivery = models.BigIntegerField()
    line = models.BigIntegerField()
    outcome = models.CharField(max_length=12)
    record = models.BigIntegerField(null=True)
    reject = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delivery", "line"], name="item_of_delivery_once")]


class Reject(models.Model):
    """One piece that could not be taken. What was sent stands in `content.reject`, for its owner only."""

    number = models.BigAutoField(primary_key=True)
    delivery = models.BigIntegerField()
    agency = models.CharField(max_length=60)
    kind = models.CharField(max_length=60, blank=True)
    file = models.CharField(max_length=200, blank=True)
    line = models.BigIntegerField()
    faults = models.JSONField()
    is_warning = models.BooleanField(default=False)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.BigIntegerField(null=True)
    resolution = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "resolved_at", "-number"])]
