"""What was sent out of a case, and who read and acknowledged it."""

from django.db import models
from django.db.models.functions import Now

from commonthread.notices.models.addresses import Address
from commonthread.pathways.models import Case


class Notice(models.Model):
    """Something sent outside a case: to an agency, which reads it behind sign-in, or to a safe address.

    `content` is what stands in it, as the template said on that day. `overdue_at` is when its sender was told that
    nobody has acknowledged it; `taken_at` when a system of the agency first said that it has it.
    """

    number = models.BigIntegerField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    person = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=40)
    edition = models.BigIntegerField(null=True)
    content = models.TextField()
    from_agency = models.CharField(max_length=60)
    to_agency = models.CharField(max_length=60, blank=True)
    to_team = models.BigIntegerField(null=True)
    address = models.ForeignKey(Address, on_delete=models.PROTECT, null=True)
    sent_by = models.BigIntegerField()
    sent_at = models.DateTimeField(db_default=Now())
    answer_by = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    acknowledged_by = models.BigIntegerField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    withdrawn_by = models.BigIntegerField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)
    overdue_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_agency="") ^ models.Q(address__isnull=True),
                name="to_an_agency_or_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(address__isnull=True) ^ models.Q(answer_by__isnull=True),
                name="an_agency_acknowledges_by_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(acknowledged_at__isnull=True) | models.Q(address__isnull=True),
                name="nobody_outside_acknowledges",
            ),
        ]
        indexes = [
            models.Index(fields=["case"]),
            models.Index(fields=["to_agency", "to_team", "sent_at"]),
            models.Index(
                fields=["answer_by"],
                condition=models.Q(
                    acknowledged_at__isnull=True, withdrawn_at__isnull=True, overdue_at__isnull=True
                ),
                name="notice_not_acknowledged",
            ),
        ]


class Reading(models.Model):
    """Who of the agency that it was sent to has opened a notice, and when first."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT)
    user = models.BigIntegerField()
    read_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "user"], name="read_first_once")]
