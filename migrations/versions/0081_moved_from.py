"""When a class that was moved was to begin."""

import sqlalchemy as sa
from alembic import op

revision = "0081"
down_revision = "0080"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("class_session", sa.Column("moved_from", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("class_session", "moved_from")
