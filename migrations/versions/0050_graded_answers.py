"""Texts to type are shown at a moment, and answers in words are graded by a person."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
GRADER = "fk_attempt_answer_graded_by_id"


def upgrade() -> None:
    with op.batch_alter_table("attempt_answer") as answer:
        answer.add_column(sa.Column("started_at", MOMENT, nullable=True))
        answer.add_column(sa.Column("lang", sa.String(60), nullable=False, server_default="en"))
        answer.add_column(sa.Column("pasted", sa.Integer(), nullable=False, server_default="0"))
        answer.add_column(sa.Column("graded", sa.Integer(), nullable=True))
        answer.add_column(sa.Column("remark", sa.Text(), nullable=False, server_default=""))
        answer.add_column(sa.Column("graded_at", MOMENT, nullable=True))
        answer.add_column(sa.Column("graded_by_id", KEY, nullable=True))
        answer.create_foreign_key(op.f(GRADER), "person", ["graded_by_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("attempt_answer") as answer:
        answer.drop_constraint(op.f(GRADER), type_="foreignkey")
        for name in ("graded_by_id", "graded_at", "remark", "graded", "pasted", "lang", "started_at"):
            answer.drop_column(name)
