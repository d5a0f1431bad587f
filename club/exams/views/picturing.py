"""Pictures of questions that an attempt drew from a bank: for whoever sat it, and for whoever grades it."""

from typing import Any

from flask import abort, g
from flask.typing import ResponseReturnValue

from club.banks.queries import BANKS
from club.banks.views.picturing import one_of
from club.core.db import read
from club.exams import grading_queries
from club.exams.drawing_rules import shows_picture
from club.exams.views.blueprint import ATTEMPT, EXAMS, attempt_row, blueprint
from club.policy import Can, needs


@blueprint.get(f"{ATTEMPT}/pictures/<ref:picture>")
@needs(Can.EXAM_SIT)
def picture(firm: str, ref: str, attempt: str, picture: str) -> ResponseReturnValue:  # noqa: ARG001
    """A picture of an attempt of mine."""
    return _drawn(attempt_row(ref, attempt), picture)


@blueprint.get(f"{EXAMS}/grading/<ref:attempt>/pictures/<ref:picture>")
@needs(Can.EXAM_OVERSEE)
def graded_picture(firm: str, attempt: str, picture: str) -> ResponseReturnValue:  # noqa: ARG001
    """A picture of an attempt that waits for me to grade it."""
    return _drawn(read(grading_queries.ONE, ref=attempt, **g.standing.sight).first() or abort(404), picture)


def _drawn(row: Any, picture: str) -> ResponseReturnValue:
    """A picture that a question of this attempt shows: whatever else is in a bank stays unseen."""
    if not shows_picture(row.drawn, picture):
        abort(404)
    return one_of(BANKS.values(), picture)
