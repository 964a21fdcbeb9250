from django.db import migrations

# Word for word what `learning/looking.py` asks, or PostgreSQL does not use it.
INDEX = """
CREATE INDEX learning_passage_words ON learning_passage
USING gin (to_tsvector('english'::regconfig, COALESCE(text, '')))
"""


def index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(INDEX)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX learning_passage_words")


class Migration(migrations.Migration):
    dependencies = [("learning", "0001_passages")]
    operations = [migrations.RunPython(index, drop)]
