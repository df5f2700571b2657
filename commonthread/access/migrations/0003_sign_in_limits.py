"""What counts attempts to sign in: Django's cache in a table, so that every process counts alike."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0002_ticket_transaction")]
    operations = [
        migrations.RunSQL(
            "CREATE TABLE sign_in_limits (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);"
            "CREATE INDEX sign_in_limits_expires ON sign_in_limits (expires)",
            "DROP TABLE sign_in_limits",
        )
    ]
