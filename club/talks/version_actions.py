"""What a text was is kept with each saving once it was handed in."""

from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import select

from club.core.db import session
from club.core.scope import current
from club.talks.version_models import TextVersion

MOST_VERSIONS = 100
"""So many versions of a text are kept; the oldest goes for the newest."""


def keep_version(text: Any, kind: type[Any], *, at: datetime) -> None:
    """Keep a text as it is now; one that says what it said before is kept once."""
    facts = {each.name: _plain(getattr(text, each.name)) for each in fields(kind)}
    of_text = select(TextVersion).where(TextVersion.text_ref == text.ref).order_by(TextVersion.number.desc())
    last = session().scalars(of_text.limit(1)).first()
    if last is not None and last.facts == facts:
        return
    version = TextVersion(text_ref=text.ref, number=text.version, facts=facts, by_id=current().person, kept_at=at)
    session().add(version)
    for old in session().scalars(of_text.offset(MOST_VERSIONS)):
        session().delete(old)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
