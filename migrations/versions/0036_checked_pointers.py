"""Up to which number of a standard somebody said that the questions of its exam still fit."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("document_pointer") as table:
        table.add_column(sa.Column("checked", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("document_pointer") as table:
        table.drop_column("checked")
