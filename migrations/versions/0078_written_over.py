"""Rows of a file of questions wait; a picture of the club's bank knows whether an attempt drew it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0078"
down_revision = "0077"
branch_labels = None
depends_on = None

FILES, PICTURE = ("bank_file", "club_bank_file"), "club_bank_picture"
LIST = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    for table in FILES:
        op.add_column(table, sa.Column("moved", LIST, nullable=False, server_default="[]"))
    # Nobody wrote down which of those that are there were drawn: they stay.
    op.add_column(PICTURE, sa.Column("is_drawn", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    for table in FILES:
        with op.batch_alter_table(table) as batch:
            batch.drop_column("moved")
    with op.batch_alter_table(PICTURE) as batch:
        batch.drop_column("is_drawn")
