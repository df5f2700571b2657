"""Who is hidden from whom: restrictions for a named team, and conflicts of interest. Withheld records are in `records`."""

from django.db import models
from django.db.models.functions import Now


class ConflictKind(models.TextChoices):
    SELF = "self"
    FAMILY = "own family"
    NAMED = "named officer"
    KNOWN = "known privately"


class Restriction(models.Model):
    """A person who is invisible to all but one named team, whatever else anybody may see."""

    number = models.BigAutoField(primary_key=True)
    person = models.BigIntegerField()
    team = models.BigIntegerField()
    why = models.CharField(max_length=500)
    by = models.BigIntegerField()
    from_at = models.DateTimeField(db_default=Now())
    review_on = models.DateField()
    until_at = models.DateTimeField(null=True)
    # The restriction from which a duplicate, a part or a newcomer has it.
    inherited_from = models.BigIntegerField(null=True)

    class Meta:
        db_table = "access_restriction"
        indexes = [models.Index(fields=["person"]), models.Index(fields=["team"])]


class Conflict(models.Model):
    """Somebody whom one officer must never look at, nor learn that they must not."""

    number = models.BigAutoField(primary_key=True)
    user = models.BigIntegerField()
    person = models.BigIntegerField()
    kind = models.CharField(max_length=20, choices=ConflictKind)
    # Found by the ties of the officer's own person, and taken back with them.
    is_detected = models.BooleanField(default=False)
    by = models.BigIntegerField(null=True)
    from_at = models.DateTimeField(db_default=Now())
    until_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_conflict"
        indexes = [models.Index(fields=["user", "person"]), models.Index(fields=["person"])]


class Declaration(models.Model):
    """What an officer says of whom they know, in their own words, until somebody has found whom they mean."""

    number = models.BigAutoField(primary_key=True)
    user = models.BigIntegerField()
    agency = models.CharField(max_length=60)
    words = models.CharField(max_length=1000)
    at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(null=True)
    settled_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "access_declaration"


class Asked(models.Model):
    """Who asked about somebody who is restricted. For the named team, and nobody else."""

    number = models.BigAutoField(primary_key=True)
    person = models.BigIntegerField()
    user = models.BigIntegerField()
    agency = models.CharField(max_length=60)
    how = models.CharField(max_length=20)
    words = models.CharField(max_length=600, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "access_asked"
        indexes = [models.Index(fields=["person", "-at"])]
