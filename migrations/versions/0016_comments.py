"""Comments and suggestions on the parts of a text, with answers and how each was settled."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLES = ("comment", "comment_reply", "comment_closure")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "comment",
        *_tenant(),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("item", sa.String(60), nullable=False),
        sa.Column("place", sa.String(300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("field", sa.String(60), nullable=False),
        sa.Column("proposed", sa.Text(), nullable=False),
        sa.Column("was", sa.String(60), nullable=False),
        *_by(),
        *_keys("comment", {"document_id": "document"}),
        sa.UniqueConstraint("club_id", "firm_id", "ref", name="uq_comment_club_id_firm_id_ref"),
    )
    op.create_index(
        "ix_comment_club_id_firm_id_document_id_item", "comment", ["club_id", "firm_id", "document_id", "item"]
    )
    op.create_table(
        "comment_reply",
        *_tenant(),
        sa.Column("comment_id", KEY, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_by(),
        *_keys("comment_reply", {"comment_id": "comment"}),
    )
    op.create_index(
        "ix_comment_reply_club_id_firm_id_comment_id", "comment_reply", ["club_id", "firm_id", "comment_id"]
    )
    op.create_table(
        "comment_closure",
        *_tenant(),
        sa.Column("comment_id", KEY, nullable=False),
        sa.Column("outcome", _outcome(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        *_by(),
        *_keys("comment_closure", {"comment_id": "comment"}),
        sa.UniqueConstraint("club_id", "firm_id", "comment_id", name="uq_comment_closure_club_id_firm_id_comment_id"),
    )
    raise_walls(op.get_bind(), *TABLES)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _tenant() -> list[sa.Column]:
    return [sa.Column(name, KEY, nullable=False) for name in ("id", "club_id", "firm_id")]


def _by() -> list[sa.Column]:
    return [sa.Column("by_id", KEY, nullable=True), sa.Column("at", sa.DateTime(timezone=True), nullable=False)]


def _keys(table: str, refers: dict[str, str]) -> list[sa.Constraint]:
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
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=f"fk_{table}_by_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("club_id", "firm_id", "id", name=f"uq_{table}_club_id_firm_id_id"),
    ]


def _outcome() -> sa.Enum:
    names = ("resolved", "accepted", "declined")
    return sa.Enum(*names, name="outcome", native_enum=False, create_constraint=True, length=30)
