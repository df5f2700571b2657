"""Who was told that something waits too long."""

from django.db import models
from django.db.models.functions import Now

from commonthread.pathways.models.tasks import Task


class Told(models.Model):
    """That somebody was told of a task, once for each level, for the due time that it had. `user` is null where there was
    nobody to tell."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT)
    reason = models.CharField(max_length=20)
    level = models.SmallIntegerField()
    due_at = models.DateTimeField()
    user = models.BigIntegerField(null=True)
    told_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__in=["overdue", "has left", "not accepted", "kept apart"]),
                name="told_why",
            ),
            models.UniqueConstraint(
                fields=["task", "reason", "level", "due_at", "user"], nulls_distinct=False, name="told_once"
            ),
        ]
        indexes = [models.Index(fields=["user", "task"])]
