"""Cases: work on people for a purpose, who works on them, and what the family said."""

from django.db import models
from django.db.models.functions import Now


class Case(models.Model):
    """The reason for which others' records are seen. Its number is random, and tells nothing of other cases."""

    number = models.BigIntegerField(primary_key=True)
    agency = models.CharField(max_length=60)
    purpose = models.CharField(max_length=80)
    power = models.CharField(max_length=300)
    because = models.CharField(max_length=500)
    pathway = models.CharField(max_length=40, blank=True)
    edition = models.CharField(max_length=20, blank=True)
    # The policing unit in which its people live, where somebody said so; else that of the district.
    unit = models.CharField(max_length=20, blank=True, db_default="")
    # None where the arrival itself opened it.
    opened_by = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField(db_default=Now())
    closed_by = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_because = models.CharField(max_length=500, blank=True)


class CasePerson(models.Model):
    """A child or adult whom a case is about, and what became of them."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    person = models.BigIntegerField()
    sort = models.CharField(max_length=5, choices=[("child", "child"), ("adult", "adult")])
    because = models.CharField(max_length=500)
    # None where a contact of the case turned out to be about them.
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(db_default=Now())
    # When part of what was held as them was last found to be somebody else's.
    parted_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=models.Q(ended_at__isnull=True),
                name="once_in_a_case",
            )
        ]
        indexes = [models.Index(fields=["person"])]


class Member(models.Model):
    """Who works on a case: a user of its agency, or one of its teams. One of them leads."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    user = models.BigIntegerField(null=True)
    team = models.BigIntegerField(null=True)
    leads = models.BooleanField(default=False)
    because = models.CharField(max_length=500)
    added_by = models.BigIntegerField(null=True)
    added_at = models.DateTimeField(db_default=Now())
    ended_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=True) ^ models.Q(team__isnull=True),
                name="member_is_a_user_or_a_team",
            ),
            models.UniqueConstraint(
                fields=["case", "user", "team"],
                condition=models.Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="member_once",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(ended_at__isnull=True, leads=True), name="one_leads"
            ),
        ]
        indexes = [models.Index(fields=["user"]), models.Index(fields=["team"])]


class Consent(models.Model):
    """One version of the decision whether other agencies are asked about somebody. Every version is kept."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    person = models.BigIntegerField()
    told = models.BooleanField()
    answer = models.CharField(max_length=10)
    because = models.CharField(max_length=500)
    goes_ahead = models.BooleanField()
    decided_by = models.CharField(max_length=200)
    recorded_by = models.BigIntegerField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer__in=["agreed", "refused", "not sought"]), name="a_known_answer"
            ),
            models.CheckConstraint(
                condition=~models.Q(answer="agreed") | models.Q(told=True),
                name="nobody_agrees_who_was_not_told",
            ),
        ]
        indexes = [models.Index(fields=["case", "person", "-id"])]
