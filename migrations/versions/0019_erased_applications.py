"""An application remembers when its files were deleted and when it was erased."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

COLUMNS = ("files_deleted_at", "erased_at")


def upgrade() -> None:
    with op.batch_alter_table("application") as table:
        for name in COLUMNS:
            table.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("application") as table:
        for name in COLUMNS:
            table.drop_column(name)
