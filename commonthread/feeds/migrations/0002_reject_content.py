"""What was sent and could not be taken, kept for its owner."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("feeds", "0001_initial"), ("records", "0002_content")]
    operations = [
        migrations.RunSQL(
            "CREATE TABLE content.reject (reject bigint PRIMARY KEY REFERENCES feeds_reject (number), raw text NOT NULL)",
            "DROP TABLE content.reject",
        )
    ]
