"""A firm's record knows the application that the firm came from and its owner's first invitation."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("firm_record") as table:
        table.add_column(sa.Column("case_ref", sa.String(60), nullable=False, server_default=""))
        table.add_column(sa.Column("welcome_ref", sa.String(60), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("firm_record") as table:
        table.drop_column("welcome_ref")
        table.drop_column("case_ref")
