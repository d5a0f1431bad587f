"""Another day for the homework of a class, and what somebody was told last of it."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0072"
down_revision = "0071"
branch_labels = None
depends_on = None

NAME = "class_homework_day"
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FIRM = ["club_id", "firm_id"]


def upgrade() -> None:
    op.create_table(
        NAME,
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("firm_id", KEY, nullable=False),
        sa.Column("class_id", KEY, nullable=False),
        sa.Column("membership_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("extended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded", sa.String(60), nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=f"fk_{NAME}_club_id"),
        sa.ForeignKeyConstraint(FIRM, ["firm.club_id", "firm.id"], name=f"fk_{NAME}_club_id_firm_id"),
        sa.ForeignKeyConstraint(
            ["club_id", "class_id"], ["class_session.club_id", "class_session.id"], name=f"fk_{NAME}_club_id_class_id"
        ),
        sa.ForeignKeyConstraint(
            [*FIRM, "membership_id"],
            ["membership.club_id", "membership.firm_id", "membership.id"],
            name=f"fk_{NAME}_club_id_firm_id_membership_id",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=f"fk_{NAME}_person_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{NAME}"),
        sa.UniqueConstraint(*FIRM, "id", name=f"uq_{NAME}_club_id_firm_id_id"),
        sa.UniqueConstraint(
            *FIRM, "class_id", "membership_id", name=f"uq_{NAME}_club_id_firm_id_class_id_membership_id"
        ),
    )
    op.create_index(f"ix_{NAME}_club_id_firm_id_membership_id", NAME, [*FIRM, "membership_id"])
    op.create_index(f"ix_{NAME}_person_id", NAME, ["person_id"])
    raise_walls(op.get_bind(), NAME)


def downgrade() -> None:
    op.drop_table(NAME)
