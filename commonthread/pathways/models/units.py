"""Which unit of the police answers for a district: public, and by date."""

from django.db import models


class PolicingUnit(models.Model):
    """Rewritten by every migration from what `places` cites. Not personal."""

    code = models.CharField(max_length=20, primary_key=True)
    district = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField(null=True)
