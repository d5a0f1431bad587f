"""Pictures in talks."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "talk_picture",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("talk_id", KEY, nullable=False),
        sa.Column("stored_as", sa.String(300), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("added_by_id", KEY, nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_talk_picture_club_id"),
        sa.ForeignKeyConstraint(
            ["club_id", "talk_id"], ["talk.club_id", "talk.id"], name="fk_talk_picture_club_id_talk_id"
        ),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name="fk_talk_picture_added_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_talk_picture"),
        sa.UniqueConstraint("club_id", "id", name="uq_talk_picture_club_id_id"),
        sa.UniqueConstraint("club_id", "ref", name="uq_talk_picture_club_id_ref"),
    )
    op.create_index("ix_talk_picture_club_id_talk_id", "talk_picture", ["club_id", "talk_id"])
    raise_walls(op.get_bind(), "talk_picture")


def downgrade() -> None:
    op.drop_table("talk_picture")
