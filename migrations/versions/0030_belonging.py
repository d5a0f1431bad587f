"""A part of a text points at others, one of each kind: a stage of a ladder at its standard, its path and its exam."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

POINTERS = (("document_pointer", "document", "club_id_firm_id"), ("template_pointer", "template", "club_id"))
KINDS = """
UPDATE {pointer} SET kind = (SELECT {noun}.kind FROM {noun} WHERE {noun}.id = {pointer}.target_id)
"""


def upgrade() -> None:
    is_bound = op.get_bind().dialect.name == "postgresql"
    for pointer, noun, tenant in POINTERS:
        with op.batch_alter_table(pointer) as table:
            table.add_column(sa.Column("kind", sa.String(60), nullable=False, server_default=""))
        for name in (pointer, noun) if is_bound else ():
            op.execute(f'ALTER TABLE "{name}" NO FORCE ROW LEVEL SECURITY')
        op.execute(KINDS.format(pointer=pointer, noun=noun))
        for name in (pointer, noun) if is_bound else ():
            op.execute(f'ALTER TABLE "{name}" FORCE ROW LEVEL SECURITY')
        with op.batch_alter_table(pointer) as table:
            table.alter_column("kind", server_default=None)
            table.drop_constraint(f"uq_{pointer}_{tenant}_{noun}_id_item", type_="unique")
            table.create_unique_constraint(
                f"uq_{pointer}_{tenant}_{noun}_id_item_kind", [*_tenant(tenant), f"{noun}_id", "item", "kind"]
            )


def downgrade() -> None:
    is_bound = op.get_bind().dialect.name == "postgresql"
    for pointer, noun, tenant in POINTERS:
        if is_bound:
            op.execute(f'ALTER TABLE "{pointer}" NO FORCE ROW LEVEL SECURITY')
        op.execute(f"DELETE FROM {pointer} WHERE item <> ''")
        if is_bound:
            op.execute(f'ALTER TABLE "{pointer}" FORCE ROW LEVEL SECURITY')
        with op.batch_alter_table(pointer) as table:
            table.drop_constraint(f"uq_{pointer}_{tenant}_{noun}_id_item_kind", type_="unique")
            table.create_unique_constraint(
                f"uq_{pointer}_{tenant}_{noun}_id_item", [*_tenant(tenant), f"{noun}_id", "item"]
            )
            table.drop_column("kind")


def _tenant(names: str) -> list[str]:
    return ["club_id", "firm_id"] if "firm" in names else ["club_id"]
