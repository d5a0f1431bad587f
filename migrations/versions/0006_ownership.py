"""Ownership is offered and accepted; a firm’s exports are kept for a while."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ("firm_export", "ownership_offer")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "firm_export",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("firm_id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ordered_by_id", KEY, nullable=True),
        sa.Column("parts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("stored_as", sa.String(length=300), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id"], ["firm.club_id", "firm.id"], name=op.f("fk_firm_export_club_id_firm_id")
        ),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=op.f("fk_firm_export_club_id")),
        sa.ForeignKeyConstraint(["ordered_by_id"], ["person.id"], name=op.f("fk_firm_export_ordered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firm_export")),
        sa.UniqueConstraint("club_id", "firm_id", "id", name=op.f("uq_firm_export_club_id_firm_id_id")),
        sa.UniqueConstraint("club_id", "firm_id", "ref", name=op.f("uq_firm_export_club_id_firm_id_ref")),
    )
    with op.batch_alter_table("firm_export", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_firm_export_club_id_firm_id_ordered_at"), ["club_id", "firm_id", "ordered_at"], unique=False
        )

    op.create_table(
        "ownership_offer",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("firm_id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("to_id", KEY, nullable=False),
        sa.Column("from_id", KEY, nullable=False),
        sa.Column(
            "then_role",
            sa.Enum(
                "owner",
                "people_office",
                "lead",
                "staff",
                "accountant",
                name="firmrole",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=True,
        ),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id", "from_id"],
            ["membership.club_id", "membership.firm_id", "membership.id"],
            name=op.f("fk_ownership_offer_club_id_firm_id_from_id"),
        ),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id", "to_id"],
            ["membership.club_id", "membership.firm_id", "membership.id"],
            name=op.f("fk_ownership_offer_club_id_firm_id_to_id"),
        ),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id"], ["firm.club_id", "firm.id"], name=op.f("fk_ownership_offer_club_id_firm_id")
        ),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=op.f("fk_ownership_offer_club_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ownership_offer")),
        sa.UniqueConstraint("club_id", "firm_id", "id", name=op.f("uq_ownership_offer_club_id_firm_id_id")),
        sa.UniqueConstraint("club_id", "firm_id", "ref", name=op.f("uq_ownership_offer_club_id_firm_id_ref")),
    )
    with op.batch_alter_table("ownership_offer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ownership_offer_club_id_firm_id_to_id"), ["club_id", "firm_id", "to_id"], unique=False
        )

    raise_walls(op.get_bind(), *TABLES)


def downgrade() -> None:
    with op.batch_alter_table("ownership_offer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ownership_offer_club_id_firm_id_to_id"))

    op.drop_table("ownership_offer")
    with op.batch_alter_table("firm_export", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_firm_export_club_id_firm_id_ordered_at"))

    op.drop_table("firm_export")
