"""The steps of every edition of a procedure, as the catalogue declares them: what the wall holds cases to."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class DeclaredStep(models.Model):
    """Filled from `catalogue/` whenever the service starts; an edition that a case may still follow is never taken away.

    `opens` names the pathway under which whoever is asked goes on with an outcome. `whose` is empty for the agency of the case, `agency` for each of the hub, or a kind of agency; `each` says of whom it is
    done once. `outcomes` names the steps that each outcome begins; `sends` is the kind of
    notice by which it is done, and no time of it is ever longer than `longest`."""

    pathway = models.CharField(max_length=40)
    edition = models.CharField(max_length=20)
    name = models.CharField(max_length=40)
    does = models.CharField(max_length=200)
    starts = models.BooleanField()
    whose = models.CharField(max_length=60, blank=True)
    discipline = models.CharField(max_length=40)
    each = models.CharField(max_length=12)
    outcomes = models.JSONField()
    opens = models.JSONField()
    informs = models.CharField(max_length=40, blank=True)
    grades = ArrayField(models.CharField(max_length=40))
    sends = models.CharField(max_length=40, blank=True)
    may_pause = models.BooleanField()
    by_supervisor = models.BooleanField(db_default=False)
    signed = models.BooleanField(db_default=False)
    of_them_only = models.BooleanField(db_default=False)
    longest = models.DurationField()
    in_force = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pathway", "edition", "name"], name="a_step_is_declared_once")
        ]
