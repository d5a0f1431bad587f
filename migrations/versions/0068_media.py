"""Recordings of talks that a club keeps itself."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
KINDS = ("video/mp4", "audio/mp4", "video/webm", "audio/webm", "audio/mpeg", "audio/ogg")


def upgrade() -> None:
    op.add_column("talk", sa.Column("media_ref", sa.String(16), nullable=True))
    op.create_table(
        "media",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("talk_id", KEY, nullable=False),
        sa.Column("stored_as", sa.String(300), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("mark", sa.String(60), nullable=False),
        sa.Column("size", KEY, nullable=False),
        sa.Column("part_size", sa.Integer(), nullable=False),
        sa.Column("received", KEY, nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("added_by_id", KEY, nullable=True),
        sa.Column("touched_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.CheckConstraint(f"kind IN {KINDS}", name="ck_media_mediatype"),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_media_club_id"),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name="fk_media_added_by_id"),
        sa.ForeignKeyConstraint(["club_id", "talk_id"], ["talk.club_id", "talk.id"], name="fk_media_club_id_talk_id"),
        sa.PrimaryKeyConstraint("id", name="pk_media"),
        sa.UniqueConstraint("club_id", "id", name="uq_media_club_id_id"),
        sa.UniqueConstraint("club_id", "ref", name="uq_media_club_id_ref"),
    )
    op.create_index("ix_media_club_id_talk_id", "media", ["club_id", "talk_id"])
    raise_walls(op.get_bind(), "media")


def downgrade() -> None:
    op.drop_table("media")
    op.drop_column("talk", "media_ref")
