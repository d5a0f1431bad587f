"""How many people sat and passed an exam of the club: what a firm told of its own, and sums that name no firm."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0079"
down_revision = "0078"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
CLUB, FIRM = ["club_id"], ["club_id", "firm_id"]


def upgrade() -> None:
    op.create_table(
        "exam_counted",
        *_numbers(FIRM, "sat", "passed"),
        *_keys("exam_counted", FIRM),
        sa.ForeignKeyConstraint(FIRM, ["firm.club_id", "firm.id"], name="fk_exam_counted_club_id_firm_id"),
    )
    op.create_table(
        "exam_count",
        *_numbers(CLUB, "firms", "sat", "passed"),
        *(sa.Column(f"told_{what}", sa.Integer(), nullable=True) for what in ("firms", "sat", "passed")),
        sa.Column("told_on", sa.Date(), nullable=True),
        *_keys("exam_count", CLUB),
    )
    for table in ("exam_counted", "exam_count"):
        raise_walls(op.get_bind(), table)


def downgrade() -> None:
    op.drop_table("exam_count")
    op.drop_table("exam_counted")


def _numbers(tenant: list[str], *names: str) -> list[sa.Column[int]]:
    keys = (sa.Column(name, KEY, nullable=False) for name in ("id", *tenant, "template_id"))
    return [*keys, *(sa.Column(name, sa.Integer(), nullable=False) for name in names)]


def _keys(table: str, tenant: list[str]) -> list[sa.Constraint]:
    mine = "_".join(tenant)
    return [
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=f"fk_{table}_club_id"),
        sa.ForeignKeyConstraint(
            ["club_id", "template_id"],
            ["template.club_id", "template.id"],
            name=f"fk_{table}_club_id_template_id",
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint(*tenant, "id", name=f"uq_{table}_{mine}_id"),
        sa.UniqueConstraint(*tenant, "template_id", name=f"uq_{table}_{mine}_template_id"),
    ]
