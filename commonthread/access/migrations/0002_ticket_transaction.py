"""Which transaction asked: content is given only once it has committed."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE access_ticket ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id()",
            "ALTER TABLE access_ticket DROP COLUMN xid",
        )
    ]
