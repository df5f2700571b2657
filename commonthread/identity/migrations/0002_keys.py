"""Blocking keys of mentions, which say what is worth comparing; and where mentions say that somebody lives."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial"), ("records", "0002_content")]
    operations = [
        migrations.RunSQL(
            "CREATE TABLE content.key (key bigint NOT NULL, mention bigint NOT NULL, content bigint NOT NULL, "
            "tells_where boolean NOT NULL); "
            "CREATE INDEX key_key ON content.key (key, mention) INCLUDE (content); "
            "CREATE INDEX key_mention ON content.key (mention); "
            "CREATE TABLE content.residence (address bigint NOT NULL, mention bigint NOT NULL); "
            "CREATE INDEX residence_address ON content.residence (address); "
            "CREATE INDEX residence_mention ON content.residence (mention);",
            "DROP TABLE content.key; DROP TABLE content.residence",
        )
    ]
