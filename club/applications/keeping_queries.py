"""Which applications have been over for long enough to let go of what their applicants sent."""

from sqlalchemy import bindparam, exists, or_, select, union

from club.applications.models import Application, ApplicationStatus, Decision, Evidence
from club.clubs.models import RoleInClub
from club.core.audit import ClubEvent, Did
from club.core.walls import reads
from club.people.models import Person

_DECLINED = exists(
    select(Decision.id).where(
        Decision.application_id == Application.id,
        Decision.is_admitted.is_(False),
        Decision.decided_at <= bindparam("ended_by"),
    )
)
_OVER = (
    Application.status.in_((ApplicationStatus.DECLINED, ApplicationStatus.WITHDRAWN)),
    Application.erased_at.is_(None),
    or_(Application.withdrawn_at <= bindparam("ended_by"), _DECLINED),
)
_WITH_FILES = exists(select(Evidence.id).where(Evidence.application_id == Application.id))

FILES_DUE = reads(select(Application.ref).where(*_OVER, _WITH_FILES).order_by(Application.id).limit(bindparam("most")))
REST_DUE = reads(select(Application.ref).where(*_OVER).order_by(Application.id).limit(bindparam("most")))
EVER_AT_THE_DESK = reads(
    union(
        select(RoleInClub.person_id),
        select(Person.id).join(ClubEvent, ClubEvent.row == Person.ref).where(ClubEvent.did == Did.ROLE_TAKEN.value),
    )
)
"""Everybody who works for the club or once did: in their inboxes calls to vote name the firm."""
