"""What lessons ask to be done, and what was handed in for them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

TABLES = ("lesson_task", "task_answer")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "lesson_task",
        *_tenant("club_id"),
        sa.Column("lesson_id", KEY, nullable=False),
        sa.Column(
            "asks",
            sa.Enum(
                "adopt",
                "publish",
                "passed",
                "signed",
                "own_exam",
                "free",
                name="asks",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("template_id", KEY, nullable=True),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        *_keys("lesson_task", ["club_id"], {"lesson_id": "lesson", "template_id": "template"}),
        sa.UniqueConstraint("club_id", "lesson_id", name="uq_lesson_task_club_id_lesson_id"),
    )
    op.create_index("ix_lesson_task_club_id_template_id", "lesson_task", ["club_id", "template_id"])
    op.create_table(
        "task_answer",
        *_tenant("club_id"),
        sa.Column("firm_id", KEY, nullable=True),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("course_id", KEY, nullable=False),
        sa.Column("lesson_id", KEY, nullable=False),
        sa.Column("enrolment", sa.String(60), nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("firm_name", sa.String(300), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("handed_at", MOMENT, nullable=False),
        sa.Column("graded_at", MOMENT, nullable=True),
        sa.Column("graded_by_id", KEY, nullable=True),
        sa.Column(
            "grade",
            sa.Enum("passed", "again", name="grade", native_enum=False, create_constraint=True, length=30),
            nullable=True,
        ),
        sa.Column("remark", sa.Text(), nullable=False),
        *_keys("task_answer", ["club_id"], {"course_id": "course", "lesson_id": "lesson"}, "graded_by_id", "person_id"),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id"], ["firm.club_id", "firm.id"], name="fk_task_answer_club_id_firm_id"
        ),
        sa.UniqueConstraint("club_id", "ref", name="uq_task_answer_club_id_ref"),
    )
    op.create_index("ix_task_answer_club_id_course_id_graded_at", "task_answer", ["club_id", "course_id", "graded_at"])
    op.create_index("ix_task_answer_club_id_firm_id_enrolment", "task_answer", ["club_id", "firm_id", "enrolment"])
    op.create_index(
        "uq_task_answer_open",
        "task_answer",
        ["club_id", "lesson_id", "enrolment"],
        unique=True,
        sqlite_where=sa.text("graded_at IS NULL"),
        postgresql_where=sa.text("graded_at IS NULL"),
    )
    raise_walls(op.get_bind(), *TABLES)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _tenant(*owners: str) -> list[sa.Column]:
    return [sa.Column(name, KEY, nullable=False) for name in ("id", *owners)]


def _keys(table: str, tenant: list[str], refers: dict[str, str], *people: str) -> list[sa.Constraint]:
    inside = []
    for column, target in refers.items():
        name, _, by = target.partition(":")
        shared = ["club_id"] if by else tenant
        inside.append(
            sa.ForeignKeyConstraint(
                [*shared, column],
                [f"{name}.{one}" for one in (*shared, "id")],
                name=f"fk_{table}_{'_'.join(shared)}_{column}",
            )
        )
    if "firm_id" in tenant:
        inside.append(sa.ForeignKeyConstraint(tenant, ["firm.club_id", "firm.id"], name=f"fk_{table}_club_id_firm_id"))
    return [
        *inside,
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=f"fk_{table}_club_id"),
        *(sa.ForeignKeyConstraint([one], ["person.id"], name=f"fk_{table}_{one}") for one in people),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint(*tenant, "id", name=f"uq_{table}_{'_'.join(tenant)}_id"),
    ]
