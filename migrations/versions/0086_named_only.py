"""The club keeps nobody's name of those whom it asked by role or stage."""

from alembic import op

revision = "0086"
down_revision = "0085"
branch_labels = None
depends_on = None

BOUND = ("club_called", "club_call")
OF_AUDIENCES = """
DELETE FROM club_called WHERE EXISTS (
    SELECT 1 FROM club_call
    WHERE club_call.club_id = club_called.club_id AND club_call.id = club_called.call_id
    AND club_call.audience <> 'people'
)
"""


def upgrade() -> None:
    is_bound = op.get_bind().dialect.name == "postgresql"
    for table in BOUND if is_bound else ():
        op.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
    op.execute(OF_AUDIENCES)
    for table in BOUND if is_bound else ():
        op.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')


def downgrade() -> None:
    """What is gone does not come back."""
