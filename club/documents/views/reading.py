"""Reading: the lists, and one document."""

from collections.abc import Sequence
from typing import Any

from flask import abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup

from club.core.db import read
from club.documents import published
from club.documents.codec import to_json
from club.documents.consultation_rules import is_asked
from club.documents.edits import digest, items
from club.documents.kinds import kind_of, together
from club.documents.kinds.culture.body import Culture
from club.documents.kinds.ladder.body import Ladder
from club.documents.leaves import opened_at
from club.documents.living import Lived, Living, lived
from club.documents.notices import notices
from club.documents.pointers import IN_FORCE_AT_IT, Target, as_read_of, target_of
from club.documents.pointing import anchor, names
from club.documents.queries import FIRST_REVISIONS, LIST, MY_REVIEW, REVISIONS
from club.documents.showing import Pointed, shown
from club.documents.views.shelves import (
    DOCUMENT,
    LAST_REVISION,
    ROOT,
    SHELVES,
    Opened,
    as_read,
    at_revision,
    being_written,
    blueprint,
    in_force,
    person,
    revision_number,
    today,
)
from club.policy import Can, needs


@needs(Can.DOCUMENT_READ)
def shelf(firm: str, shelf: str) -> ResponseReturnValue:
    """The documents of one kind."""
    return _list(firm, shelf)


@needs(Can.DOCUMENT_WRITE)
def secret_shelf(firm: str, shelf: str) -> ResponseReturnValue:
    """The documents of a kind that only its writers read."""
    return _list(firm, shelf)


for _shelf, _kind in SHELVES.items():
    _view = secret_shelf if _kind.is_secret else shelf
    blueprint.add_url_rule(f"{ROOT}/{_shelf}", endpoint=_shelf, view_func=_view, defaults={"shelf": _shelf})


def _list(firm: str, shelf: str) -> str:
    kind = SHELVES[shelf]
    rows = read(LIST, kind=kind.name, today=today()).all()
    may_write = g.standing.can(Can.DOCUMENT_WRITE)
    return render_template(
        "documents/shelf.html",
        kind=kind,
        shelf=shelf,
        rows=[row for row in rows if may_write or row.number is not None],
        may_write=may_write,
        may_adopt=g.standing.can(Can.DOCUMENT_PUBLISH),
        together=[
            (gettext(each.label), url_for(f".{each.shelf}", firm=firm), each is kind, None) for each in together(kind)
        ],
    )


@blueprint.get(DOCUMENT)
@needs(Can.DOCUMENT_READ)
def show(firm: str, shelf: str, ref: str) -> ResponseReturnValue:  # noqa: ARG001
    """A document in force, or one of its revisions."""
    opened = in_force(shelf, ref)
    may_write = g.standing.can(Can.DOCUMENT_WRITE)
    number = request.args.get("revision", type=revision_number)
    if number is not None and may_write:
        opened = as_read(at_revision(opened, number))
    if opened.body is None and not may_write:
        abort(404)
    if opened.body is None:
        opened = as_read(being_written(shelf, ref))
    return render_template(
        "documents/show.html",
        **_reading(opened, may_see_pay=may_write),
        shelf=shelf,
        notices=notices(opened.row) if may_write else [],
        revisions=_newest(opened.row.id) if may_write else [],
        may_write=may_write,
        may_publish=g.standing.can(Can.DOCUMENT_PUBLISH),
        asked=_asked(opened) if may_write else None,
        is_consulted=_is_consulted(opened.row, may_write=may_write),
        lived=_lived(opened) if isinstance(opened.body, Culture) else [],
    )


def _newest(document_id: int) -> Sequence[Any]:
    return read(REVISIONS, document_id=document_id, upto=LAST_REVISION, limit=FIRST_REVISIONS).all()


def _asked(opened: Opened) -> Any:
    """The request for a review of the draft that waits on whoever reads."""
    if opened.row.draft_version is None:
        return None
    return read(MY_REVIEW, document_id=opened.row.id, person_id=person()).first()


def _is_consulted(row: Any, *, may_write: bool) -> bool:
    """Whether a consultation is open in which whoever reads may speak, or that they follow as a writer."""
    if row.consultation is None or row.retired_at is not None:
        return False
    return may_write or is_asked(row.audience, g.standing.department_id)


def _reading(opened: Opened, *, may_see_pay: bool) -> dict[str, Any]:
    """What the page of a kind needs of a body; the text of one in force is kept, so that it is drawn once."""
    target = target_of(opened.row.id) if opened.kind.points_at and opened.kind.shows_pointed else None
    hides_pay = isinstance(opened.body, Ladder) and opened.body.visibility != "all" and not may_see_pay

    leaves = opened_at(opened.kind, opened.body, request.args.get("at", ""), request.args.get("page", 1, type=int))

    def draw() -> str:
        values = shown(
            opened.kind, leaves.body, shows_pay=not hides_pay, pointed=_pointed(target), picture_at=picture_at
        )
        return render_template(values["partial"], is_leaf=leaves.size > 1, **values)

    return {
        "document": opened.row,
        "kind": opened.kind,
        "opened": opened,
        "hides_pay": hides_pay,
        "body": opened.body,
        "leaves": leaves,
        "text": published.page(opened.row, draw, "body", not hides_pay, _sign(target), leaves.number)
        if opened.is_in_force
        else Markup(draw()),  # noqa: S704
    }


def picture_at(ref: str) -> str:
    """Where a picture of the firm at hand is shown."""
    return url_for("documents.picture", firm=g.standing.slug, picture=ref)


def _lived(opened: Opened) -> list[Lived]:
    """Where each value of a culture statement is lived, in the texts in force that point at it."""
    texts = []
    for row in read(IN_FORCE_AT_IT, target_id=opened.row.id, today=today()):
        kind = kind_of(row.kind)
        page = url_for(".show", firm=g.standing.slug, shelf=kind.shelf, ref=row.ref)
        texts.append(Living(row.title, kind, published.body(row), page))
    return lived(opened.body, texts)


def _pointed(target: Target | None) -> dict[str, Pointed]:
    """The items of the text that is pointed at, each with its name and where it is read."""
    body = as_read_of(target) if target is not None else None
    if target is None or body is None:
        return {}
    known, kind = dict(items(body)), kind_of(target.row.kind)
    page = url_for(".show", firm=g.standing.slug, shelf=kind.shelf, ref=target.row.ref)
    return {key: Pointed(name, f"{page}#{anchor(kind, known[key])}") for key, name in names(body).items()}


def _sign(target: Target | None) -> str:
    """Which state of the text that is pointed at a kept page was drawn with."""
    return digest([target.row.ref, to_json(target.body)]) if target is not None and target.body is not None else ""
