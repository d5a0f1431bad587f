"""Who writes a text besides its author."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "co_author",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("text_ref", sa.String(16), nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("named_by_id", KEY, nullable=True),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_co_author_club_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_co_author_person_id"),
        sa.ForeignKeyConstraint(["named_by_id"], ["person.id"], name="fk_co_author_named_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_co_author"),
        sa.UniqueConstraint("club_id", "id", name="uq_co_author_club_id_id"),
        sa.UniqueConstraint("club_id", "text_ref", "person_id", name="uq_co_author_club_id_text_ref_person_id"),
    )
    op.create_index("ix_co_author_club_id_person_id", "co_author", ["club_id", "person_id"])
    raise_walls(op.get_bind(), "co_author")


def downgrade() -> None:
    op.drop_table("co_author")
