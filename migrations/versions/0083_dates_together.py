"""Dates of a series that somebody asked for at once."""

import sqlalchemy as sa
from alembic import op

revision = "0083"
down_revision = "0082"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("class_registration") as batch:
        batch.add_column(sa.Column("together", sa.String(60), nullable=False, server_default=""))
    op.create_index("ix_class_registration_club_id_together", "class_registration", ["club_id", "together"])


def downgrade() -> None:
    op.drop_index("ix_class_registration_club_id_together", "class_registration")
    with op.batch_alter_table("class_registration") as batch:
        batch.drop_column("together")
