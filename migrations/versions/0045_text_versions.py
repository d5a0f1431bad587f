"""What a text was before, and what somebody types before it is saved."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

TABLES = ("text_version", "kept_text")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "text_version",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("text_ref", sa.String(16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("facts", JSON, nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_text_version_club_id"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_text_version_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_text_version"),
        sa.UniqueConstraint("club_id", "id", name="uq_text_version_club_id_id"),
        sa.UniqueConstraint("club_id", "text_ref", "number", name="uq_text_version_club_id_text_ref_number"),
    )
    op.create_table(
        "kept_text",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=True),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("text_ref", sa.String(60), nullable=False),
        sa.Column("typed", JSON, nullable=False),
        sa.Column("stamp", sa.String(16), nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_kept_text_club_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_kept_text_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_kept_text"),
        sa.UniqueConstraint("club_id", "id", name="uq_kept_text_club_id_id"),
        sa.UniqueConstraint(
            "club_id", "person_id", "kind", "text_ref", name="uq_kept_text_club_id_person_id_kind_text_ref"
        ),
    )
    raise_walls(op.get_bind(), *TABLES)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
