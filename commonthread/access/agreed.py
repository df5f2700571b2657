"""Sharing agreements: their editions, what these let be seen, and who signed them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from commonthread.access.terms import Level


def words(longest: int) -> ArrayField:
    return ArrayField(models.CharField(max_length=longest), default=list)


class Agreement(models.Model):
    """A sharing agreement: the same one through all its editions. Not personal."""

    number = models.BigAutoField(primary_key=True)
    made_at = models.DateTimeField(db_default=Now())


class Edition(models.Model):
    """What the parties agree from a day to a day. Once all have signed, it only ever ends. Not personal."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT)
    number = models.IntegerField()
    title = models.CharField(max_length=120)
    why = models.CharField(max_length=1000)
    contact = models.CharField(max_length=200)
    change = models.CharField(max_length=500, blank=True)
    starts_at = models.DateTimeField()
    review_on = models.DateField()
    ends_at = models.DateTimeField()
    drafted_by = models.BigIntegerField(null=True)
    drafted_by_agency = models.CharField(max_length=60)
    drafted_at = models.DateTimeField(db_default=Now())
    signed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_agency = models.CharField(max_length=60, blank=True)
    ended_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="edition_once")]


class Party(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT)
    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "agency"], name="party_once")]


class Clause(models.Model):
    """Whose records of which categories may be seen by whom, for which purposes, at which level, and by what law.

    Parties are meant by their kind, all of it, or one by one. Not personal.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT)
    number = models.IntegerField()
    holders = words(60)
    holder_kinds = words(30)
    viewers = words(60)
    viewer_kinds = words(30)
    roles = words(40)
    categories = words(40)
    purposes = words(80)
    level = models.SmallIntegerField(choices=[(level.value, level.label) for level in Level])
    power = models.CharField(max_length=60)
    condition = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="clause_once")]


class Signature(models.Model):
    """Who signed an edition for a party, by the name and role that they had that day."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT)
    agency = models.ForeignKey("access.Agency", on_delete=models.PROTECT)
    user = models.BigIntegerField(null=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=80)
    signed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "agency"], name="signature_once")]
