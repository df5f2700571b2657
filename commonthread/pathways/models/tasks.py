"""What must be done in a case."""

from django.db import models
from django.db.models.functions import Now

from commonthread.pathways.models.cases import Case


class Task(models.Model):
    """What somebody must do in a case by a time: a step of its procedure, or what somebody or an event set in words (`does`,
    with its `source`). `key` names the event, once.

    `agency` is the case's own, or another that is asked; there a team has it, or, where none is plainly meant, its duty
    `desk`: whoever answers what other agencies ask. `decided_by` let its outcome stand without the meeting that it needs."""

    number = models.BigIntegerField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    step = models.CharField(max_length=40, blank=True)
    does = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    because = models.CharField(max_length=500, blank=True)
    key = models.CharField(max_length=120, blank=True)
    set_by = models.BigIntegerField(null=True)
    person = models.BigIntegerField(null=True)
    agency = models.CharField(max_length=60)
    user = models.BigIntegerField(null=True)
    team = models.BigIntegerField(null=True)
    desk = models.BooleanField(db_default=False)
    grade = models.CharField(max_length=40, blank=True)
    counts_from = models.DateTimeField()
    due_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    follows = models.BigIntegerField(null=True)
    begun_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True)
    done_by = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=120, blank=True)
    words = models.CharField(max_length=2000, blank=True)
    decided_by = models.CharField(max_length=120, blank=True, db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False) | models.Q(team__isnull=False) | models.Q(desk=True),
                name="a_task_has_an_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(due_at__gte=models.F("counts_from")), name="due_once_it_counts"
            ),
            models.CheckConstraint(
                condition=~models.Q(step="") ^ ~models.Q(does=""), name="a_task_is_a_step_or_in_words"
            ),
            models.UniqueConstraint(
                fields=["case", "step", "person", "agency"],
                condition=models.Q(done_at__isnull=True) & ~models.Q(step=""),
                nulls_distinct=False,
                name="a_step_is_open_once",
            ),
            models.UniqueConstraint(
                fields=["key"], condition=~models.Q(key=""), name="an_event_sets_a_task_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency"], condition=models.Q(done_at__isnull=True), name="open_tasks_of_an_agency"
            ),
            models.Index(
                fields=["case"], condition=models.Q(done_at__isnull=True), name="open_tasks_of_a_case"
            ),
            models.Index(fields=["team", "due_at"]),
            models.Index(fields=["user", "due_at"]),
        ]


class ClockChange(models.Model):
    """A pause, its end, or another grade of a task's clock: when, why, and by which authority."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT)
    kind = models.CharField(max_length=6)
    at = models.DateTimeField(db_default=Now())
    reason = models.CharField(max_length=500)
    authority = models.CharField(max_length=200)
    grade = models.CharField(max_length=40, blank=True)
    was = models.CharField(max_length=40, blank=True)
    by_user = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["pause", "resume", "grade"]), name="a_known_change_of_a_clock"
            )
        ]
