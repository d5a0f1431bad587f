"""A text points at another: an exam at the standard that it examines, in the club's library and in a firm."""

import sqlalchemy as sa
from alembic import op

from club.core.policies import raise_walls

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create("document_pointer", "document", "club_id", "firm_id")
    _create("template_pointer", "template", "club_id")
    raise_walls(op.get_bind(), "document_pointer", "template_pointer")


def downgrade() -> None:
    op.drop_table("template_pointer")
    op.drop_table("document_pointer")


def _create(table: str, noun: str, *tenant: str) -> None:
    names = "_".join(tenant)
    op.create_table(
        table,
        sa.Column("id", KEY, nullable=False),
        *(sa.Column(one, KEY, nullable=False) for one in tenant),
        sa.Column(f"{noun}_id", KEY, nullable=False),
        sa.Column("item", sa.String(60), nullable=False),
        sa.Column("target_id", KEY, nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [*tenant, column], [f"{noun}.{one}" for one in (*tenant, "id")], name=f"fk_{table}_{names}_{column}"
            )
            for column in (f"{noun}_id", "target_id")
        ),
        *_firm(table, tenant),
        sa.ForeignKeyConstraint(["club_id"], ["club.id"], name=f"fk_{table}_club_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint(*tenant, "id", name=f"uq_{table}_{names}_id"),
        sa.UniqueConstraint(*tenant, f"{noun}_id", "item", name=f"uq_{table}_{names}_{noun}_id_item"),
    )
    op.create_index(f"ix_{table}_{names}_target_id", table, [*tenant, "target_id"])


def _firm(table: str, tenant: tuple[str, ...]) -> list[sa.Constraint]:
    if "firm_id" not in tenant:
        return []
    return [sa.ForeignKeyConstraint(tenant, ["firm.club_id", "firm.id"], name=f"fk_{table}_club_id_firm_id")]
