"""Talks and articles that are one in two languages."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("talk", "article"):
        op.add_column(table, sa.Column("pair", sa.String(16), nullable=True))
        op.create_index(f"ix_{table}_pair", table, ["club_id", "pair", "lang"], unique=True)


def downgrade() -> None:
    for table in ("talk", "article"):
        op.drop_index(f"ix_{table}_pair", table)
        op.drop_column(table, "pair")
