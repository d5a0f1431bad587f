"""Reads of a text in the other language, and of what else stands beside a text while it is written."""

from typing import Any

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import aliased

from club.clubs.models import RoleInClub
from club.core.types import rows_together
from club.core.walls import reads
from club.talks.author_models import CoAuthor
from club.talks.models import Publication


def published_other(model: Any) -> tuple[Any, Any]:
    """The same text in the other language, for readers: its alias, and on what a statement joins it."""
    other, same = _other(model)
    return other, and_(same, other.status == Publication.PUBLISHED)


def _other(model: Any) -> tuple[Any, Any]:
    other = aliased(model, name="other")
    return other, and_(other.club_id == model.club_id, other.pair == model.pair, other.id != model.id)


def around(model: Any, *more: Any) -> Any:
    """Who writes a text, and the same one in the other language, whether it is out or not, and what else; one row."""
    other, same = _other(model)
    return reads(
        select(
            _name_of(model, model.author_id).label("author"),
            select(rows_together(CoAuthor.id, _name_of(CoAuthor, CoAuthor.person_id)))
            .where(CoAuthor.club_id == model.club_id, CoAuthor.text_ref == model.ref)
            .correlate(model)
            .scalar_subquery()
            .label("co_authors"),
            other.slug.label("other_slug"),
            other.title.label("other_title"),
            other.lang.label("other_lang"),
            other.status.label("other_status"),
            *more,
        )
        .select_from(model)
        .outerjoin(other, same)
        .where(model.ref == bindparam("ref"))
    )


def _name_of(table: Any, person_id: Any) -> Any:
    """What the club calls somebody."""
    return (
        select(func.min(RoleInClub.name))
        .where(RoleInClub.club_id == table.club_id, RoleInClub.person_id == person_id)
        .correlate(table)
        .scalar_subquery()
    )
