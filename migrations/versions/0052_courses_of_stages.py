"""Courses of the club that belong to stages of a firm's ladders."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "stage_course",
        *_tenant("club_id", "firm_id"),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("stage", sa.String(60), nullable=False),
        sa.Column("course_id", KEY, nullable=False),
        *_keys("stage_course", ["club_id", "firm_id"], {"course_id": "course:club", "document_id": "document"}),
        sa.UniqueConstraint(
            "club_id", "firm_id", "document_id", "stage", name="uq_stage_course_club_id_firm_id_document_id_stage"
        ),
    )
    op.create_index("ix_stage_course_club_id_firm_id_course_id", "stage_course", ["club_id", "firm_id", "course_id"])
    raise_walls(op.get_bind(), "stage_course")


def downgrade() -> None:
    op.drop_table("stage_course")


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
