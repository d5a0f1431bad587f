"""Exams are sat: attempts, the answers as they were typed, and further attempts that somebody allowed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TABLES = ("attempt", "attempt_answer", "extra_attempt")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
PURPOSES = ("counted", "practice", "delta")
OF_A_PERSON = {"document_id": "document", "membership_id": "membership"}


def upgrade() -> None:
    _attempts()
    op.create_table(
        "attempt_answer",
        *_tenant(),
        sa.Column("attempt_id", KEY, nullable=False),
        sa.Column("question", sa.String(60), nullable=False),
        sa.Column("given", JSON, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("attempt_answer", {"attempt_id": "attempt"}),
        sa.UniqueConstraint(
            "club_id", "firm_id", "attempt_id", "question", name="uq_attempt_answer_club_id_firm_id_attempt_id_question"
        ),
    )
    op.create_table(
        "extra_attempt",
        *_tenant(),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("membership_id", KEY, nullable=False),
        sa.Column("why", sa.String(300), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        *_keys("extra_attempt", OF_A_PERSON, "by_id"),
    )
    _index("extra_attempt", "document_id", "membership_id")
    raise_walls(op.get_bind(), *TABLES)


def downgrade() -> None:
    for table in ("extra_attempt", "attempt_answer", "attempt"):
        op.drop_table(table)


def _attempts() -> None:
    op.create_table(
        "attempt",
        *_tenant(),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("membership_id", KEY, nullable=False),
        sa.Column("purpose", _purpose(), nullable=False),
        sa.Column("clauses", JSON, nullable=False),
        sa.Column("drawn", JSON, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=True),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("of", sa.Integer(), nullable=True),
        sa.Column("sections", JSON, nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=True),
        *_keys("attempt", OF_A_PERSON),
        sa.UniqueConstraint("club_id", "firm_id", "ref", name="uq_attempt_club_id_firm_id_ref"),
    )
    _index("attempt", "document_id", "membership_id")
    _index("attempt", "membership_id")
    op.create_index(
        "uq_attempt_open",
        "attempt",
        ["club_id", "firm_id", "membership_id", "document_id"],
        unique=True,
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )


def _tenant() -> list[sa.Column]:
    return [sa.Column(name, KEY, nullable=False) for name in ("id", "club_id", "firm_id")]


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_club_id_firm_id_{'_'.join(columns)}", table, ["club_id", "firm_id", *columns])


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


def _purpose() -> sa.Enum:
    return sa.Enum(*PURPOSES, name="purpose", native_enum=False, create_constraint=True, length=30)
