"""Whoever holds a class may be a person with an account."""

import sqlalchemy as sa
from alembic import op

revision = "0088"
down_revision = "0087"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
HOST = "fk_class_session_host_id"


def upgrade() -> None:
    with op.batch_alter_table("class_session") as batch:
        batch.add_column(sa.Column("host_id", KEY, nullable=True))
        batch.create_foreign_key(op.f(HOST), "person", ["host_id"], ["id"])
        batch.create_index("ix_class_session_club_id_host_id_ends_at", ["club_id", "host_id", "ends_at"])


def downgrade() -> None:
    with op.batch_alter_table("class_session") as batch:
        batch.drop_index("ix_class_session_club_id_host_id_ends_at")
        batch.drop_constraint(op.f(HOST), type_="foreignkey")
        batch.drop_column("host_id")
