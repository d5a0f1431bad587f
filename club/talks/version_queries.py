"""Reads of what a text was before."""

from sqlalchemy import bindparam, func, select

from club.clubs.models import RoleInClub
from club.core.walls import reads
from club.talks.version_actions import MOST_VERSIONS
from club.talks.version_models import TextVersion

_NAME = (
    select(func.min(RoleInClub.name))
    .where(RoleInClub.club_id == TextVersion.club_id, RoleInClub.person_id == TextVersion.by_id)
    .correlate(TextVersion)
    .scalar_subquery()
    .label("name")
)
VERSIONS = reads(
    select(TextVersion.number, TextVersion.kept_at, _NAME)
    .where(TextVersion.text_ref == bindparam("ref"))
    .order_by(TextVersion.number.desc())
    .limit(MOST_VERSIONS)
)
VERSION = reads(
    select(TextVersion.number, TextVersion.kept_at, TextVersion.facts, _NAME).where(
        TextVersion.text_ref == bindparam("ref"), TextVersion.number == bindparam("number")
    )
)
