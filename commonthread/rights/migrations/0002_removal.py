"""Words that are taken out of a record before it is given to the person whom it is about."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_initial"), ("records", "0002_content")]
    operations = [
        migrations.RunSQL(
            "CREATE TABLE content.removal (request bigint NOT NULL, record bigint NOT NULL, words text[] NOT NULL, "
            "PRIMARY KEY (request, record))",
            "DROP TABLE content.removal",
        )
    ]
