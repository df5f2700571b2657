"""Handing work over, item by item; and who covers for whom."""

from django.db import models
from django.db.models.functions import Now

from commonthread.pathways.models.cases import Case
from commonthread.pathways.models.tasks import Task


class Offer(models.Model):
    """A task, or (without one) the lead of a case, offered to a colleague or a team. Until it is accepted the giver keeps it."""

    number = models.BigIntegerField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True)
    by_user = models.BigIntegerField()
    to_user = models.BigIntegerField(null=True)
    to_team = models.BigIntegerField(null=True)
    note = models.CharField(max_length=500)
    offered_at = models.DateTimeField(db_default=Now())
    accepted = models.BooleanField(null=True)
    answered_by = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_user__isnull=True) ^ models.Q(to_team__isnull=True),
                name="offered_to_a_user_or_a_team",
            ),
            models.UniqueConstraint(
                fields=["case", "task"],
                condition=models.Q(answered_at__isnull=True),
                nulls_distinct=False,
                name="offered_to_one_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["to_user"]), models.Index(fields=["to_team"])]


class Cover(models.Model):
    """Somebody is away from a time to a time, and a colleague sees their work."""

    user = models.BigIntegerField()
    covered_by = models.BigIntegerField()
    agency = models.CharField(max_length=60)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    because = models.CharField(max_length=500)
    set_by = models.BigIntegerField()
    set_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_at__gt=models.F("from_at")), name="cover_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~models.Q(user=models.F("covered_by")), name="nobody_covers_themselves"
            ),
        ]
        indexes = [models.Index(fields=["covered_by"]), models.Index(fields=["user"])]
