"""Reads of a firm's people and of invitations to them."""

from sqlalchemy import bindparam, select

from club.core.walls import reads
from club.firms.models import Membership

PERSON_OF_NUMBER = reads(
    select(Membership.person_id).where(Membership.staff_number == bindparam("number"), Membership.left_at.is_(None))
)
