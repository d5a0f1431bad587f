"""Answers that are files, and the shelf of a kind."""

from typing import Any

from flask import Response

from club.copies.rules import Form
from club.documents.body import Kind
from club.documents.views.shelves import SHELVES


def file_answer(content: bytes, form: Form, name: str) -> Response:
    """A file to be saved, never shown as a page of ours."""
    answer = Response(content, mimetype=form.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def shelf_of(kind: Kind[Any]) -> str:
    """The word in the address of a kind's list."""
    return next(shelf for shelf, one in SHELVES.items() if one.name == kind.name)
