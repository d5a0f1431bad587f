"""Firms give clauses back without their name; a template knows how many firms adopted it, and whom it thanks."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLES = ("clause_offer", "clause_given", "template_count")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOCUMENT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def _status() -> sa.Enum:
    return sa.Enum(
        "waiting", "accepted", "declined", name="offerstatus", native_enum=False, create_constraint=True, length=30
    )


def upgrade() -> None:
    for table in ("template_draft", "template_revision"):
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("credits", DOCUMENT, nullable=False, server_default="[]"))
    op.create_table(
        "clause_offer",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("firm_id", KEY, nullable=True),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("template_id", KEY, nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("parent", sa.String(length=60), nullable=False),
        sa.Column("slot", sa.String(length=60), nullable=False),
        sa.Column("lang", sa.String(length=2), nullable=False),
        sa.Column("fields", DOCUMENT, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("credit", sa.String(length=300), nullable=False),
        sa.Column("offered_on", sa.Date(), nullable=False),
        sa.Column("status", _status(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id"], ["firm.club_id", "firm.id"], name=op.f("fk_clause_offer_club_id_firm_id")
        ),
        sa.ForeignKeyConstraint(
            ["club_id", "template_id"],
            ["template.club_id", "template.id"],
            name=op.f("fk_clause_offer_club_id_template_id"),
        ),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=op.f("fk_clause_offer_club_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_clause_offer_decided_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause_offer")),
        sa.UniqueConstraint("club_id", "id", name=op.f("uq_clause_offer_club_id_id")),
        sa.UniqueConstraint("club_id", "ref", name=op.f("uq_clause_offer_club_id_ref")),
    )
    op.create_index(op.f("ix_clause_offer_club_id_status"), "clause_offer", ["club_id", "status"])
    op.create_table(
        "clause_given",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("firm_id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("fields", DOCUMENT, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("credit", sa.String(length=300), nullable=False),
        sa.Column("consent", sa.String(length=300), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("consented_by_id", KEY, nullable=False),
        sa.Column("status", _status(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id", "document_id"],
            ["document.club_id", "document.firm_id", "document.id"],
            name=op.f("fk_clause_given_club_id_firm_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id"], ["firm.club_id", "firm.id"], name=op.f("fk_clause_given_club_id_firm_id")
        ),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=op.f("fk_clause_given_club_id")),
        sa.ForeignKeyConstraint(["consented_by_id"], ["person.id"], name=op.f("fk_clause_given_consented_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause_given")),
        sa.UniqueConstraint("club_id", "firm_id", "id", name=op.f("uq_clause_given_club_id_firm_id_id")),
        sa.UniqueConstraint("club_id", "firm_id", "ref", name=op.f("uq_clause_given_club_id_firm_id_ref")),
    )
    op.create_index(
        op.f("ix_clause_given_club_id_firm_id_document_id"), "clause_given", ["club_id", "firm_id", "document_id"]
    )
    op.create_table(
        "template_count",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("template_id", KEY, nullable=False),
        sa.Column("firms", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["club_id", "template_id"],
            ["template.club_id", "template.id"],
            name=op.f("fk_template_count_club_id_template_id"),
        ),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=op.f("fk_template_count_club_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_count")),
        sa.UniqueConstraint("club_id", "id", name=op.f("uq_template_count_club_id_id")),
        sa.UniqueConstraint("club_id", "template_id", name=op.f("uq_template_count_club_id_template_id")),
    )
    raise_walls(op.get_bind(), *TABLES)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    for table in ("template_revision", "template_draft"):
        with op.batch_alter_table(table) as batch:
            batch.drop_column("credits")
