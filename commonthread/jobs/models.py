"""Beside the queue, which is procrastinate's: why a job failed, who gave it up, and when the worker last lived."""

from django.db import models
from django.db.models.functions import Now


class Failure(models.Model):
    """One attempt that failed. `why` is one of our own sentences: what an error says may hold what a record says."""

    job = models.BigIntegerField(db_index=True)
    task = models.CharField(max_length=60)
    attempt = models.IntegerField()
    why = models.CharField(max_length=200)
    at = models.DateTimeField(db_default=Now())


class GivenUp(models.Model):
    """A failed job that somebody will not try again, and why."""

    job = models.BigIntegerField(primary_key=True)
    by = models.BigIntegerField()
    because = models.CharField(max_length=500)
    at = models.DateTimeField(db_default=Now())


class Life(models.Model):
    """One row: when a worker last said that it lives."""

    one = models.BooleanField(primary_key=True, default=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(one=True), name="one_row")]
