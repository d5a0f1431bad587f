"""One place for a person in a class, whichever firms send them."""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

NAME = "uq_class_registration_going"
GOING = sa.text("status IN ('applied', 'placed', 'waiting', 'offered')")
BOUND = ("class_registration", "class_session")
COUNTERS = {"applied": "applied", "placed": "taken", "offered": "taken", "waiting": "waiting"}
SECOND = """
SELECT id, class_id, status FROM (
    SELECT id, class_id, status, ROW_NUMBER() OVER (
        PARTITION BY club_id, class_id, person_id
        ORDER BY attended_at IS NULL, CASE WHEN status IN ('placed', 'offered') THEN 0 ELSE 1 END, number
    ) AS place
    FROM class_registration
    WHERE person_id IS NOT NULL AND status IN ('applied', 'placed', 'waiting', 'offered')
) AS ranked WHERE place > 1
"""
WITHDRAWN = sa.text("UPDATE class_registration SET status = 'withdrawn', ended_at = CURRENT_TIMESTAMP WHERE id = :id")


def upgrade() -> None:
    is_bound = op.get_bind().dialect.name == "postgresql"
    for table in BOUND if is_bound else ():
        op.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
    _give_second_places_back()
    for table in BOUND if is_bound else ():
        op.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
    columns = ["club_id", "class_id", "person_id"]
    op.create_index(NAME, "class_registration", columns, unique=True, sqlite_where=GOING, postgresql_where=GOING)


def _give_second_places_back() -> None:
    """Whoever came, or has a place, or was first keeps it."""
    bind = op.get_bind()
    for row in bind.execute(sa.text(SECOND)).all():
        counter = COUNTERS[row.status]
        bind.execute(WITHDRAWN, {"id": row.id})
        bind.execute(
            sa.text(f"UPDATE class_session SET {counter} = {counter} - 1 WHERE id = :id"),
            {"id": row.class_id},
        )


def downgrade() -> None:
    op.drop_index(NAME, "class_registration")
