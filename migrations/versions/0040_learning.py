"""Who takes which course, what they have done of it, and what is asked for first."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

TABLES = ("course_need", "lesson_need", "enrolment", "lesson_done", "certificate")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("course", sa.Column("valid_months", sa.Integer(), nullable=True))
    op.create_table(
        "course_need",
        *_tenant("club_id"),
        sa.Column("course_id", KEY, nullable=False),
        sa.Column("needs_id", KEY, nullable=False),
        *_keys("course_need", ["club_id"], {"course_id": "course", "needs_id": "course"}),
        sa.UniqueConstraint("club_id", "course_id", "needs_id", name="uq_course_need_club_id_course_id_needs_id"),
    )
    op.create_table(
        "lesson_need",
        *_tenant("club_id"),
        sa.Column("lesson_id", KEY, nullable=False),
        sa.Column("needs_id", KEY, nullable=False),
        *_keys("lesson_need", ["club_id"], {"lesson_id": "lesson", "needs_id": "lesson"}),
        sa.UniqueConstraint("club_id", "lesson_id", "needs_id", name="uq_lesson_need_club_id_lesson_id_needs_id"),
    )
    op.create_table(
        "enrolment",
        *_tenant("club_id", "firm_id"),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("course_id", KEY, nullable=False),
        sa.Column("membership_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("by_id", KEY, nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("extended_at", MOMENT, nullable=True),
        sa.Column("reminded", sa.String(60), nullable=False),
        sa.Column("last_at", MOMENT, nullable=True),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        *_keys(
            "enrolment",
            ["club_id", "firm_id"],
            {"course_id": "course:club", "membership_id": "membership"},
            "by_id",
            "person_id",
        ),
        sa.UniqueConstraint(
            "club_id",
            "firm_id",
            "course_id",
            "membership_id",
            "round",
            name="uq_enrolment_club_id_firm_id_course_id_membership_id_round",
        ),
        sa.UniqueConstraint("club_id", "firm_id", "ref", name="uq_enrolment_club_id_firm_id_ref"),
    )
    op.create_index("ix_enrolment_club_id_firm_id_membership_id", "enrolment", ["club_id", "firm_id", "membership_id"])
    op.create_index("ix_enrolment_person_id", "enrolment", ["person_id"])
    op.create_table(
        "lesson_done",
        *_tenant("club_id", "firm_id"),
        sa.Column("enrolment_id", KEY, nullable=False),
        sa.Column("lesson_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("done_at", MOMENT, nullable=False),
        sa.Column(
            "by",
            sa.Enum("self", "seen", "graded", name="doneby", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        *_keys(
            "lesson_done",
            ["club_id", "firm_id"],
            {"enrolment_id": "enrolment", "lesson_id": "lesson:club"},
            "person_id",
        ),
        sa.UniqueConstraint(
            "club_id",
            "firm_id",
            "enrolment_id",
            "lesson_id",
            name="uq_lesson_done_club_id_firm_id_enrolment_id_lesson_id",
        ),
    )
    op.create_index("ix_lesson_done_person_id", "lesson_done", ["person_id"])
    op.create_table(
        "certificate",
        *_tenant("club_id", "firm_id"),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("enrolment_id", KEY, nullable=False),
        sa.Column("course_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("firm_name", sa.String(300), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("lessons", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("link_ref", sa.String(60), nullable=False),
        sa.Column("stored_as", sa.String(300), nullable=False),
        sa.Column("failed", sa.String(60), nullable=False),
        *_keys(
            "certificate",
            ["club_id", "firm_id"],
            {"course_id": "course:club", "enrolment_id": "enrolment"},
            "person_id",
        ),
        sa.UniqueConstraint("club_id", "firm_id", "enrolment_id", name="uq_certificate_club_id_firm_id_enrolment_id"),
        sa.UniqueConstraint("club_id", "firm_id", "ref", name="uq_certificate_club_id_firm_id_ref"),
    )
    op.create_index("ix_certificate_club_id_firm_id_expires_on", "certificate", ["club_id", "firm_id", "expires_on"])
    op.create_index("ix_certificate_person_id", "certificate", ["person_id"])
    raise_walls(op.get_bind(), *TABLES)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    with op.batch_alter_table("course") as course:
        course.drop_column("valid_months")


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
