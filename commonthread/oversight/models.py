"""Questions about readings, with their answers; and where readers live, to be compared and never shown."""

from django.db import models


class Question(models.Model):
    """A reading that a rule found, for the officer of the agency whose records were read. `subject` is 0 for many."""

    number = models.BigAutoField(primary_key=True)
    agency = models.CharField(max_length=60)
    rule = models.CharField(max_length=20)
    reader = models.BigIntegerField()
    subject = models.BigIntegerField(default=0)
    since = models.DateTimeField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    readings = models.IntegerField()
    people = models.IntegerField()
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "rule", "reader", "subject", "since"], name="question_once"
            )
        ]
        indexes = [models.Index(fields=["agency", "last_at"])]


class Home(models.Model):
    """The postcode of a reader's home, as they gave it."""

    user = models.BigIntegerField(primary_key=True)
    postcode = models.CharField(max_length=8)
