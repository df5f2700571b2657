"""Meetings: who was asked and came, what was said line by line, and the editions of the minutes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from commonthread.pathways.models.cases import Case


class Quorum(models.Model):
    """What `catalogue/` says of the steps that agencies take together, where the database can read it; rewritten by every
    migration. Not personal."""

    pathway = models.CharField(max_length=60)
    edition = models.CharField(max_length=20)
    step = models.CharField(max_length=40)
    kinds = ArrayField(models.CharField(max_length=30))
    excused_by = models.CharField(max_length=60, blank=True)
    unmet = ArrayField(models.CharField(max_length=120))
    heard = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pathway", "edition", "step"], name="a_step_has_one_quorum")
        ]


class Meeting(models.Model):
    """A step of a case's procedure that several agencies take together. `tasks` are those that its outcome ends;
    `quorum` are the kinds of agency without which it is not held, but for a reason; `heard` are those whose own voice it
    must have, children or adults."""

    number = models.BigIntegerField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    step = models.CharField(max_length=40)
    tasks = ArrayField(models.BigIntegerField())
    quorum = ArrayField(models.CharField(max_length=30), default=list)
    heard = models.CharField(max_length=8)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    chair = models.BigIntegerField()
    called_by = models.BigIntegerField()
    called_at = models.DateTimeField(db_default=Now())
    pen = models.BigIntegerField(null=True)
    ended_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    without_quorum = models.CharField(max_length=500, blank=True)
    without_quorum_by = models.CharField(max_length=120, blank=True)
    called_off = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case"])]


class Attendee(models.Model):
    """An agency, somebody named from outside, or somebody of the family. `part` says for how much of it they are there."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT)
    sort = models.CharField(max_length=8)
    agency = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=120, blank=True)
    capacity = models.CharField(max_length=120, blank=True)
    part = models.CharField(max_length=8)
    part_because = models.CharField(max_length=500, blank=True)
    user = models.BigIntegerField(null=True)
    answer = models.CharField(max_length=10, blank=True)
    words = models.CharField(max_length=4000, blank=True)
    answered_by = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    came = models.BooleanField(null=True)
    invited_by = models.BigIntegerField()
    invited_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sort="agency") ^ models.Q(agency=""), name="an_agency_is_named"
            ),
            models.CheckConstraint(
                condition=~models.Q(sort="family") | ~models.Q(part="whole"),
                name="family_never_at_the_restricted_part",
            ),
            models.CheckConstraint(
                condition=~models.Q(part="none") | ~models.Q(part_because=""),
                name="nobody_excluded_without_a_reason",
            ),
            models.UniqueConstraint(
                fields=["meeting", "agency", "capacity"],
                condition=~models.Q(agency=""),
                name="agency_asked_once",
            ),
        ]
        indexes = [models.Index(fields=["agency", "answer"]), models.Index(fields=["user"])]


class Line(models.Model):
    """One thing that was said or decided. What replaces it is another line, and both are kept; `because` says why one was
    put right once the meeting had ended."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT)
    sort = models.CharField(max_length=8)
    person = models.BigIntegerField(null=True)
    words = models.CharField(max_length=4000)
    threshold = models.CharField(max_length=80, blank=True)
    agency = models.CharField(max_length=60, blank=True)
    owner = models.BigIntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    restricted = models.BooleanField()
    unfinished = models.BooleanField(default=False)
    typed_by = models.BigIntegerField()
    typed_at = models.DateTimeField(db_default=Now())
    replaced_by = models.BigIntegerField(null=True)
    because = models.CharField(max_length=500, blank=True, db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unfinished=True)
                | ~models.Q(sort__in=["decision", "voice", "unheard"])
                | models.Q(person__isnull=False),
                name="said_of_each_child",
            ),
            models.CheckConstraint(
                condition=models.Q(unfinished=True)
                | ~models.Q(sort="action")
                | models.Q(models.Q(owner__isnull=False) | ~models.Q(agency=""), due_at__isnull=False),
                name="an_action_has_an_owner_and_a_time",
            ),
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(unfinished=True), name="one_line_is_typed_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["meeting", "id"])]


class Minutes(models.Model):
    """An edition of the minutes as its chair approved it. `body` is what it says; `withheld` are words that no family
    edition may hold; `because` says why there is another than the first."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT)
    number = models.SmallIntegerField()
    body = models.JSONField()
    withheld = ArrayField(models.CharField(max_length=200), default=list)
    because = models.CharField(max_length=500, blank=True)
    approved_by = models.BigIntegerField()
    approved_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="minutes_edition_once")]


class Given(models.Model):
    """That somebody who was asked has an edition. Their agency opens it here once a notice was sent; everybody else has it by
    hand, or by a letter to an address of which `said_by` said that it is safe. What a notice gave it takes back with it."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT)
    attendee = models.ForeignKey(Attendee, on_delete=models.PROTECT)
    way = models.CharField(max_length=8)
    notice = models.BigIntegerField(null=True)
    said_by = models.CharField(max_length=200, blank=True)
    given_by = models.BigIntegerField()
    given_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "attendee"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="an_edition_is_given_once",
            ),
            models.CheckConstraint(
                condition=models.Q(way__in=["hand", "letter"], notice__isnull=True)
                | models.Q(way="notice", notice__isnull=False),
                name="given_in_a_known_way",
            ),
            models.CheckConstraint(
                condition=~models.Q(way="letter") | ~models.Q(said_by=""),
                name="no_letter_to_an_address_that_nobody_called_safe",
            ),
        ]
