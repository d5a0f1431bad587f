"""Files beside a class."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0085"
down_revision = "0084"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "class_material",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("class_id", KEY, nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("media_type", sa.String(300), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_as", sa.String(300), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name="fk_class_material_club_id"),
        sa.ForeignKeyConstraint(
            ["club_id", "class_id"],
            ["class_session.club_id", "class_session.id"],
            name="fk_class_material_club_id_class_id",
        ),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name="fk_class_material_added_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_class_material"),
        sa.UniqueConstraint("club_id", "id", name="uq_class_material_club_id_id"),
        sa.UniqueConstraint("club_id", "ref", name="uq_class_material_club_id_ref"),
    )
    op.create_index("ix_class_material_club_id_class_id", "class_material", ["club_id", "class_id"])
    raise_walls(op.get_bind(), "class_material")


def downgrade() -> None:
    op.drop_table("class_material")
