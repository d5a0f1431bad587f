"""Applications: when the link was asked for by somebody without mail, and when one was withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("application") as application:
        application.add_column(sa.Column("link_wanted_at", sa.DateTime(timezone=True), nullable=True))
        application.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("application") as application:
        application.drop_column("withdrawn_at")
        application.drop_column("link_wanted_at")
