"""Pictures that parts of a firm's texts show."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLE = "text_picture"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("firm_id", KEY, nullable=False),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("stored_as", sa.String(300), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", KEY, nullable=False),
        *_owned(TABLE),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f(f"fk_{TABLE}_added_by_id")),
    )
    op.create_index(op.f(f"ix_{TABLE}_club_id_firm_id_document_id"), TABLE, ["club_id", "firm_id", "document_id"])
    raise_walls(op.get_bind(), TABLE)


def downgrade() -> None:
    op.drop_table(TABLE)


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
