"""Courses of the club, their modules and lessons, and who teaches them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

TABLES = ("course", "course_instructor", "course_module", "lesson")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "course",
        *_tenant("club_id"),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "published",
                "retired",
                name="coursestatus",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column(
            "visibility",
            sa.Enum("public", "members", name="visibility", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("lang", sa.String(2), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("description_html", sa.Text(), nullable=False),
        sa.Column("section_id", KEY, nullable=True),
        sa.Column("topics", JSON, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("course", ["club_id"], {"section_id": "section"}),
        sa.UniqueConstraint("club_id", "ref", name="uq_course_club_id_ref"),
        sa.UniqueConstraint("club_id", "slug", name="uq_course_club_id_slug"),
    )
    op.create_index("ix_course_club_id_status_published_at_id", "course", ["club_id", "status", "published_at", "id"])
    op.create_table(
        "course_instructor",
        *_tenant("club_id"),
        sa.Column("course_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column(
            "charge",
            sa.Enum("lead", "author", "grader", name="charge", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("since_at", MOMENT, nullable=False),
        *_keys("course_instructor", ["club_id"], {"course_id": "course"}, "person_id"),
        sa.UniqueConstraint(
            "club_id", "course_id", "person_id", name="uq_course_instructor_club_id_course_id_person_id"
        ),
    )
    op.create_table(
        "course_module",
        *_tenant("club_id"),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("course_id", KEY, nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *_keys("course_module", ["club_id"], {"course_id": "course"}),
        sa.UniqueConstraint("club_id", "ref", name="uq_course_module_club_id_ref"),
    )
    op.create_index("ix_course_module_club_id_course_id", "course_module", ["club_id", "course_id"])
    op.create_table(
        "lesson",
        *_tenant("club_id"),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("course_id", KEY, nullable=False),
        sa.Column("module_id", KEY, nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "sort",
            sa.Enum(
                "text",
                "video",
                "file",
                "talk",
                "exam",
                "task",
                name="sort",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("words_html", sa.Text(), nullable=False),
        sa.Column("video", sa.String(300), nullable=False),
        sa.Column("talk_id", KEY, nullable=True),
        sa.Column("stored_as", sa.String(300), nullable=False),
        sa.Column("file_name", sa.String(300), nullable=False),
        sa.Column("media_type", sa.String(60), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_keys("lesson", ["club_id"], {"course_id": "course", "module_id": "course_module", "talk_id": "talk"}),
        sa.UniqueConstraint("club_id", "course_id", "number", name="uq_lesson_club_id_course_id_number"),
        sa.UniqueConstraint("club_id", "ref", name="uq_lesson_club_id_ref"),
    )
    op.create_index("ix_lesson_club_id_module_id", "lesson", ["club_id", "module_id"])
    raise_walls(op.get_bind(), *TABLES)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _tenant(*owners: str) -> list[sa.Column]:
    return [sa.Column(name, KEY, nullable=False) for name in ("id", *owners)]


def _keys(table: str, tenant: list[str], refers: dict[str, str], *people: str) -> list[sa.Constraint]:
    shared = "_".join(tenant)
    inside = [
        sa.ForeignKeyConstraint(
            [*tenant, column],
            [f"{target}.{name}" for name in (*tenant, "id")],
            name=f"fk_{table}_{shared}_{column}",
        )
        for column, target in refers.items()
    ]
    return [
        *inside,
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=f"fk_{table}_club_id"),
        *(sa.ForeignKeyConstraint([one], ["person.id"], name=f"fk_{table}_{one}") for one in people),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint(*tenant, "id", name=f"uq_{table}_{shared}_id"),
    ]
