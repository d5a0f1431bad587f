"""Tell PostgreSQL how few ids the doors to the words let out, so that it fetches their entries by key."""

from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def _expect(rows: int) -> None:
    if op.get_bind().dialect.name == "postgresql":
        for part in ("head", "words"):
            op.execute(f"ALTER FUNCTION search_by_{part}(text, integer) ROWS {rows}")


def upgrade() -> None:
    _expect(100)


def downgrade() -> None:
    _expect(1000)
