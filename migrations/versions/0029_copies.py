"""Copies of texts that people take out, and files that they bring in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

TABLES = ("text_copy", "arrival")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "text_copy",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("firm_id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column(
            "form",
            sa.Enum("pdf", "word", "sheets", "json", name="form", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("lang", sa.String(length=2), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=60), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ordered_by_id", KEY, nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("stored_as", sa.String(length=300), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed", sa.String(length=60), nullable=False),
        *_owned("text_copy"),
        sa.ForeignKeyConstraint(["ordered_by_id"], ["person.id"], name=op.f("fk_text_copy_ordered_by_id")),
    )
    op.create_index(
        op.f("ix_text_copy_club_id_firm_id_document_id"), "text_copy", ["club_id", "firm_id", "document_id"]
    )
    op.create_table(
        "arrival",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("firm_id", KEY, nullable=False),
        sa.Column("ref", sa.String(length=16), nullable=False),
        sa.Column("document_id", KEY, nullable=True),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("lang", sa.String(length=2), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.Column("findings", JSON, nullable=False),
        sa.Column("was", sa.String(length=60), nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("came_by_id", KEY, nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        *_owned("arrival"),
        sa.ForeignKeyConstraint(["came_by_id"], ["person.id"], name=op.f("fk_arrival_came_by_id")),
    )
    op.create_index(op.f("ix_arrival_club_id_firm_id_came_at"), "arrival", ["club_id", "firm_id", "came_at"])
    for table in TABLES:
        raise_walls(op.get_bind(), table)


def _owned(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """The keys of a table of a firm's whose rows belong to a document."""
    return (
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id", "document_id"],
            ["document.club_id", "document.firm_id", "document.id"],
            name=op.f(f"fk_{table}_club_id_firm_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id"], ["firm.club_id", "firm.id"], name=op.f(f"fk_{table}_club_id_firm_id")
        ),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=op.f(f"fk_{table}_club_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("club_id", "firm_id", "id", name=op.f(f"uq_{table}_club_id_firm_id_id")),
        sa.UniqueConstraint("club_id", "firm_id", "ref", name=op.f(f"uq_{table}_club_id_firm_id_ref")),
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
