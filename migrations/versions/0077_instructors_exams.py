"""Exams of the club are drafted by instructors and handed in to the editors."""

import sqlalchemy as sa
from alembic import op

revision = "0077"
down_revision = "0076"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AUTHOR = "fk_template_author_id"


def upgrade() -> None:
    with op.batch_alter_table("template") as batch:
        batch.add_column(sa.Column("author_id", KEY, nullable=True))
        batch.add_column(sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("remark", sa.Text(), nullable=False, server_default=""))
        batch.create_foreign_key(op.f(AUTHOR), "person", ["author_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("template") as batch:
        batch.drop_constraint(op.f(AUTHOR), type_="foreignkey")
        batch.drop_column("remark")
        batch.drop_column("handed_in_at")
        batch.drop_column("author_id")
