"""Who broke the glass, about whom, until when; and what the agencies made of it whose records were opened."""

from django.db import models
from django.db.models.functions import Now


class Glass(models.Model):
    """Somebody looked without a case since somebody was in danger. It ends by itself after an hour."""

    number = models.BigAutoField(primary_key=True)
    user = models.BigIntegerField()
    agency = models.CharField(max_length=60)
    person = models.BigIntegerField()
    case = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=500)
    from_at = models.DateTimeField(db_default=Now())
    until_at = models.DateTimeField()
    content_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "records_glass"
        indexes = [models.Index(fields=["user", "person"])]


class GlassReview(models.Model):
    """Of one agency whose records it was about."""

    number = models.BigAutoField(primary_key=True)
    glass = models.BigIntegerField()
    holder = models.CharField(max_length=60)
    outcome = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=500, blank=True)
    reviewed_by = models.BigIntegerField(null=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "records_glassreview"
        constraints = [models.UniqueConstraint(fields=["glass", "holder"], name="glass_reviewed_once")]
        indexes = [models.Index(fields=["holder", "outcome"])]
