"""The club's editors write on templates; a revision keeps what it changed and who published it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOCUMENT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "template_draft",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("template_id", KEY, nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("body", DOCUMENT, nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", KEY, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_template_draft_changed_by_id")),
        sa.ForeignKeyConstraint(
            ["club_id", "template_id"],
            ["template.club_id", "template.id"],
            name=op.f("fk_template_draft_club_id_template_id"),
        ),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=op.f("fk_template_draft_club_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_draft")),
        sa.UniqueConstraint("club_id", "id", name=op.f("uq_template_draft_club_id_id")),
        sa.UniqueConstraint("club_id", "template_id", name=op.f("uq_template_draft_club_id_template_id")),
    )
    with op.batch_alter_table("template") as table:
        table.add_column(sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("template_revision") as table:
        table.add_column(sa.Column("changes", DOCUMENT, nullable=False, server_default="{}"))
        table.add_column(sa.Column("published_by_id", KEY, nullable=True))
        table.create_foreign_key(op.f("fk_template_revision_published_by_id"), "person", ["published_by_id"], ["id"])
    raise_walls(op.get_bind(), "template_draft")


def downgrade() -> None:
    with op.batch_alter_table("template_revision") as table:
        table.drop_constraint(op.f("fk_template_revision_published_by_id"), type_="foreignkey")
        table.drop_column("published_by_id")
        table.drop_column("changes")
    with op.batch_alter_table("template") as table:
        table.drop_column("hidden_at")
    op.drop_table("template_draft")
