"""The outbox: what is to leave the service, and each try."""

from django.db import models
from django.db.models import Func
from django.db.models.functions import Now

from commonthread.notices.models.addresses import Address
from commonthread.notices.models.notices import Notice

STATES = ["waiting", "sent", "refused", "stopped"]


class Sending(models.Model):
    """One message to one address. It is the same message however often it is tried: `message_id` never changes.

    `told_at` is when its sender was told that it did not go. `delivered_at` is when whoever carried it said that it arrived:
    that it was `sent` says only that somebody took it to carry.
    """

    number = models.BigAutoField(primary_key=True)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT)
    address = models.ForeignKey(Address, on_delete=models.PROTECT)
    message_id = models.UUIDField(unique=True, db_default=Func(function="gen_random_uuid"))
    state = models.CharField(max_length=10, db_default="waiting")
    says = models.CharField(max_length=200, blank=True, db_default="")
    tries = models.IntegerField(db_default=0)
    next_at = models.DateTimeField(db_default=Now())
    made_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "address"], name="sent_once_to_an_address"),
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="a_known_state"),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(state="waiting"), name="sending_waits")
        ]


class Attempt(models.Model):
    """One try. One that never ended was cut off, and may have arrived."""

    number = models.BigAutoField(primary_key=True)
    sending = models.ForeignKey(Sending, on_delete=models.PROTECT)
    began_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True, db_default="")
    says = models.CharField(max_length=200, blank=True, db_default="")
