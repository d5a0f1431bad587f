"""An editor says why a question that was offered to the club's bank is not taken."""

import sqlalchemy as sa
from alembic import op

revision = "0093"
down_revision = "0092"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("club_question") as batch:
        batch.add_column(sa.Column("remark", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("club_question") as batch:
        batch.drop_column("remark")
