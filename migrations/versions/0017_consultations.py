"""Staff are consulted on a text before it binds, and what was said and held stays on record."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TABLES = ("consultation", "consultation_entry")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "consultation",
        *_tenant(),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.Column("audience", JSON, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", KEY, nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", KEY, nullable=True),
        *_keys("consultation", {"document_id": "document"}, "opened_by_id", "closed_by_id"),
        sa.UniqueConstraint("club_id", "firm_id", "ref", name="uq_consultation_club_id_firm_id_ref"),
    )
    _index("consultation", "document_id")
    op.create_table(
        "consultation_entry",
        *_tenant(),
        sa.Column("consultation_id", KEY, nullable=False),
        sa.Column("sort", _sort(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("people", sa.String(300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *_keys("consultation_entry", {"consultation_id": "consultation"}, "by_id"),
    )
    _index("consultation_entry", "consultation_id")
    with op.batch_alter_table("comment") as table:
        table.add_column(sa.Column("consultation_id", KEY, nullable=True))
        table.create_foreign_key(
            "fk_comment_club_id_firm_id_consultation_id",
            "consultation",
            ["club_id", "firm_id", "consultation_id"],
            ["club_id", "firm_id", "id"],
        )
        table.create_index("ix_comment_club_id_firm_id_consultation_id", ["club_id", "firm_id", "consultation_id"])
    raise_walls(op.get_bind(), *TABLES)


def downgrade() -> None:
    with op.batch_alter_table("comment") as table:
        table.drop_index("ix_comment_club_id_firm_id_consultation_id")
        table.drop_constraint("fk_comment_club_id_firm_id_consultation_id", type_="foreignkey")
        table.drop_column("consultation_id")
    op.drop_table("consultation_entry")
    op.drop_table("consultation")


def _tenant() -> list[sa.Column]:
    return [sa.Column(name, KEY, nullable=False) for name in ("id", "club_id", "firm_id")]


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_club_id_firm_id_{column}", table, ["club_id", "firm_id", column])


def _keys(table: str, refers: dict[str, str], *people: str) -> list[sa.Constraint]:
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
        *(sa.ForeignKeyConstraint([one], ["person.id"], name=f"fk_{table}_{one}") for one in people),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("club_id", "firm_id", "id", name=f"uq_{table}_club_id_firm_id_id"),
    ]


def _sort() -> sa.Enum:
    return sa.Enum("talk", "notice", name="entrysort", native_enum=False, create_constraint=True, length=30)
