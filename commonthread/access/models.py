"""Agencies, people and their posts; and who may look at whom."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func
from django.db.models.functions import Now

from commonthread.access.agreed import Agreement, Clause, Edition, Party, Signature
from commonthread.access.hidden import Asked, Conflict, Declaration, Restriction
from commonthread.access.permissions import ROLES, Role
from commonthread.access.terms import AgencyKind, Discipline, Purpose

ENDS = sorted(role.value for role, rights in ROLES.items() if rights.longest)

__all__ = [
    "Agreement",
    "Asked",
    "Clause",
    "Conflict",
    "Declaration",
    "Edition",
    "Party",
    "Restriction",
    "Signature",
]


def choices(words):
    return [(word.value, word.value) for word in words]


class Agency(models.Model):
    """An organisation that holds records; `public_telephone` is the number that anybody may ring with a worry, empty where
    there is none. Not personal."""

    code = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, choices=choices(AgencyKind))
    district = models.CharField(max_length=9, blank=True)
    duty_telephone = models.CharField(max_length=30)
    duty_hours = models.CharField(max_length=80, blank=True)
    public_telephone = models.CharField(max_length=30, blank=True, db_default="")
    public_hours = models.CharField(max_length=80, blank=True, db_default="")


class Team(models.Model):
    """A team of an agency: what it does, and for which policing unit or neighbourhood. Not personal."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    name = models.CharField(max_length=120)
    discipline = models.CharField(max_length=40, choices=choices(Discipline), blank=True, db_default="")
    unit = models.CharField(max_length=20, blank=True, db_default="")
    neighbourhood = models.CharField(max_length=40, blank=True, db_default="")
    telephone = models.CharField(max_length=30, blank=True, db_default="")
    hours = models.CharField(max_length=80, blank=True, db_default="")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="team_once_per_agency")]


class Directory(models.Model):
    """Who writes an agency's records and how to reach them: maintained by the agency's feeds."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    key = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, blank=True)
    team = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "key"], name="directory_entry_once")]


class Users(BaseUserManager):
    def get_by_natural_key(self, username: str) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """An account. What it may see follows from its post, never from the account."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    objects = Users()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]


class Post(models.Model):
    """A person's role in an agency, from a day to a day. Access ends with it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True)
    role = models.CharField(max_length=40, choices=[(role.value, role.value) for role in Role])
    from_at = models.DateTimeField(db_default=Now())
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(role__in=ENDS) | models.Q(until_at__isnull=False),
                name="post_that_must_end",
            )
        ]
        indexes = [models.Index(fields=["agency", "user"])]


class RoleHolder(models.Model):
    """Which kinds of agency have a role, and for how many days at most; rewritten by every migration."""

    role = models.CharField(max_length=40)
    kind = models.CharField(max_length=30)
    longest = models.DurationField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "kind"], name="role_holder_once")]


class RoleCategory(models.Model):
    """What `permissions.py` says, where the policies can read it; rewritten by every migration."""

    role = models.CharField(max_length=40)
    category = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "category"], name="role_category_once")]


class RolePermission(models.Model):
    role = models.CharField(max_length=40)
    permission = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "permission"], name="role_permission_once")]


class RolePurpose(models.Model):
    """What somebody in the role may say that they look for."""

    role = models.CharField(max_length=40)
    purpose = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "purpose"], name="role_purpose_once")]


class Session(models.Model):
    """An open scope. The database keeps only the token's SHA-256; no login may read this table."""

    token_digest = models.BinaryField(primary_key=True, max_length=32)
    # By which its owner ends it; it opens nothing.
    reference = models.UUIDField(unique=True, db_default=Func(function="gen_random_uuid"))
    user = models.BigIntegerField()
    post = models.BigIntegerField()
    agency = models.CharField(max_length=60)
    role = models.CharField(max_length=40)
    opened_at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    client = models.BigIntegerField(null=True)
    secret = models.BigIntegerField(null=True)
    # Of a system's scope: what its role, narrowed to what its client and token were given, leaves. Null: all of the role.
    only_permissions = ArrayField(models.CharField(max_length=100), null=True)
    only_categories = ArrayField(models.CharField(max_length=40), null=True)
    how = models.CharField(max_length=80, db_default="")
    device = models.CharField(max_length=80, db_default="")
    address = models.GenericIPAddressField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "ended_at"])]


class Invitation(models.Model):
    """A way in for one person, once: made by their agency's administrator. Only the link's SHA-256 is kept."""

    token_digest = models.BinaryField(primary_key=True, max_length=32)
    user = models.BigIntegerField()
    agency = models.CharField(max_length=60)
    made_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user"])]


class Grant(models.Model):
    """Who may look at whom, for what, until when and because of what: one user of an agency, or one of its teams.

    Without a case it is a stated purpose, and opens nothing of other agencies. With one it opens what they share,
    once `asks_others` holds: the purpose needs no consent decision, or has one that says so.
    """

    user = models.BigIntegerField(null=True)
    team = models.BigIntegerField(null=True)
    agency = models.CharField(max_length=60)
    person = models.BigIntegerField()
    purpose = models.CharField(max_length=80, choices=choices(Purpose))
    because = models.CharField(max_length=500)
    case = models.BigIntegerField(null=True)
    asks_others = models.BooleanField(db_default=False)
    from_at = models.DateTimeField(db_default=Now())
    until_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, team__isnull=True)
                | models.Q(user__isnull=True, team__isnull=False, case__isnull=False),
                name="grant_to_a_user_or_a_team",
            ),
            models.CheckConstraint(
                condition=models.Q(case__isnull=False) | models.Q(asks_others=False),
                name="only_a_case_asks_others",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "person", "until_at"]),
            models.Index(fields=["team", "person", "until_at"]),
            models.Index(fields=["case", "person"]),
        ]


class Allowance(models.Model):
    """What a holding agency lets one case see of one person beyond its agreements: a category, or named records."""

    case = models.BigIntegerField()
    person = models.BigIntegerField()
    holder = models.CharField(max_length=60)
    category = models.CharField(max_length=40, blank=True)
    records = ArrayField(models.BigIntegerField(), default=list)
    level = models.SmallIntegerField()
    request = models.BigIntegerField()
    from_at = models.DateTimeField(db_default=Now())
    until_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "person"])]


class Ticket(models.Model):
    """A reading that was asked for. Content is given once the transaction that asked has committed."""

    ticket = models.UUIDField(primary_key=True)
    session = models.BinaryField(max_length=32)
    what = models.CharField(max_length=20)
    numbers = models.JSONField()
    asked_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["asked_at"])]


class Client(models.Model):
    """A system of one agency that calls the API, in a post of its own. `user` holds that post and can never sign in."""

    number = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=40, unique=True)
    agency = models.CharField(max_length=60)
    user = models.BigIntegerField()
    name = models.CharField(max_length=120)
    scopes = ArrayField(models.CharField(max_length=10))
    kinds = ArrayField(models.CharField(max_length=60))
    categories = ArrayField(models.CharField(max_length=40))
    per_minute = models.IntegerField()
    made_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)


class ClientSecret(models.Model):
    """A secret of a client, as its SHA-256. Two may be live at once, so that one can be changed without a gap."""

    number = models.BigAutoField(primary_key=True)
    client = models.BigIntegerField(db_index=True)
    digest = models.BinaryField(max_length=32)
    ends_with = models.CharField(max_length=4)
    from_at = models.DateTimeField(db_default=Now())
    until_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)


class ClientUse(models.Model):
    """How often a client called in the minute that is running."""

    client = models.BigIntegerField(primary_key=True)
    minute = models.DateTimeField()
    calls = models.IntegerField()
