"""What agents did not find, what they sent otherwise, and how often answers are copied."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

TABLES = ("gap", "gap_report", "copy_count", "sent_otherwise")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "gap",
        *_tenant(),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("words", sa.String(300), nullable=False),
        sa.Column("sign", sa.String(32), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        *_closing("gapoutcome", "drafted", "worded", "declined"),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("document_id", KEY, nullable=True),
        sa.Column("item", sa.String(60), nullable=False),
        *_keys("gap", {"document_id": "document"}, "closed_by_id"),
        sa.UniqueConstraint("club_id", "firm_id", "ref", name="uq_gap_club_id_firm_id_ref"),
    )
    op.create_index(
        "uq_gap_open", "gap", ["club_id", "firm_id", "sign"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )
    _index("gap", "closed_at")
    op.create_table(
        "gap_report",
        *_tenant(),
        sa.Column("gap_id", KEY, nullable=False),
        sa.Column("words", sa.String(300), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        *_keys("gap_report", {"gap_id": "gap"}, "by_id"),
    )
    _index("gap_report", "gap_id")
    op.create_table(
        "copy_count",
        *_tenant(),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("item", sa.String(60), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        *_keys("copy_count", {"document_id": "document"}),
        sa.UniqueConstraint(
            "club_id",
            "firm_id",
            "document_id",
            "week",
            "item",
            name="uq_copy_count_club_id_firm_id_document_id_week_item",
        ),
    )
    op.create_table(
        "sent_otherwise",
        *_tenant(),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("item", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sent", sa.Text(), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        *_closing("sentoutcome", "suggested", "kept"),
        *_keys("sent_otherwise", {"document_id": "document"}, "by_id", "closed_by_id"),
        sa.UniqueConstraint("club_id", "firm_id", "ref", name="uq_sent_otherwise_club_id_firm_id_ref"),
    )
    _index("sent_otherwise", "document_id", "item")
    _index("sent_otherwise", "closed_at")
    raise_walls(op.get_bind(), *TABLES)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _tenant() -> list[sa.Column]:
    return [sa.Column(name, KEY, nullable=False) for name in ("id", "club_id", "firm_id")]


def _closing(name: str, *outcomes: str) -> list[sa.Column]:
    outcome = sa.Enum(*outcomes, name=name, native_enum=False, create_constraint=True, length=30)
    return [
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("closed_by_id", KEY, nullable=True),
        sa.Column("outcome", outcome, nullable=True),
    ]


def _index(table: str, *columns: str) -> None:
    name = f"ix_{table}_club_id_firm_id_{'_'.join(columns)}"
    op.create_index(name, table, ["club_id", "firm_id", *columns])


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
