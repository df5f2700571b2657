"""Disagreement between agencies about what was decided in a case."""

from django.db import models
from django.db.models.functions import Now

from commonthread.pathways.models.cases import Case


class Disagreement(models.Model):
    """What an agency that has a part in a case does not agree with, why, and what it wants instead. `told_by` is the task by
    which the case's agency is told what came of it, until somebody there has read it."""

    number = models.BigIntegerField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    agency = models.CharField(max_length=60)
    edition = models.CharField(max_length=20)
    decision = models.CharField(max_length=300)
    why = models.CharField(max_length=2000)
    wanted = models.CharField(max_length=1000)
    raised_by = models.BigIntegerField()
    raised_at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(null=True)
    told_by = models.BigIntegerField(null=True)
    read_by = models.BigIntegerField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["case"]),
            models.Index(fields=["agency"]),
            models.Index(fields=["told_by"]),
        ]


class Stage(models.Model):
    """One step of it: what the case's agency answered, and what came of that; above the first, in whose name. `task` is what waits to
    be done of it."""

    disagreement = models.ForeignKey(Disagreement, on_delete=models.PROTECT)
    step = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    begun_at = models.DateTimeField(db_default=Now())
    task = models.BigIntegerField()
    answer = models.CharField(max_length=2000, blank=True)
    answered_by = models.BigIntegerField(null=True)
    answered_for = models.CharField(max_length=120, blank=True, db_default="")
    answered_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=2000, blank=True)
    ended_by = models.BigIntegerField(null=True)
    ended_for = models.CharField(max_length=120, blank=True, db_default="")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["disagreement"], condition=models.Q(ended_at__isnull=True), name="one_stage_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["task"])]
