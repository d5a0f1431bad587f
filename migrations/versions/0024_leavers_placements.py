"""Whoever left before leaving ended placements stands on no ladder any more, from the day on which they left."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from club.core.refs import new_ref

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

GUARDED = ("membership", "placement", "firm", "firm_event")
JSON = sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
CLUB = sa.table("club", *map(sa.column, ("id", "zone")))
FIRM = sa.table("firm", *map(sa.column, ("id", "club_id", "zone", "day_starts_at")))
MEMBERSHIP = sa.table("membership", *map(sa.column, ("id", "club_id", "firm_id", "ref")), sa.column("left_at", MOMENT))
PLACEMENT = sa.table(
    "placement",
    *map(sa.column, ("id", "club_id", "firm_id", "membership_id", "stage", "version")),
    sa.column("started_on", sa.Date()),
    sa.column("ended_on", sa.Date()),
)
EVENT = sa.table(
    "firm_event",
    *map(sa.column, ("club_id", "firm_id", "ref", "did", "row", "address", "request")),
    sa.column("facts", JSON),
    sa.column("at", MOMENT),
)
LEFT_STANDING = (
    sa.select(
        PLACEMENT.c.id,
        PLACEMENT.c.club_id,
        PLACEMENT.c.firm_id,
        PLACEMENT.c.stage,
        PLACEMENT.c.started_on,
        MEMBERSHIP.c.ref,
        MEMBERSHIP.c.left_at,
        FIRM.c.day_starts_at,
        sa.func.coalesce(sa.func.nullif(FIRM.c.zone, ""), CLUB.c.zone).label("zone"),
    )
    .join_from(PLACEMENT, MEMBERSHIP, MEMBERSHIP.c.id == PLACEMENT.c.membership_id)
    .join(FIRM, FIRM.c.id == PLACEMENT.c.firm_id)
    .join(CLUB, CLUB.c.id == PLACEMENT.c.club_id)
    .where(PLACEMENT.c.ended_on.is_(None), MEMBERSHIP.c.left_at.is_not(None))
)


def upgrade() -> None:
    """The owner sees rows only while it is not bound itself; the day of leaving is the firm’s own."""
    connection = op.get_bind()
    is_bound = connection.dialect.name == "postgresql"
    for table in GUARDED if is_bound else ():
        op.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
    for row in connection.execute(LEFT_STANDING).all():
        _end(connection, row)
    for table in GUARDED if is_bound else ():
        op.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')


def _end(connection: sa.Connection, row: Any) -> None:
    ended_on = max(_day_of(row), row.started_on)
    ends = sa.update(PLACEMENT).where(PLACEMENT.c.id == row.id)
    connection.execute(ends.values(ended_on=ended_on, version=PLACEMENT.c.version + 1))
    connection.execute(
        sa.insert(EVENT).values(
            club_id=row.club_id,
            firm_id=row.firm_id,
            ref=new_ref(),
            did="placement.ended",
            row=row.ref,
            facts={"stage": row.stage, "ended_on": ended_on.isoformat()},
            at=datetime.now(UTC),
            address="",
            request="",
        )
    )


def _day_of(row: Any) -> date:
    left_at = row.left_at if row.left_at.tzinfo else row.left_at.replace(tzinfo=UTC)
    return (left_at.astimezone(ZoneInfo(row.zone)) - timedelta(hours=row.day_starts_at)).date()


def downgrade() -> None:
    """Nothing: who left stands on no ladder in any schema."""
