"""A revision keeps what it changed, item by item, and how weighty that is."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    changes = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    with op.batch_alter_table("revision") as table:
        table.add_column(sa.Column("changes", changes, nullable=False, server_default="{}"))
        table.add_column(sa.Column("weight", sa.String(60), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("revision") as table:
        table.drop_column("weight")
        table.drop_column("changes")
