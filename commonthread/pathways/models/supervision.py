"""Supervision of cases: directions with what was opened before they were given, and samples drawn at random."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from commonthread.pathways.models.cases import Case


class Supervision(models.Model):
    """What a supervisor directed, and what of the case the ledger says that they had opened since the last direction."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    by = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())
    direction = models.CharField(max_length=2000)
    next_at = models.DateTimeField()
    task = models.BigIntegerField()
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

    class Meta:
        indexes = [models.Index(fields=["team", "-drawn_at"])]
