"""Pictures in articles."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "article_picture",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("article_id", KEY, nullable=False),
        sa.Column("stored_as", sa.String(300), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("added_by_id", KEY, nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_article_picture_club_id"),
        sa.ForeignKeyConstraint(
            ["club_id", "article_id"], ["article.club_id", "article.id"], name="fk_article_picture_club_id_article_id"
        ),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name="fk_article_picture_added_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_article_picture"),
        sa.UniqueConstraint("club_id", "id", name="uq_article_picture_club_id_id"),
        sa.UniqueConstraint("club_id", "ref", name="uq_article_picture_club_id_ref"),
    )
    op.create_index("ix_article_picture_club_id_article_id", "article_picture", ["club_id", "article_id"])
    raise_walls(op.get_bind(), "article_picture")


def downgrade() -> None:
    op.drop_table("article_picture")
