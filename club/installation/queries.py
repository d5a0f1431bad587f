"""Reads of the installation's jobs."""

from sqlalchemy import select

from club.clubs.models import Club
from club.core.outbox import Job
from club.core.walls import reads_installation

MOST = 200

_JOBS = (
    select(
        Job.id,
        Job.name,
        Club.slug.label("club"),
        Job.tries,
        Job.ordered_at,
        Job.due_at,
        Job.leased_until,
        Job.dead_at,
        Job.error,
    )
    .outerjoin(Club, Club.id == Job.club_id)
    .where(Job.done_at.is_(None))
    .limit(MOST)
)
DEAD = reads_installation(_JOBS.where(Job.dead_at.is_not(None)).order_by(Job.dead_at.desc(), Job.id))
WAITING = reads_installation(_JOBS.where(Job.dead_at.is_(None)).order_by(Job.due_at, Job.id))
