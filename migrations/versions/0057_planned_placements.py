"""Where somebody who is invited begins once they are in."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "planned_placement",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("firm_id", KEY, nullable=False),
        sa.Column("invitation_id", KEY, nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("stage", sa.String(60), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("planned_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_planned_placement_club_id"),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id"], ["firm.club_id", "firm.id"], name="fk_planned_placement_club_id_firm_id"
        ),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id", "invitation_id"],
            ["invitation.club_id", "invitation.firm_id", "invitation.id"],
            name="fk_planned_placement_club_id_firm_id_invitation_id",
        ),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id", "document_id"],
            ["document.club_id", "document.firm_id", "document.id"],
            name="fk_planned_placement_club_id_firm_id_document_id",
        ),
        sa.ForeignKeyConstraint(["planned_by_id"], ["person.id"], name="fk_planned_placement_planned_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_planned_placement"),
        sa.UniqueConstraint("club_id", "firm_id", "id", name="uq_planned_placement_club_id_firm_id_id"),
        sa.UniqueConstraint(
            "club_id", "firm_id", "invitation_id", name="uq_planned_placement_club_id_firm_id_invitation_id"
        ),
    )
    raise_walls(op.get_bind(), "planned_placement")


def downgrade() -> None:
    op.drop_table("planned_placement")
