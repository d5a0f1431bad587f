"""Question banks of firms and of the club, and the files that questions come in by."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
OF_FIRM, OF_CLUB = ("club_id", "firm_id"), ("club_id",)
TABLES = ("bank_question", "club_question", "bank_file", "club_bank_file")


def upgrade() -> None:
    for table, owner in (("bank_question", OF_FIRM), ("club_question", OF_CLUB)):
        op.create_table(table, *_owned(owner), *_question(), *_keys(table, owner, "changed_by_id", ("ref", "sign")))
    for table, owner in (("bank_file", OF_FIRM), ("club_bank_file", OF_CLUB)):
        op.create_table(table, *_owned(owner), *_file(), *_keys(table, owner, "came_by_id", ("ref",)))
    raise_walls(op.get_bind(), *TABLES)


def _owned(owner: tuple[str, ...]) -> list[sa.Column]:
    return [sa.Column(name, KEY, nullable=False) for name in ("id", *owner)]


def _question() -> list[sa.Column]:
    return [
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("sign", sa.String(64), nullable=False),
        sa.Column("sort", sa.String(60), nullable=False),
        sa.Column("text", sa.String(300), nullable=False),
        sa.Column("tags", JSON, nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("changed_by_id", KEY, nullable=True),
    ]


def _file() -> list[sa.Column]:
    counts = ("of", "rows", "added", "changed", "known", "faulty")
    return [
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("lang", sa.String(60), nullable=False),
        sa.Column("stored_as", sa.String(300), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.Column("faults", JSON, nullable=False),
        sa.Column("failed", JSON, nullable=True),
        sa.Column("came_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("came_by_id", KEY, nullable=True),
    ]


def _keys(table: str, owner: tuple[str, ...], person: str, unique: tuple[str, ...]) -> list[sa.Constraint]:
    columns = "_".join(owner)
    of_firm = (
        [sa.ForeignKeyConstraint(owner, ["firm.club_id", "firm.id"], name=f"fk_{table}_{columns}")]
        if owner == OF_FIRM
        else []
    )
    return [
        *of_firm,
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=f"fk_{table}_club_id"),
        sa.ForeignKeyConstraint([person], ["person.id"], name=f"fk_{table}_{person}"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        *(sa.UniqueConstraint(*owner, one, name=f"uq_{table}_{columns}_{one}") for one in (*unique, "id")),
    ]


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
