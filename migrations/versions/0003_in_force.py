"""The revision in force follows from its day; it is not written down a second time."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("document", "revision_in_force")


def downgrade() -> None:
    op.add_column("document", sa.Column("revision_in_force", sa.Integer(), nullable=True))
