"""Whoever opened an invitation may read it from anywhere in the club: as whom they are expected, and where."""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

SEEN = (
    "club_id = nullif(current_setting('club.club_id', true), '')::bigint"
    " AND firm_id = nullif(current_setting('club.firm_id', true), '')::bigint"
)
OWN = (
    "club_id = nullif(current_setting('club.club_id', true), '')::bigint"
    " AND came_id = nullif(current_setting('club.person_id', true), '')::bigint"
)


def upgrade() -> None:
    _let_see(f"{SEEN} OR ({OWN})")


def downgrade() -> None:
    _let_see(SEEN)


def _let_see(rows: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER POLICY seen ON invitation USING ({rows})")
