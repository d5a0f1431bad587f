"""Where a text that is a reprint was first published."""

import sqlalchemy as sa
from alembic import op

revision = "0074"
down_revision = "0073"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("talk", "article"):
        op.add_column(table, sa.Column("original", sa.String(300), nullable=False, server_default=""))


def downgrade() -> None:
    for table in ("article", "talk"):
        op.drop_column(table, "original")
