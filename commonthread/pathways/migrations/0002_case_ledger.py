"""What stands on the ledger under a case is found by the case."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pathways", "0001_initial"), ("ledger", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "CREATE INDEX ledger_words_case ON ledger_words ((data -> 'case')) WHERE data ? 'case'",
            "DROP INDEX ledger_words_case",
        )
    ]
