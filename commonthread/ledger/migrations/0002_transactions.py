"""Which transaction wrote an event: the sealer takes only what no running transaction can still precede."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE ledger_entry ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id(); "
            "CREATE INDEX ledger_entry_xid ON ledger_entry (xid, number); "
            "CREATE INDEX ledger_entry_at ON ledger_entry USING brin (at); "
            "ALTER TABLE ledger_seal ADD COLUMN horizon xid8 NOT NULL DEFAULT '0'; "
            "INSERT INTO ledger_seal (id, size, edge, history, checkpoint) VALUES (1, 0, '', 1, '')",
            "ALTER TABLE ledger_entry DROP COLUMN xid; ALTER TABLE ledger_seal DROP COLUMN horizon",
        )
    ]
