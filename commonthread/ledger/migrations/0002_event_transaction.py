"""Which transaction wrote an event: a sealer takes only what no running transaction can still precede."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE ledger_event ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id()",
            "ALTER TABLE ledger_event DROP COLUMN xid",
        )
    ]
