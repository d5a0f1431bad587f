"""PostgreSQL: the words of the index without a foreign key.

A dump is restored by the owner of the tables, who sees no row of `index_entry` while its wall is forced, so the key
could not be made again. A trigger takes the words away with their entry.
"""

from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

DROP = """
    CREATE FUNCTION search_drop() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    BEGIN
      DELETE FROM search_words WHERE id = old.id;
      RETURN NULL;
    END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    op.execute("ALTER TABLE search_words DROP CONSTRAINT search_words_id_fkey")
    op.execute(DROP)
    op.execute(
        "CREATE TRIGGER index_entry_dropped AFTER DELETE ON index_entry FOR EACH ROW EXECUTE FUNCTION search_drop()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    op.execute("DROP TRIGGER index_entry_dropped ON index_entry")
    op.execute("DROP FUNCTION search_drop")
    op.execute("ALTER TABLE index_entry NO FORCE ROW LEVEL SECURITY")
    op.execute("DELETE FROM search_words WHERE id NOT IN (SELECT id FROM index_entry)")
    op.execute(
        "ALTER TABLE search_words ADD CONSTRAINT search_words_id_fkey "
        "FOREIGN KEY (id) REFERENCES index_entry (id) ON DELETE CASCADE"
    )
    op.execute("ALTER TABLE index_entry FORCE ROW LEVEL SECURITY")
