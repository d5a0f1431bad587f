"""Pictures of a text: put to a part of the draft, and shown to whoever reads the firm's texts."""

from collections.abc import Callable

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock
from club.core.db import read
from club.core.files import admit
from club.core.forms import accept, accepted_before
from club.core.refusals import Refusal
from club.core.saying import said
from club.documents import picture_actions
from club.documents.edits import item_of
from club.documents.forms import PictureForm
from club.documents.picture_queries import PICTURE
from club.documents.picture_rules import field_of
from club.documents.views.shelves import DOCUMENT, ROOT, being_written, blueprint, person, to_write
from club.documents.words import item_name
from club.policy import Can, needs


@blueprint.get(f"{ROOT}/pictures/<ref:picture>")
@needs(Can.DOCUMENT_READ)
def picture(firm: str, picture: str) -> ResponseReturnValue:  # noqa: ARG001
    """A picture of this firm; what it shows never changes, and each look is allowed anew."""
    row = read(PICTURE, ref=picture).first() or abort(404)
    return shown(picture, lambda: picture_actions.store().read(row.stored_as))


def shown(ref: str, content: Callable[[], bytes]) -> ResponseReturnValue:
    """A picture as an answer, which runs nothing; its bytes are read only where the browser has not got them."""
    answer = Response(mimetype="image/jpeg")
    answer.set_etag(ref)
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if ref not in request.if_none_match:
        try:
            answer.set_data(content())
        except (FileNotFoundError, ValueError):
            abort(404)
    return answer.make_conditional(request)


@blueprint.route(f"{DOCUMENT}/edit/picture", methods=["GET", "POST"])
@needs(Can.DOCUMENT_WRITE)
def add_picture(firm: str, shelf: str, ref: str) -> ResponseReturnValue:
    """Put a picture to a part of the draft; it is made new before anything is held."""
    key = request.args.get("key", "")
    opened, form = being_written(shelf, ref), PictureForm()
    item = item_of(opened.body, key)
    if item is None or not field_of(opened.kind, type(item)):
        abort(404)
    back = url_for(".item", firm=firm, shelf=shelf, ref=ref, key=key, _anchor="shown-pictures")
    if request.method == "POST" and (before := accepted_before(form)) is not None:
        return redirect(before, 303)
    if request.method == "POST" and form.validate() and _is_put(shelf, ref, key, form):
        accept(form, back)
        flash(_("The picture is in the draft."), "good")
        return redirect(back, 303)
    page = render_template("documents/picture.html", document=opened.row, form=form, part=item_name(item), back=back)
    return page, 422 if request.method == "POST" else 200


def _is_put(shelf: str, ref: str, key: str, form: PictureForm) -> bool:
    """Keep the picture; what it is refused for is said at the field."""
    found = admit(form.content, form.file.data.filename)
    if isinstance(found, Refusal):
        form.file.errors = [said(found)]
        return False
    document = to_write(shelf, ref)
    return form.takes(lambda: picture_actions.put(document, key, found, by=person(), at=clock.now()))
