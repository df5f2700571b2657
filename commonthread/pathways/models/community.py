"""Community contacts: a role and a public way to reach it, and what they were told. Nothing of what anybody reported."""

from django.db import models
from django.db.models.functions import Now


class CommunityContact(models.Model):
    """A public role in a neighbourhood. It names nobody, and leads to no concern: nobody can be found by what they said."""

    number = models.BigIntegerField(primary_key=True)
    agency = models.CharField(max_length=60)
    team = models.BigIntegerField()
    neighbourhood = models.CharField(max_length=40)
    role = models.CharField(max_length=120)
    way = models.CharField(max_length=200)
    kept_by = models.BigIntegerField()
    kept_at = models.DateTimeField(db_default=Now())
    ended_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["team", "neighbourhood"])]


class CommunityTold(models.Model):
    """What a contact was told."""

    contact = models.ForeignKey(CommunityContact, on_delete=models.PROTECT)
    words = models.CharField(max_length=1000)
    told_by = models.BigIntegerField()
    told_at = models.DateTimeField(db_default=Now())


class CommunityTheme(models.Model):
    """How often something was raised in a neighbourhood in a quarter: a number that goes up, without a when or by whom."""

    agency = models.CharField(max_length=60)
    neighbourhood = models.CharField(max_length=40)
    theme = models.CharField(max_length=30)
    quarter = models.DateField()
    times = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "neighbourhood", "theme", "quarter"], name="a_theme_is_counted_once"
            )
        ]
