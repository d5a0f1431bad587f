"""Reads of the files beside a class."""

from sqlalchemy import bindparam, select

from club.classes.material_models import ClassMaterial
from club.classes.models import ClassSession
from club.classes.place_queries import PAGE
from club.core.walls import reads

_SHOWN = (
    ClassMaterial.ref,
    ClassMaterial.name,
    ClassMaterial.media_type,
    ClassMaterial.size,
    ClassMaterial.stored_as,
    ClassMaterial.added_at,
)
OF_CLASS = reads(
    select(*_SHOWN)
    .join(ClassSession, (ClassSession.club_id == ClassMaterial.club_id) & (ClassSession.id == ClassMaterial.class_id))
    .where(ClassSession.slug == bindparam("slug"))
    .order_by(ClassMaterial.id)
    .limit(PAGE)
)
