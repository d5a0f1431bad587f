"""Qualifications: what courses grant and ask for, and who is qualified until when."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

TABLES = ("qualification", "course_qualification", "qualified")
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "qualification",
        *_tenant("club_id"),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("name_en", sa.String(300), nullable=False),
        sa.Column("name_zh", sa.String(300), nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        *_keys("qualification", ["club_id"], {}),
        sa.UniqueConstraint("club_id", "ref", name="uq_qualification_club_id_ref"),
    )
    op.create_table(
        "course_qualification",
        *_tenant("club_id"),
        sa.Column("course_id", KEY, nullable=False),
        sa.Column("qualification_id", KEY, nullable=False),
        sa.Column(
            "part",
            sa.Enum("granted", "needed", name="part", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        *_keys("course_qualification", ["club_id"], {"course_id": "course", "qualification_id": "qualification"}),
        sa.UniqueConstraint(
            "club_id",
            "course_id",
            "qualification_id",
            name="uq_course_qualification_club_id_course_id_qualification_id",
        ),
    )
    op.create_index(
        "ix_course_qualification_club_id_qualification_id", "course_qualification", ["club_id", "qualification_id"]
    )
    op.create_table(
        "qualified",
        *_tenant("club_id", "firm_id"),
        sa.Column("ref", sa.String(16), nullable=False),
        sa.Column("membership_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("enrolment_id", KEY, nullable=False),
        sa.Column("qualification_id", KEY, nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("reminded", sa.String(60), nullable=False),
        *_keys(
            "qualified",
            ["club_id", "firm_id"],
            {"enrolment_id": "enrolment", "membership_id": "membership", "qualification_id": "qualification:club"},
            "person_id",
        ),
        sa.UniqueConstraint(
            "club_id",
            "firm_id",
            "enrolment_id",
            "qualification_id",
            name="uq_qualified_club_id_firm_id_enrolment_id_qualification_id",
        ),
        sa.UniqueConstraint("club_id", "firm_id", "ref", name="uq_qualified_club_id_firm_id_ref"),
    )
    op.create_index("ix_qualified_club_id_firm_id_membership_id", "qualified", ["club_id", "firm_id", "membership_id"])
    op.create_index("ix_qualified_person_id", "qualified", ["person_id"])
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
