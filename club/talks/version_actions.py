"""What a text was is kept with each saving once it was handed in; what is typed is kept before it is saved."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from club.core.db import session
from club.core.refs import new_ref
from club.core.refusals import Refusal, Refused
from club.core.scope import current
from club.core.text import N_
from club.talks.version_models import KeptText, TextVersion

MOST_VERSIONS = 100
"""So many versions of a text are kept; the oldest goes for the newest."""
OTHER_WINDOW = Refusal(
    "other_window",
    N_("This text is being written in another window as well."),
    N_("What was typed there is kept. Load this page again to take it up."),
)


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


def keep_typed(
    kind: str, text_ref: str, typed: Mapping[str, str], *, person_id: int, stamp: str, at: datetime
) -> KeptText:
    """Keep what somebody typed. Refused where another window kept something since `stamp` was given out."""
    kept = typed_by(kind, text_ref, person_id=person_id, is_locked=True)
    if (kept.stamp if kept else "") != stamp:
        raise Refused(OTHER_WINDOW)
    if kept is None:
        kept = KeptText(kind=kind, text_ref=text_ref, person_id=person_id, typed={}, stamp="", kept_at=at)
    kept.typed, kept.stamp, kept.kept_at = dict(typed), new_ref(), at
    try:
        with session().begin_nested():
            session().add(kept)
    except IntegrityError:
        raise Refused(OTHER_WINDOW) from None
    return kept


def typed_by(kind: str, text_ref: str, *, person_id: int, is_locked: bool = False) -> KeptText | None:
    """What somebody typed on this page and has not saved."""
    wanted = select(KeptText).where(
        KeptText.person_id == person_id, KeptText.kind == kind, KeptText.text_ref == text_ref
    )
    return session().scalars(wanted.with_for_update() if is_locked else wanted).first()


def forget_typed(kind: str, text_ref: str, *, person_id: int) -> None:
    """Let go of what was typed: it is saved, or thrown away."""
    session().execute(
        delete(KeptText)
        .where(KeptText.person_id == person_id, KeptText.kind == kind, KeptText.text_ref == text_ref)
        .execution_options(synchronize_session=False)
    )
