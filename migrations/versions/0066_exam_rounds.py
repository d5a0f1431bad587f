"""Exams are sat anew where a course is taken anew: what was handed in before counts no more."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSIDE = {"document_id": "document", "membership_id": "membership"}


def upgrade() -> None:
    op.create_table(
        "exam_round",
        *(sa.Column(name, KEY, nullable=False) for name in ("id", "club_id", "firm_id", *INSIDE)),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                ["club_id", "firm_id", column],
                [f"{target}.club_id", f"{target}.firm_id", f"{target}.id"],
                name=f"fk_exam_round_club_id_firm_id_{column}",
            )
            for column, target in INSIDE.items()
        ),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id"], ["firm.club_id", "firm.id"], name="fk_exam_round_club_id_firm_id"
        ),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_exam_round_club_id"),
        sa.PrimaryKeyConstraint("id", name="pk_exam_round"),
        sa.UniqueConstraint("club_id", "firm_id", "id", name="uq_exam_round_club_id_firm_id_id"),
        sa.UniqueConstraint(
            "club_id",
            "firm_id",
            "document_id",
            "membership_id",
            "at",
            name="uq_exam_round_club_id_firm_id_document_id_membership_id_at",
        ),
    )
    op.create_index(
        "ix_exam_round_club_id_firm_id_membership_id", "exam_round", ["club_id", "firm_id", "membership_id"]
    )
    raise_walls(op.get_bind(), "exam_round")
    op.add_column("enrolment", sa.Column("is_anew", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("enrolment", "is_anew")
    op.drop_table("exam_round")
