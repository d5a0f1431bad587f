"""What a talk carries to be adopted, and of which talk a firm's text came."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CAME_FROM = "fk_document_club_id_talk_id"


def upgrade() -> None:
    op.add_column("talk", sa.Column("has_kit", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("document") as document:
        document.add_column(sa.Column("talk_id", KEY, nullable=True))
        document.create_foreign_key(op.f(CAME_FROM), "talk", ["club_id", "talk_id"], ["club_id", "id"])
    op.create_table(
        "kit_item",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("talk_id", KEY, nullable=False),
        sa.Column("template_id", KEY, nullable=False),
        sa.Column("passage", sa.String(60), nullable=False),
        sa.Column("why", sa.String(300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_kit_item_club_id"),
        sa.ForeignKeyConstraint(
            ["club_id", "talk_id"], ["talk.club_id", "talk.id"], name="fk_kit_item_club_id_talk_id"
        ),
        sa.ForeignKeyConstraint(
            ["club_id", "template_id"], ["template.club_id", "template.id"], name="fk_kit_item_club_id_template_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_kit_item"),
        sa.UniqueConstraint("club_id", "id", name="uq_kit_item_club_id_id"),
        sa.UniqueConstraint("club_id", "talk_id", "template_id", name="uq_kit_item_club_id_talk_id_template_id"),
    )
    op.create_index("ix_kit_item_club_id_template_id", "kit_item", ["club_id", "template_id"])
    raise_walls(op.get_bind(), "kit_item")


def downgrade() -> None:
    op.drop_table("kit_item")
    with op.batch_alter_table("document") as document:
        document.drop_constraint(op.f(CAME_FROM), type_="foreignkey")
        document.drop_column("talk_id")
    with op.batch_alter_table("talk") as talk:
        talk.drop_column("has_kit")
