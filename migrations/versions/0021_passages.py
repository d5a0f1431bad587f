"""What search keeps of a firm's published texts."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "passage",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("firm_id", KEY, nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.String(length=60), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("heading_words", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=op.f("fk_passage_club_id")),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id"], ["firm.club_id", "firm.id"], name=op.f("fk_passage_club_id_firm_id")
        ),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id", "document_id"],
            ["document.club_id", "document.firm_id", "document.id"],
            name=op.f("fk_passage_club_id_firm_id_document_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sa.UniqueConstraint("club_id", "firm_id", "id", name=op.f("uq_passage_club_id_firm_id_id")),
    )
    op.create_index(
        op.f("ix_passage_club_id_firm_id_document_id_number"),
        "passage",
        ["club_id", "firm_id", "document_id", "number"],
    )
    raise_walls(op.get_bind(), "passage")


def downgrade() -> None:
    op.drop_table("passage")
