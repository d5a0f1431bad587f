"""How far the people of each firm are in a course, as numbers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from club.core.policies import raise_walls

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

TABLES = ("course_tally",)
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "course_tally",
        *_tenant("club_id"),
        sa.Column("firm_id", KEY, nullable=True),
        sa.Column("course_id", KEY, nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("finished", sa.Integer(), nullable=False),
        sa.Column("lessons", JSON, nullable=False),
        sa.Column("named", JSON, nullable=False),
        sa.Column("as_of", MOMENT, nullable=False),
        *_keys("course_tally", ["club_id"], {"course_id": "course"}),
        sa.ForeignKeyConstraint(
            ["club_id", "firm_id"], ["firm.club_id", "firm.id"], name="fk_course_tally_club_id_firm_id"
        ),
        sa.UniqueConstraint("club_id", "course_id", "firm_id", name="uq_course_tally_club_id_course_id_firm_id"),
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
    return [
        *inside,
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=f"fk_{table}_club_id"),
        *(sa.ForeignKeyConstraint([one], ["person.id"], name=f"fk_{table}_{one}") for one in people),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint(*tenant, "id", name=f"uq_{table}_{'_'.join(tenant)}_id"),
    ]
