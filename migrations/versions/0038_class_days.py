"""Who came to a class, and how it was."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
KEPT = (
    ("remind_hours", sa.Integer(), "24"),
    ("materials", sa.Text(), ""),
    ("attended", sa.Integer(), "0"),
    ("walk_ins", sa.Integer(), "0"),
)
MOMENTS = ("reminded_at", "attended_at", "rated_at")


def upgrade() -> None:
    with op.batch_alter_table("class_session") as batch:
        for name, kind, value in KEPT:
            batch.add_column(sa.Column(name, kind, nullable=False, server_default=value))
    with op.batch_alter_table("class_registration") as batch:
        for name in MOMENTS:
            batch.add_column(sa.Column(name, MOMENT, nullable=True))
        batch.add_column(sa.Column("checked_in_by_id", KEY, nullable=True))
        batch.create_foreign_key("fk_class_registration_checked_in_by_id", "person", ["checked_in_by_id"], ["id"])
    op.create_table(
        "class_feedback",
        *(sa.Column(name, KEY, nullable=False) for name in ("id", "club_id", "class_id")),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_class_feedback_club_id"),
        sa.ForeignKeyConstraint(
            ["club_id", "class_id"],
            ["class_session.club_id", "class_session.id"],
            name="fk_class_feedback_club_id_class_id",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_class_feedback"),
        sa.UniqueConstraint("club_id", "id", name="uq_class_feedback_club_id_id"),
    )
    op.create_index("ix_class_feedback_club_id_class_id", "class_feedback", ["club_id", "class_id"])
    raise_walls(op.get_bind(), "class_feedback")


def downgrade() -> None:
    op.drop_table("class_feedback")
    with op.batch_alter_table("class_registration") as batch:
        batch.drop_constraint("fk_class_registration_checked_in_by_id", type_="foreignkey")
        for name in (*MOMENTS, "checked_in_by_id"):
            batch.drop_column(name)
    with op.batch_alter_table("class_session") as batch:
        for name, _kind, _value in KEPT:
            batch.drop_column(name)
