"""A recording of a talk that lies elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("talk", sa.Column("recording", sa.String(300), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("talk", "recording")
