"""Since when a firm has a template and whether it uses it; what is told of how many firms do, a month at a time."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

BOUND = ("document", "first_adoption")
FIRST_DAY = """
UPDATE first_adoption SET adopted_on = COALESCE(
    (SELECT {day} FROM document WHERE document.club_id = first_adoption.club_id
        AND document.firm_id = first_adoption.firm_id AND document.template_id = first_adoption.template_id),
    CURRENT_DATE)
"""
DAY = {"postgresql": "CAST(MIN(document.created_at) AS DATE)", "sqlite": "DATE(MIN(document.created_at))"}


def upgrade() -> None:
    op.add_column("template_count", sa.Column("in_use", sa.Integer(), nullable=False, server_default="0"))
    for name, kind in (("told_firms", sa.Integer()), ("told_using", sa.Integer()), ("told_on", sa.Date())):
        op.add_column("template_count", sa.Column(name, kind, nullable=True))
    op.add_column("first_adoption", sa.Column("is_used", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("first_adoption", sa.Column("adopted_on", sa.Date(), nullable=True))
    _tell_first_days()
    with op.batch_alter_table("first_adoption") as adoption:
        adoption.alter_column("adopted_on", existing_type=sa.Date(), nullable=False)


def _tell_first_days() -> None:
    """Texts that firms have; the owner sees them only while it is not bound itself."""
    dialect = op.get_bind().dialect.name
    for table in BOUND if dialect == "postgresql" else ():
        op.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
    op.execute(FIRST_DAY.format(day=DAY[dialect]))
    for table in BOUND if dialect == "postgresql" else ():
        op.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')


def downgrade() -> None:
    with op.batch_alter_table("first_adoption") as adoption:
        adoption.drop_column("adopted_on")
        adoption.drop_column("is_used")
    with op.batch_alter_table("template_count") as count:
        for name in ("told_on", "told_using", "told_firms", "in_use"):
            count.drop_column(name)
