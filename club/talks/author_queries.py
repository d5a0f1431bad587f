"""Reads of who writes a text."""

from typing import Any

from sqlalchemy import BigInteger, and_, bindparam, func, select

from club.clubs.models import RoleInClub
from club.core.walls import reads
from club.people.models import Person
from club.talks.author_models import CoAuthor
from club.talks.author_rules import MOST_CO_AUTHORS, MOST_WRITERS, PUBLISHING, WRITING


def writes_with(text: Any, person: str) -> Any:
    """Criterion: the person of this parameter writes the text with its author."""
    return (
        select(CoAuthor.id)
        .where(
            CoAuthor.club_id == text.club_id,
            CoAuthor.text_ref == text.ref,
            CoAuthor.person_id == bindparam(person, type_=BigInteger),
        )
        .correlate(text)
        .exists()
    )


WRITES_WITH = reads(
    select(CoAuthor.id).where(
        CoAuthor.text_ref == bindparam("ref"), CoAuthor.person_id == bindparam("person_id", type_=BigInteger)
    )
)
CO_AUTHORS = reads(
    select(Person.ref, CoAuthor.person_id, CoAuthor.named_at, func.min(RoleInClub.name).label("name"))
    .join(Person, Person.id == CoAuthor.person_id)
    .outerjoin(RoleInClub, and_(RoleInClub.club_id == CoAuthor.club_id, RoleInClub.person_id == CoAuthor.person_id))
    .where(CoAuthor.text_ref == bindparam("ref"))
    .group_by(Person.ref, CoAuthor.person_id, CoAuthor.named_at, CoAuthor.id)
    .order_by(CoAuthor.id)
    .limit(MOST_CO_AUTHORS)
)
NAME_OF = reads(
    select(func.min(RoleInClub.name)).where(RoleInClub.person_id == bindparam("person_id", type_=BigInteger))
)
_EDITORS = select(RoleInClub.person_id).where(RoleInClub.role.in_(PUBLISHING))
WRITERS = reads(
    select(Person.id, Person.ref, func.min(RoleInClub.name).label("name"))
    .join(Person, Person.id == RoleInClub.person_id)
    .where(RoleInClub.role.in_(WRITING), RoleInClub.person_id.not_in(_EDITORS))
    .group_by(Person.id, Person.ref)
    .order_by(func.min(RoleInClub.name), Person.id)
    .limit(MOST_WRITERS)
)
"""Who may be named: everybody who writes for the club and does not change every text anyway."""
