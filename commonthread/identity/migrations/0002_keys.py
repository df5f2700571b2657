"""Blocking keys of mentions: which mentions are worth comparing."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial"), ("records", "0002_content")]
    operations = [
        migrations.RunSQL(
            "CREATE TABLE content.key (key bigint NOT NULL, mention bigint NOT NULL); "
            "CREATE INDEX key_key ON content.key (key, mention); CREATE INDEX key_mention ON content.key (mention);",
            "DROP TABLE content.key",
        )
    ]
