"""What was asked of other agencies."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from commonthread.pathways.models.cases import Case


class Request(models.Model):
    """What a case asks of the agency that holds it, and what that agency answered."""

    number = models.BigIntegerField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    person = models.BigIntegerField()
    holder = models.CharField(max_length=60)
    category = models.CharField(max_length=40, blank=True)
    records = ArrayField(models.BigIntegerField(), default=list)
    what = models.CharField(max_length=500)
    because = models.CharField(max_length=500)
    level = models.SmallIntegerField()
    wanted_until = models.DateField()
    asked_by = models.BigIntegerField()
    asked_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    given_level = models.SmallIntegerField(null=True)
    given_until = models.DateField(null=True)

    client = models.BigIntegerField(null=True)
    client_key = models.CharField(max_length=200, blank=True, db_default="")
    client_digest = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "client_key"],
                condition=models.Q(client__isnull=False),
                name="one_request_for_a_key",
            )
        ]
        indexes = [models.Index(fields=["holder", "outcome"]), models.Index(fields=["case"])]
