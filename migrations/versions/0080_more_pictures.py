"""Pictures in courses, lessons and classes."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0080"
down_revision = "0079"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OWNERS = {
    "course_picture": ("course_id", "course"),
    "lesson_picture": ("lesson_id", "lesson"),
    "class_picture": ("class_id", "class_session"),
}


def upgrade() -> None:
    for table, (owner, owners) in OWNERS.items():
        op.create_table(
            table,
            sa.Column("id", KEY, nullable=False),
            sa.Column("club_id", KEY, nullable=False),
            sa.Column("ref", sa.String(16), nullable=False),
            sa.Column(owner, KEY, nullable=False),
            sa.Column("stored_as", sa.String(300), nullable=False),
            sa.Column("name", sa.String(300), nullable=False),
            sa.Column("added_by_id", KEY, nullable=True),
            sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
            sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=f"fk_{table}_club_id"),
            sa.ForeignKeyConstraint(
                ["club_id", owner], [f"{owners}.club_id", f"{owners}.id"], name=f"fk_{table}_club_id_{owner}"
            ),
            sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=f"fk_{table}_added_by_id"),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
            sa.UniqueConstraint("club_id", "id", name=f"uq_{table}_club_id_id"),
            sa.UniqueConstraint("club_id", "ref", name=f"uq_{table}_club_id_ref"),
        )
        op.create_index(f"ix_{table}_club_id_{owner}", table, ["club_id", owner])
        raise_walls(op.get_bind(), table)


def downgrade() -> None:
    for table in OWNERS:
        op.drop_table(table)
