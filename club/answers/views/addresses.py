"""Where answers stand in the address, and how a view finds what it changes."""

from flask import Blueprint, abort
from sqlalchemy import select

from club.answers.models import Gap, SentOtherwise
from club.core.db import session
from club.documents.models import Document
from club.documents.views.shelves import ROOT

blueprint = Blueprint("answers", __name__)
ANSWERS = f"{ROOT}/answers"


def catalogue(ref: str) -> Document:
    """A catalogue that is written into, locked; or 404."""
    wanted = select(Document).where(Document.ref == ref, Document.kind == "answers", Document.retired_at.is_(None))
    return session().scalars(wanted.with_for_update()).first() or abort(404)


def gap_of(ref: str) -> Gap:
    """A gap that is settled, locked; or 404."""
    return session().scalars(select(Gap).where(Gap.ref == ref).with_for_update()).first() or abort(404)


def sent_of(ref: str) -> SentOtherwise:
    """A changed answer that is settled, locked; or 404."""
    mine = select(SentOtherwise).where(SentOtherwise.ref == ref)
    return session().scalars(mine.with_for_update()).first() or abort(404)
