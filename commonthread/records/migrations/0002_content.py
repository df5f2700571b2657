"""Content: what records say, in tables without a model on which the app login has no right."""

from django.db import migrations

TABLES = """
CREATE SCHEMA content;
CREATE TABLE content.body (
  record bigint PRIMARY KEY,
  line text NOT NULL,
  body jsonb NOT NULL
);
CREATE TABLE content.mention (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  record bigint NOT NULL,
  agency text NOT NULL,
  ordinal smallint NOT NULL,
  given jsonb NOT NULL,
  person bigint
);
CREATE INDEX mention_record ON content.mention (record);
CREATE INDEX mention_person ON content.mention (person);
CREATE INDEX mention_unlinked ON content.mention (number) WHERE person IS NULL;
CREATE TABLE content.attachment (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  record bigint NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  sha256 bytea NOT NULL,
  bytes bytea NOT NULL,
  scanned_by text NOT NULL,
  added_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT attachment_once UNIQUE (record, sha256)
);
CREATE TABLE content.unfinished (
  "user" bigint NOT NULL,
  agency text NOT NULL,
  token text NOT NULL,
  kind text NOT NULL,
  cells jsonb NOT NULL,
  saved_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY ("user", agency, token)
);
CREATE TABLE content.referrer (
  record bigint PRIMARY KEY,
  given jsonb NOT NULL,
  way text
);
CREATE INDEX referrer_by_way ON content.referrer (way) WHERE way IS NOT NULL;
CREATE TABLE content.sanitised (
  hold bigint PRIMARY KEY,
  line text NOT NULL,
  conditions text NOT NULL
);
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunSQL(TABLES, "DROP SCHEMA content CASCADE")]
