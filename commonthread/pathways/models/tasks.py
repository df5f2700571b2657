"""What must be done in a case."""

from django.db import models
from django.db.models.functions import Now

from commonthread.pathways.models.cases import Case


class Task(models.Model):
    """A step of a case's procedure that somebody must do: a person of the case's agency owns it, or one of its teams."""

    number = models.BigIntegerField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    step = models.CharField(max_length=40)
    person = models.BigIntegerField(null=True)
    user = models.BigIntegerField(null=True)
    team = models.BigIntegerField(null=True)
    grade = models.CharField(max_length=40, blank=True)
    counts_from = models.DateTimeField()
    due_at = models.DateTimeField()
    follows = models.BigIntegerField(null=True)
    begun_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True)
    done_by = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=120, blank=True)
    words = models.CharField(max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False) | models.Q(team__isnull=False),
                name="a_task_has_an_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(due_at__gte=models.F("counts_from")), name="due_once_it_counts"
            ),
            models.UniqueConstraint(
                fields=["case", "step", "person"],
                condition=models.Q(done_at__isnull=True),
                nulls_distinct=False,
                name="a_step_is_open_once",
            ),
        ]
        indexes = [models.Index(fields=["team", "due_at"]), models.Index(fields=["user", "due_at"])]
