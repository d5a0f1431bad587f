"""An exam that the club holds by itself, and the row that stands for it in a firm."""

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None

STANDS_ONCE = "uq_document_clubs_exam"
IS_CLUBS = sa.text("kind = 'clubs_exam'")


def upgrade() -> None:
    with op.batch_alter_table("template") as batch:
        batch.add_column(sa.Column("own_exam", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        STANDS_ONCE,
        "document",
        ["club_id", "firm_id", "template_id"],
        unique=True,
        sqlite_where=IS_CLUBS,
        postgresql_where=IS_CLUBS,
    )


def downgrade() -> None:
    op.drop_index(STANDS_ONCE, "document")
    with op.batch_alter_table("template") as batch:
        batch.drop_column("closed_at")
        batch.drop_column("own_exam")
