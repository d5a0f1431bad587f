"""What a class gives as homework."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "class_homework",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("class_id", KEY, nullable=False),
        sa.Column("lesson_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_class_homework_club_id"),
        sa.ForeignKeyConstraint(
            ["club_id", "class_id"],
            ["class_session.club_id", "class_session.id"],
            name="fk_class_homework_club_id_class_id",
        ),
        sa.ForeignKeyConstraint(
            ["club_id", "lesson_id"], ["lesson.club_id", "lesson.id"], name="fk_class_homework_club_id_lesson_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_class_homework"),
        sa.UniqueConstraint("club_id", "id", name="uq_class_homework_club_id_id"),
        sa.UniqueConstraint("club_id", "class_id", "lesson_id", name="uq_class_homework_club_id_class_id_lesson_id"),
    )
    op.create_index("ix_class_homework_club_id_lesson_id", "class_homework", ["club_id", "lesson_id"])
    raise_walls(op.get_bind(), "class_homework")


def downgrade() -> None:
    op.drop_table("class_homework")
