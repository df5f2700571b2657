"""A supervised investigation: its plan in editions, who is who in it, the result, what victims were told, who is accounted for."""

from django.db import models
from django.db.models.functions import Now

from commonthread.pathways.models.cases import Case, CasePerson


class InvestigationPlan(models.Model):
    """One edition of the plan. Nothing is written over: another edition says what changed and why."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    edition = models.SmallIntegerField()
    aims = models.CharField(max_length=2000)
    because = models.CharField(max_length=500)
    by = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "edition"], name="plan_edition_once")]


class GoesOn(models.Model):
    """That an agency goes on under a case of its own with what another's case had asked of it by a task."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    task = models.BigIntegerField(unique=True)
    to_case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    by = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(case=models.F("to_case")), name="goes_on_in_another_case"
            )
        ]


class LineOfEnquiry(models.Model):
    """What an edition of the plan added. Its `task` has an owner and a time, and what came of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    edition = models.SmallIntegerField()
    task = models.BigIntegerField(unique=True)


class PartInCase(models.Model):
    """What somebody is in a case, from when to when: whom it is about, a victim (with or without enhanced rights), or not."""

    person = models.ForeignKey(CasePerson, on_delete=models.PROTECT)
    part = models.CharField(max_length=20)
    enhanced = models.BooleanField(db_default=False)
    because = models.CharField(max_length=500)
    by = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(part__in=["subject", "victim", "suspect", "carer", "witness", "other"]),
                name="a_known_part_in_a_case",
            ),
            models.CheckConstraint(
                condition=models.Q(enhanced=False) | models.Q(part="victim"),
                name="enhanced_rights_are_a_victims",
            ),
        ]
        indexes = [models.Index(fields=["person", "-id"])]


class Result(models.Model):
    """The outcome of one offence, of a suspect or with none known. A later one for both stands in its place."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    suspect = models.ForeignKey(CasePerson, on_delete=models.PROTECT, null=True)
    offence = models.CharField(max_length=200)
    outcome = models.CharField(max_length=4)
    decided_by = models.CharField(max_length=200)
    words = models.CharField(max_length=2000)
    by = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["case", "-id"])]


class VictimUpdate(models.Model):
    """What a victim was told, or why they were not. Nobody is told in a way that nobody knows to be safe.

    Written to, they are told once `given_at`: when what carried the `notice` said that it arrived, or somebody knows that it did,
    and `given_how`. One that did not arrive has `failed_at`, and counts as nothing."""

    person = models.ForeignKey(CasePerson, on_delete=models.PROTECT)
    was_told = models.BooleanField()
    of = models.CharField(max_length=40)
    words = models.CharField(max_length=2000)
    way = models.CharField(max_length=40, blank=True)
    safe_because = models.CharField(max_length=500, blank=True)
    task = models.BigIntegerField(null=True)
    notice = models.BigIntegerField(null=True, unique=True)
    next_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True)
    given_how = models.CharField(max_length=500, blank=True, db_default="")
    given_by = models.BigIntegerField(null=True)
    failed_at = models.DateTimeField(null=True)
    failed_because = models.CharField(max_length=200, blank=True, db_default="")
    by = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(notice__isnull=True) ^ models.Q(way="by a notice to a safe address"),
                name="a_notice_that_went_or_none",
            ),
            models.CheckConstraint(
                condition=models.Q(was_told=True) | models.Q(given_at__isnull=True),
                name="nobody_was_given_what_they_were_not_told",
            ),
            models.CheckConstraint(
                condition=models.Q(given_at__isnull=True) | models.Q(failed_at__isnull=True),
                name="given_or_failed",
            ),
            models.CheckConstraint(
                condition=models.Q(was_told=False) | (~models.Q(way="") & ~models.Q(safe_because="")),
                name="told_in_a_way_known_to_be_safe",
            ),
        ]
        indexes = [models.Index(fields=["person", "-id"])]


class AccountedFor(models.Model):
    """How a child or adult of a case is accounted for: where and how safe, who says so, who saw them and when."""

    person = models.ForeignKey(CasePerson, on_delete=models.PROTECT)
    safe_where = models.CharField(max_length=500)
    said_by = models.CharField(max_length=200)
    seen_by = models.CharField(max_length=200)
    seen_on = models.DateField()
    # What was said before the case was closed and reopened holds no more.
    before_reopening = models.BooleanField(db_default=False)
    by = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(safe_where="") & ~models.Q(said_by="") & ~models.Q(seen_by=""),
                name="accounted_for_in_full",
            )
        ]
        indexes = [models.Index(fields=["person", "-id"])]
