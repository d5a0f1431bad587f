"""A firm sets whom its staff ask about their data and how long it is kept; a membership names what was read."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FK = "fk_membership_club_id_firm_id_staff_notice_id"


def upgrade() -> None:
    op.create_table(
        "staff_notice",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("firm_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("contact", sa.String(length=300), nullable=False),
        sa.Column("kept_months", sa.Integer(), nullable=False),
        sa.Column("in_force_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id"], ["firm.club_id", "firm.id"], name=op.f("fk_staff_notice_club_id_firm_id")
        ),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=op.f("fk_staff_notice_club_id")),
        sa.ForeignKeyConstraint(["set_by_id"], ["person.id"], name=op.f("fk_staff_notice_set_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_notice")),
        sa.UniqueConstraint("club_id", "firm_id", "id", name=op.f("uq_staff_notice_club_id_firm_id_id")),
        sa.UniqueConstraint("club_id", "firm_id", "number", name=op.f("uq_staff_notice_club_id_firm_id_number")),
    )
    raise_walls(op.get_bind(), "staff_notice")
    with op.batch_alter_table("membership") as membership:
        membership.add_column(sa.Column("staff_notice_id", KEY, nullable=True))
        membership.create_foreign_key(
            op.f(FK), "staff_notice", ["club_id", "firm_id", "staff_notice_id"], ["club_id", "firm_id", "id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("membership") as membership:
        membership.drop_constraint(op.f(FK), type_="foreignkey")
        membership.drop_column("staff_notice_id")
    op.drop_table("staff_notice")
