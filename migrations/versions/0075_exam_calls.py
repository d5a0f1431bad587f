"""People are asked to sit exams: by their firm, and by the club."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0075"
down_revision = "0074"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOCUMENT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
CLUB, FIRM = ["club_id"], ["club_id", "firm_id"]
AUDIENCES = ("people", "role", "department", "stage", "standard", "club_stage")
VERDICTS = ("waiting", "unknown", "called", "failed", "passed")


def upgrade() -> None:
    _club_calls()
    _firm_calls()
    for table in ("club_call", "club_called", "exam_call", "exam_called"):
        raise_walls(op.get_bind(), table)


def downgrade() -> None:
    for table in ("exam_called", "exam_call", "club_called", "club_call"):
        op.drop_table(table)


def _club_calls() -> None:
    op.create_table(
        "club_call",
        *_owned(CLUB),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("template_id", KEY, nullable=False),
        *_aim(),
        sa.Column("name_en", sa.String(300), nullable=False),
        sa.Column("name_zh", sa.String(300), nullable=False),
        sa.Column("firms", DOCUMENT, nullable=False),
        *_days(),
        *_keys("club_call", CLUB, {"template_id": "template"}),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_club_call_by_id"),
        sa.UniqueConstraint("club_id", "ref", name="uq_club_call_club_id_ref"),
    )
    op.create_index("ix_club_call_club_id_template_id", "club_call", ["club_id", "template_id"])
    op.create_table(
        "club_called",
        *_owned(CLUB),
        sa.Column("firm_id", KEY, nullable=True),
        sa.Column("call_id", KEY, nullable=False),
        sa.Column("who", sa.String(300), nullable=False),
        sa.Column("member", sa.String(60), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("firm_name", sa.String(300), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("verdict", _one_of("verdict", VERDICTS), nullable=False),
        sa.Column("verdict_on", sa.Date(), nullable=True),
        *_keys("club_called", CLUB, {"call_id": "club_call"}),
        sa.ForeignKeyConstraint(FIRM, ["firm.club_id", "firm.id"], name="fk_club_called_club_id_firm_id"),
    )
    op.create_index("ix_club_called_club_id_call_id_name", "club_called", ["club_id", "call_id", "name"])
    op.create_index("ix_club_called_club_id_firm_id_member", "club_called", ["club_id", "firm_id", "member"])


def _firm_calls() -> None:
    op.create_table(
        "exam_call",
        *_owned(FIRM),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        *_aim(),
        sa.Column("name", sa.String(300), nullable=False),
        *_days(),
        sa.Column("club_call", sa.String(60), nullable=False),
        *_keys("exam_call", FIRM, {"document_id": "document"}),
        sa.ForeignKeyConstraint(FIRM, ["firm.club_id", "firm.id"], name="fk_exam_call_club_id_firm_id"),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name="fk_exam_call_by_id"),
        sa.UniqueConstraint(*FIRM, "ref", name="uq_exam_call_club_id_firm_id_ref"),
    )
    for column in ("document_id", "club_call"):
        op.create_index(f"ix_exam_call_club_id_firm_id_{column}", "exam_call", [*FIRM, column])
    op.create_table(
        "exam_called",
        *_owned(FIRM),
        sa.Column("call_id", KEY, nullable=False),
        sa.Column("membership_id", KEY, nullable=False),
        sa.Column("called_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reminded", sa.String(60), nullable=False),
        *_keys("exam_called", FIRM, {"call_id": "exam_call", "membership_id": "membership"}),
        sa.ForeignKeyConstraint(FIRM, ["firm.club_id", "firm.id"], name="fk_exam_called_club_id_firm_id"),
        sa.UniqueConstraint(
            *FIRM, "call_id", "membership_id", name="uq_exam_called_club_id_firm_id_call_id_membership_id"
        ),
    )
    op.create_index("ix_exam_called_club_id_firm_id_membership_id", "exam_called", [*FIRM, "membership_id"])


def _owned(tenant: list[str]) -> list[sa.Column[int]]:
    return [sa.Column("id", KEY, nullable=False), *(sa.Column(name, KEY, nullable=False) for name in tenant)]


def _aim() -> list[sa.Column[str]]:
    return [
        sa.Column("audience", _one_of("audience", AUDIENCES), nullable=False),
        sa.Column("target", sa.String(300), nullable=False),
    ]


def _days() -> list[sa.Column[object]]:
    return [
        sa.Column("called_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
    ]


def _one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=30)


def _keys(table: str, tenant: list[str], refers: dict[str, str]) -> list[sa.Constraint]:
    mine = "_".join(tenant)
    return [
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=f"fk_{table}_club_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint(*tenant, "id", name=f"uq_{table}_{mine}_id"),
        *(
            sa.ForeignKeyConstraint(
                [*tenant, column],
                [f"{target}.{name}" for name in (*tenant, "id")],
                name=f"fk_{table}_{mine}_{column}",
            )
            for column, target in refers.items()
        ),
    ]
