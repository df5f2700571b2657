"""Supervision of cases: directions with what was opened before they were given, and samples drawn at random."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from commonthread.pathways.models.cases import Case


class Supervision(models.Model):
    """What a supervisor directed, and what of the case the ledger says that they had opened since the last direction. With its
    end, which is signed as well, there is no `next_at` and no `task` for it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    by = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())
    direction = models.CharField(max_length=2000)
    next_at = models.DateTimeField(null=True)
    task = models.BigIntegerField(null=True)
    since = models.DateTimeField()
    records = models.IntegerField()
    openings = models.IntegerField()


class Sample(models.Model):
    """A dip sample: of which cases, by which seed, and which were drawn. Whoever has the three can draw it again."""

    number = models.BigIntegerField(primary_key=True)
    agency = models.CharField(max_length=60)
    team = models.BigIntegerField()
    seed = models.CharField(max_length=64)
    among = ArrayField(models.BigIntegerField())
    drawn = ArrayField(models.BigIntegerField())
    drawn_by = models.BigIntegerField()
    drawn_at = models.DateTimeField(db_default=Now())
    learning = models.CharField(max_length=2000, blank=True, db_default="")
    ended_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["team", "-drawn_at"])]


class SampleFound(models.Model):
    """What was found in one case of a dip sample, once; and the task that follows, if one does."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT)
    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    verdict = models.CharField(max_length=20)
    words = models.CharField(max_length=2000)
    records = models.IntegerField()
    openings = models.IntegerField()
    task = models.BigIntegerField(null=True)
    by = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict__in=["in order", "learning", "needs action"]),
                name="a_known_verdict_of_a_sample",
            ),
            models.CheckConstraint(
                condition=~models.Q(verdict="needs action") | models.Q(task__isnull=False),
                name="what_needs_action_is_a_task",
            ),
            models.UniqueConstraint(fields=["sample", "case"], name="found_once_in_a_sample"),
        ]
