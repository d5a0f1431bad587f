"""Pictures of the questions of banks: a firm's, and the club's."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0073"
down_revision = "0072"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TENANTS = {"bank_picture": ["club_id", "firm_id"], "club_bank_picture": ["club_id"]}


def upgrade() -> None:
    for table, tenant in TENANTS.items():
        name = f"{table}_{'_'.join(tenant)}"
        op.create_table(
            table,
            *(sa.Column(column, KEY, nullable=False) for column in ("id", *tenant)),
            sa.Column("ref", sa.String(16), nullable=False),
            sa.Column("name", sa.String(300), nullable=False),
            sa.Column("stored_as", sa.String(300), nullable=False),
            sa.Column("size", sa.Integer(), nullable=False),
            sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
            sa.Column("added_by_id", KEY, nullable=True),
            *_of_tenant(table, tenant),
            sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=f"fk_{table}_added_by_id"),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
            sa.UniqueConstraint(*tenant, "id", name=f"uq_{name}_id"),
            sa.UniqueConstraint(*tenant, "ref", name=f"uq_{name}_ref"),
        )
    raise_walls(op.get_bind(), *TENANTS)


def downgrade() -> None:
    for table in TENANTS:
        op.drop_table(table)


def _of_tenant(table: str, tenant: list[str]) -> list[sa.Constraint]:
    club = sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=f"fk_{table}_club_id")
    if tenant == ["club_id"]:
        return [club]
    inside = ["firm.club_id", "firm.id"]
    return [club, sa.ForeignKeyConstraint(tenant, inside, name=f"fk_{table}_{'_'.join(tenant)}")]
