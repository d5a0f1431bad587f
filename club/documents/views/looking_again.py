"""That an exam asks about what changed in its standard: told on the page of either, and for the workspace."""

from collections.abc import Sequence
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from club.core.db import read
from club.documents import outdated
from club.documents.kinds import kind_of
from club.documents.notices import Notice, tells


@tells
def of_exam(row: Any) -> Notice | None:
    """On the page of an exam."""
    if row.kind != outdated.EXAM or row.retired_at is not None:
        return None
    return next(iter(_said(read(outdated.OF_EXAM, document_id=row.id))), None)


@tells
def of_standard(row: Any) -> Notice | None:
    """On the page of a standard, for the first of its exams that is concerned."""
    if row.kind != outdated.STANDARD or row.retired_at is not None:
        return None
    return next(iter(_said(read(outdated.OF_STANDARD, document_id=row.id))), None)


def of_firm() -> Sequence[Notice]:
    """What the workspace says of all exams of the firm."""
    return _said(read(outdated.OF_FIRM))


def _said(rows: Any) -> list[Notice]:
    return [_notice(one) for one in outdated.outdated(rows)]


def _notice(one: outdated.Outdated) -> Notice:
    text = ngettext(
        "%(num)s question of “%(title)s” asks about what changed in “%(standard)s”.",
        "%(num)s questions of “%(title)s” ask about what changed in “%(standard)s”.",
        one.count,
        title=one.row.title,
        standard=one.row.standard,
    )
    shelf = kind_of(outdated.EXAM).shelf
    href = url_for("documents.coverage", firm=g.standing.slug, shelf=shelf, ref=one.row.ref)
    return Notice(text, _("Look at the questions"), href)
