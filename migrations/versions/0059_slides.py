"""Slides of a talk, page by page."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("talk", sa.Column("slides_ref", sa.String(16), nullable=True))
    op.create_table(
        "slide_deck",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("talk_id", KEY, nullable=False),
        sa.Column("stored_as", sa.String(300), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("drawn", sa.Integer(), nullable=False),
        sa.Column("failed", sa.String(60), nullable=False),
        sa.Column("added_by_id", KEY, nullable=True),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_slide_deck_club_id"),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name="fk_slide_deck_added_by_id"),
        sa.ForeignKeyConstraint(
            ["club_id", "talk_id"], ["talk.club_id", "talk.id"], name="fk_slide_deck_club_id_talk_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_slide_deck"),
        sa.UniqueConstraint("club_id", "id", name="uq_slide_deck_club_id_id"),
        sa.UniqueConstraint("club_id", "ref", name="uq_slide_deck_club_id_ref"),
    )
    op.create_index("ix_slide_deck_club_id_talk_id", "slide_deck", ["club_id", "talk_id"])
    op.create_table(
        "slide",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("deck_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stored_as", sa.String(300), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_slide_club_id"),
        sa.ForeignKeyConstraint(
            ["club_id", "deck_id"], ["slide_deck.club_id", "slide_deck.id"], name="fk_slide_club_id_deck_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_slide"),
        sa.UniqueConstraint("club_id", "id", name="uq_slide_club_id_id"),
        sa.UniqueConstraint("club_id", "deck_id", "number", name="uq_slide_club_id_deck_id_number"),
    )
    raise_walls(op.get_bind(), "slide_deck", "slide")


def downgrade() -> None:
    op.drop_table("slide")
    op.drop_table("slide_deck")
    op.drop_column("talk", "slides_ref")
