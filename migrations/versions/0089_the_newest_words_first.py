"""SQLite: the words of the index as a search reads them, those of heads in a table of their own, newest entries first.

Its number with a minus before it is the row's, so FTS5 comes to the newest first by itself. Beginnings of two and three
characters have lists of their own: without them each list of a word that begins so is put together at each search.

`search_words` stays, and nothing writes to it any more: the code before this one asks it until the restart. A later
migration takes it away.
"""

from alembic import op

revision = "0089"
down_revision = "0088"
branch_labels = None
depends_on = None

PARTS = ("head", "words")
TABLE = """
    CREATE VIRTUAL TABLE search_by_PART USING fts5(
      PART, content='', detail=column, columnsize=0, prefix='2 3', tokenize="ascii tokenchars '_'"
    )
"""
ADD = "INSERT INTO search_by_PART (rowid, PART) VALUES (-new.id, new.PART)"
REMOVE = "INSERT INTO search_by_PART (search_by_PART, rowid, PART) VALUES ('delete', -old.id, old.PART)"
FILL = "INSERT INTO search_by_PART (rowid, PART) SELECT -id, PART FROM index_entry ORDER BY id DESC"
TRIGGERS = {
    "index_entry_added": ("AFTER INSERT ON index_entry", (ADD,)),
    "index_entry_removed": ("AFTER DELETE ON index_entry", (REMOVE,)),
    "index_entry_changed": ("AFTER UPDATE OF head, words ON index_entry", (REMOVE, ADD)),
}

ADD_BEFORE = "INSERT INTO search_words (rowid, head, words) VALUES (new.id, new.head, new.words)"
REMOVE_BEFORE = (
    "INSERT INTO search_words (search_words, rowid, head, words) VALUES ('delete', old.id, old.head, old.words)"
)
TRIGGERS_BEFORE = {
    "index_entry_added": ("AFTER INSERT ON index_entry", (ADD_BEFORE,)),
    "index_entry_removed": ("AFTER DELETE ON index_entry", (REMOVE_BEFORE,)),
    "index_entry_changed": ("AFTER UPDATE OF head, words ON index_entry", (REMOVE_BEFORE, ADD_BEFORE)),
}


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for trigger in TRIGGERS_BEFORE:
        op.execute(f"DROP TRIGGER {trigger}")
    for part in PARTS:
        op.execute(TABLE.replace("PART", part))
        op.execute(FILL.replace("PART", part))
    for trigger, (when, deeds) in TRIGGERS.items():
        _follow(trigger, when, [deed.replace("PART", part) for part in PARTS for deed in deeds])


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    for trigger in TRIGGERS:
        op.execute(f"DROP TRIGGER {trigger}")
    for part in PARTS:
        op.execute(f"DROP TABLE search_by_{part}")
    op.execute("INSERT INTO search_words (search_words) VALUES ('rebuild')")
    for trigger, (when, deeds) in TRIGGERS_BEFORE.items():
        _follow(trigger, when, deeds)


def _follow(trigger: str, when: str, deeds: list[str] | tuple[str, ...]) -> None:
    op.execute(f"CREATE TRIGGER {trigger} {when} BEGIN {'; '.join(deeds)}; END")
