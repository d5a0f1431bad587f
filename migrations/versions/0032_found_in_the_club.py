"""What is found in a club's texts, and beside it the words of either database's own text search."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# detail=column keeps which words a text holds and where, title or text; nobody asks in which order.
IN_SQLITE = (
    """
    CREATE VIRTUAL TABLE search_words USING fts5(
      head, words, content='index_entry', content_rowid='id', detail=column, tokenize="ascii tokenchars '_'"
    )
    """,
    """
    CREATE TRIGGER index_entry_added AFTER INSERT ON index_entry BEGIN
      INSERT INTO search_words (rowid, head, words) VALUES (new.id, new.head, new.words);
    END
    """,
    """
    CREATE TRIGGER index_entry_removed AFTER DELETE ON index_entry BEGIN
      INSERT INTO search_words (search_words, rowid, head, words) VALUES ('delete', old.id, old.head, old.words);
    END
    """,
    """
    CREATE TRIGGER index_entry_changed AFTER UPDATE OF head, words ON index_entry BEGIN
      INSERT INTO search_words (search_words, rowid, head, words) VALUES ('delete', old.id, old.head, old.words);
      INSERT INTO search_words (rowid, head, words) VALUES (new.id, new.head, new.words);
    END
    """,
)

# Row-level security keeps `@@` from every index, as it is not leakproof. So the words lie in a table that the
# application's role may not open at all; its two doors let out ids of the club in scope.
DOOR = """
    CREATE FUNCTION search_by_PART(asked text, most integer) RETURNS TABLE (id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    BEGIN
      RETURN QUERY EXECUTE
        'SELECT w.id FROM search_words w WHERE w.club_id = $1 AND w.PART @@ $2 ORDER BY w.id DESC LIMIT $3'
        USING nullif(current_setting('club.club_id', true), '')::bigint, asked::tsquery, most;
    END $$
"""
IN_POSTGRESQL = (
    """
    CREATE TABLE search_words (
      id bigint PRIMARY KEY REFERENCES index_entry (id) ON DELETE CASCADE,
      club_id bigint NOT NULL, head tsvector NOT NULL, words tsvector NOT NULL
    )
    """,
    "CREATE INDEX search_words_club ON search_words (club_id, id)",
    "CREATE INDEX search_words_head ON search_words USING gin (head) WITH (fastupdate = off)",
    "CREATE INDEX search_words_words ON search_words USING gin (words) WITH (fastupdate = off)",
    """
    CREATE FUNCTION search_keep() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    BEGIN
      INSERT INTO search_words VALUES (
        new.id, new.club_id,
        array_to_tsvector(string_to_array(new.head, ' ')), array_to_tsvector(string_to_array(new.words, ' '))
      ) ON CONFLICT (id) DO UPDATE SET head = excluded.head, words = excluded.words;
      RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER index_entry_kept AFTER INSERT OR UPDATE OF head, words ON index_entry
    FOR EACH ROW EXECUTE FUNCTION search_keep()
    """,
    DOOR.replace("PART", "head"),
    DOOR.replace("PART", "words"),
)


def upgrade() -> None:
    op.create_table(
        "index_entry",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=op.f("fk_index_entry_club_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_entry")),
        sa.UniqueConstraint("club_id", "id", name=op.f("uq_index_entry_club_id_id")),
        sa.UniqueConstraint(
            "club_id", "kind", "subject_id", "lang", name=op.f("uq_index_entry_club_id_kind_subject_id_lang")
        ),
    )
    raise_walls(op.get_bind(), "index_entry")
    for statement in IN_SQLITE if op.get_bind().dialect.name == "sqlite" else IN_POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION search_by_head, search_by_words")
    op.execute("DROP TABLE search_words")
    op.drop_table("index_entry")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION search_keep")
