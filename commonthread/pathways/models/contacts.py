"""What reaches the front door, who has it open, what was decided of each child or adult, and who was told."""

from django.db import models
from django.db.models.functions import Now

from commonthread.pathways.models.cases import Case


class Contact(models.Model):
    """A record that reached the hub, and the case that it opened or joined. `reference` tells nothing to anybody else;
    `joined_from` is the case that it had opened, where somebody joined it to another."""

    record = models.BigIntegerField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    route = models.CharField(
        max_length=12, choices=[(word, word) for word in ("public", "professional", "feed")]
    )
    reference = models.CharField(max_length=12, unique=True)
    about = models.CharField(max_length=5, choices=[("child", "child"), ("adult", "adult")])
    district = models.CharField(max_length=9)
    is_pressing = models.BooleanField()
    wants_answer = models.BooleanField()
    sent_by = models.BigIntegerField(null=True)
    from_agency = models.CharField(max_length=60, blank=True)
    arrived_at = models.DateTimeField(db_default=Now())
    answered_at = models.DateTimeField(null=True)
    answered_by = models.BigIntegerField(null=True)
    answer = models.CharField(max_length=4000, blank=True)
    joined_from = models.BigIntegerField(null=True)
    joined_at = models.DateTimeField(null=True)
    joined_by = models.BigIntegerField(null=True)
    joined_because = models.CharField(max_length=500, blank=True, db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(route__in=["public", "professional", "feed"]), name="a_known_route"
            )
        ]
        indexes = [
            models.Index(fields=["case"]),
            models.Index(fields=["sent_by", "-arrived_at"]),
            models.Index(
                fields=["joined_from"],
                condition=models.Q(joined_from__isnull=False),
                name="contacts_that_were_joined",
            ),
        ]


class Looking(models.Model):
    """Who has a case open now, so that two people at once see each other. It ends by itself, and goes."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    user = models.BigIntegerField()
    since_at = models.DateTimeField(db_default=Now())
    until_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="looks_once")]


class Decided(models.Model):
    """What the front door decided of one child or adult, or of nobody who could be found; who disagreed; what it opened.

    Every decision is kept; the latest holds.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    person = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=60)
    threshold = models.CharField(max_length=40)
    reasons = models.CharField(max_length=4000)
    note = models.CharField(max_length=1000, blank=True)
    dissent = models.CharField(max_length=2000, blank=True)
    opened = models.BigIntegerField(null=True)
    decided_by = models.BigIntegerField()
    decided_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["case"]), models.Index(fields=["person"])]
