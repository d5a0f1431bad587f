"""A draft is reviewed by somebody else; a firm may want four eyes before a text is published."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLES = ("review_request", "review_answer")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LIST = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "review_request",
        *_tenant(),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("reviewer_id", KEY, nullable=False),
        sa.Column("asked_by_id", KEY, nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        *_keys("review_request", {"document_id": "document", "reviewer_id": "membership"}, "asked_by_id"),
        sa.UniqueConstraint("club_id", "firm_id", "ref", name="uq_review_request_club_id_firm_id_ref"),
    )
    for column in ("document_id", "reviewer_id"):
        name = f"ix_review_request_club_id_firm_id_{column}"
        op.create_index(name, "review_request", ["club_id", "firm_id", column])
    op.create_table(
        "review_answer",
        *_tenant(),
        sa.Column("request_id", KEY, nullable=False),
        sa.Column("verdict", _verdict(), nullable=False),
        sa.Column("text", sa.String(60), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("answered_by_id", KEY, nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        *_keys("review_answer", {"request_id": "review_request"}, "answered_by_id"),
        sa.UniqueConstraint("club_id", "firm_id", "request_id", name="uq_review_answer_club_id_firm_id_request_id"),
    )
    with op.batch_alter_table("draft") as table:
        table.add_column(sa.Column("writers", LIST, nullable=False, server_default="[]"))
    with op.batch_alter_table("revision") as table:
        table.add_column(sa.Column("writers", LIST, nullable=False, server_default="[]"))
        table.add_column(sa.Column("approval_id", KEY, nullable=True))
        table.create_foreign_key(
            "fk_revision_club_id_firm_id_approval_id",
            "review_answer",
            ["club_id", "firm_id", "approval_id"],
            ["club_id", "firm_id", "id"],
        )
    with op.batch_alter_table("firm") as table:
        table.add_column(sa.Column("four_eyes", sa.Boolean(), nullable=False, server_default=sa.false()))
    raise_walls(op.get_bind(), *TABLES)


def downgrade() -> None:
    with op.batch_alter_table("firm") as table:
        table.drop_column("four_eyes")
    with op.batch_alter_table("revision") as table:
        table.drop_constraint("fk_revision_club_id_firm_id_approval_id", type_="foreignkey")
        table.drop_column("approval_id")
        table.drop_column("writers")
    with op.batch_alter_table("draft") as table:
        table.drop_column("writers")
    op.drop_table("review_answer")
    op.drop_table("review_request")


def _tenant() -> list[sa.Column]:
    return [sa.Column(name, KEY, nullable=False) for name in ("id", "club_id", "firm_id")]


def _keys(table: str, refers: dict[str, str], person: str) -> list[sa.Constraint]:
    inside = [
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id", column],
            [f"{target}.club_id", f"{target}.firm_id", f"{target}.id"],
            name=f"fk_{table}_club_id_firm_id_{column}",
        )
        for column, target in refers.items()
    ]
    return [
        *inside,
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id"], ["firm.club_id", "firm.id"], name=f"fk_{table}_club_id_firm_id"
        ),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=f"fk_{table}_club_id"),
        sa.ForeignKeyConstraint([person], ["person.id"], name=f"fk_{table}_{person}"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("club_id", "firm_id", "id", name=f"uq_{table}_club_id_firm_id_id"),
    ]


def _verdict() -> sa.Enum:
    return sa.Enum("approved", "sent_back", name="reviewverdict", native_enum=False, create_constraint=True, length=30)
