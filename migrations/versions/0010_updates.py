"""A firm's text remembers which of the club's numbers it passed over, and its draft what was merged into it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("document") as table:
        table.add_column(sa.Column("passed_over", sa.Integer(), nullable=True))
        table.add_column(sa.Column("detached_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("draft") as table:
        table.add_column(sa.Column("base_revision_id", KEY, nullable=True))
        table.create_foreign_key(
            op.f("fk_draft_club_id_base_revision_id"),
            "template_revision",
            ["club_id", "base_revision_id"],
            ["club_id", "id"],
        )
    op.create_table(
        "update_choices",
        sa.Column("id", KEY, nullable=False),
        sa.Column("club_id", KEY, nullable=False),
        sa.Column("firm_id", KEY, nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("choices", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", KEY, nullable=True),
        sa.ForeignKeyConstraint(["changed_by_id"], ["person.id"], name=op.f("fk_update_choices_changed_by_id")),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id", "document_id"],
            ["document.club_id", "document.firm_id", "document.id"],
            name=op.f("fk_update_choices_club_id_firm_id_document_id"),
        ),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id"], ["firm.club_id", "firm.id"], name=op.f("fk_update_choices_club_id_firm_id")
        ),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=op.f("fk_update_choices_club_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_update_choices")),
        sa.UniqueConstraint("club_id", "firm_id", "id", name=op.f("uq_update_choices_club_id_firm_id_id")),
        sa.UniqueConstraint(
            "club_id", "firm_id", "document_id", name=op.f("uq_update_choices_club_id_firm_id_document_id")
        ),
    )
    raise_walls(op.get_bind(), "update_choices")


def downgrade() -> None:
    op.drop_table("update_choices")
    with op.batch_alter_table("draft") as table:
        table.drop_constraint(op.f("fk_draft_club_id_base_revision_id"), type_="foreignkey")
        table.drop_column("base_revision_id")
    with op.batch_alter_table("document") as table:
        table.drop_column("detached_at")
        table.drop_column("passed_over")
