"""Indexes in which the databases differ: search, and orders where empty is last.

People are found by trigrams and by beginnings of words. On SQLite triggers keep
these in step, so no writer can forget it; they look only at the two searched
columns: a new touch does not pay for the index. Django drops the triggers when a
later migration rebuilds the table of people on SQLite: such a migration has to
call ``build`` again (tests/records/test_search.py notices).

SQLite takes nothing for the smallest value, so a falling index has it last.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

SQLITE = [
    "CREATE INDEX person_by_strength ON records_person (book_id, strength_key DESC)",
    "CREATE INDEX person_by_last_touch ON records_person (book_id, last_touch DESC)",
    """
    CREATE VIRTUAL TABLE person_trigrams USING fts5(
      search_text, content='records_person', content_rowid='id',
      tokenize='trigram', detail='none')
    """,
    """
    CREATE VIRTUAL TABLE person_words USING fts5(
      name_words, content='records_person', content_rowid='id',
      tokenize='unicode61', prefix='1 2', detail='none')
    """,
    """
    CREATE TRIGGER person_search_insert AFTER INSERT ON records_person
    WHEN new.search_text <> '' BEGIN
      INSERT INTO person_trigrams(rowid, search_text) VALUES (new.id, new.search_text);
      INSERT INTO person_words(rowid, name_words) VALUES (new.id, new.name_words);
    END
    """,
    """
    CREATE TRIGGER person_search_delete AFTER DELETE ON records_person
    WHEN old.search_text <> '' BEGIN
      INSERT INTO person_trigrams(person_trigrams, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
      INSERT INTO person_words(person_words, rowid, name_words)
        VALUES ('delete', old.id, old.name_words);
    END
    """,
    # One trigger, not two: of several SQLite does not say which comes first, and
    # what is taken out last would take along what old and new have in common.
    """
    CREATE TRIGGER person_search_update
    AFTER UPDATE OF search_text, name_words ON records_person
    WHEN old.search_text <> new.search_text OR old.name_words <> new.name_words
    BEGIN
      INSERT INTO person_trigrams(person_trigrams, rowid, search_text)
        SELECT 'delete', old.id, old.search_text WHERE old.search_text <> '';
      INSERT INTO person_words(person_words, rowid, name_words)
        SELECT 'delete', old.id, old.name_words WHERE old.search_text <> '';
      INSERT INTO person_trigrams(rowid, search_text)
        SELECT new.id, new.search_text WHERE new.search_text <> '';
      INSERT INTO person_words(rowid, name_words)
        SELECT new.id, new.name_words WHERE new.search_text <> '';
    END
    """,
]

POSTGRESQL = [
    """
    CREATE INDEX person_by_strength
    ON records_person (book_id, strength_key DESC NULLS LAST)
    """,
    """
    CREATE INDEX person_by_last_touch
    ON records_person (book_id, last_touch DESC NULLS LAST)
    """,
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    """
    CREATE INDEX person_trigrams ON records_person
    USING gin (search_text gin_trgm_ops)
    """,
    """
    CREATE INDEX person_words ON records_person
    USING gin (name_words gin_trgm_ops)
    """,
]

SQLITE_BACK = [
    "DROP INDEX person_by_strength",
    "DROP INDEX person_by_last_touch",
    "DROP TRIGGER person_search_insert",
    "DROP TRIGGER person_search_delete",
    "DROP TRIGGER person_search_update",
    "DROP TABLE person_trigrams",
    "DROP TABLE person_words",
]
POSTGRESQL_BACK = [
    "DROP INDEX person_by_strength",
    "DROP INDEX person_by_last_touch",
    "DROP INDEX person_trigrams",
    "DROP INDEX person_words",
]


def build(apps: Any, schema_editor: Any) -> None:
    """Make the index this database can have."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE if sqlite else POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps: Any, schema_editor: Any) -> None:
    """Take the index away."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in SQLITE_BACK if sqlite else POSTGRESQL_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Find people by two letters and by three, and order them by strength."""

    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(build, drop)]
