"""A recording is sent to a talk in parts, by a browser that goes on where it stopped; or in one go, by a plain form."""

from contextlib import closing
from typing import Any

from flask import abort, current_app, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from club.core import clock
from club.core.db import session
from club.core.files import NoRoomError
from club.core.media import HEAD
from club.core.refusals import Refusal, Refused
from club.policy import Can, needs
from club.talks.acting_views import is_editor, may_publish
from club.talks.desk_views import DESK
from club.talks.media_actions import add_part, begin, put_whole, sent_by, stop, take_media
from club.talks.media_forms import BeginMediaForm, PartForm
from club.talks.media_rules import MOVED_ON, NO_FILE, NO_ROOM, OFF, Announced, is_next
from club.talks.publication import look_again
from club.talks.rules import is_changeable
from club.talks.views import blueprint
from club.talks.writing_views import in_words
from config import Recordings


@blueprint.post("/talks/<slug:slug>/media/begin")
@needs(Can.TALK_WRITE)
def begin_media(slug: str) -> ResponseReturnValue:
    """Say which file comes; where it is one that was begun, from which byte on."""
    sent = BeginMediaForm()
    if not sent.validate():
        return {"told": in_words(NO_FILE)}, 422
    told = Announced(sent.name.data or "", sent.size.data or 0, sent.head.data.stream.read(HEAD), sent.mark.data or "")
    try:
        media = begin(_talk(slug), told, by=g.who.person_id, at=clock.now(), allowed=allowed())
    except Refused as refused:
        return _told(refused.refusal)
    at = url_for("talks.put_part", slug=slug, media=media.ref)
    return {"at": at, "offset": media.received, "part": media.part_size}


@blueprint.get("/talks/<slug:slug>/media/<ref:media>")
@needs(Can.TALK_WRITE)
def media_offset(slug: str, media: str) -> ResponseReturnValue:
    """How much of a file is here."""
    row = sent_by(DESK.own(slug), media, by=g.who.person_id) or abort(404)
    return {"offset": row.received, "done": row.done_at is not None}


@blueprint.post("/talks/<slug:slug>/media/<ref:media>")
@needs(Can.TALK_WRITE)
def put_part(slug: str, media: str) -> ResponseReturnValue:
    """Take the next part of a file; one that is not the next is told which is."""
    sent = PartForm()
    if not sent.validate():
        return {"told": in_words(NO_FILE)}, 422
    content = sent.content()
    try:
        talk = _talk(slug)
        row = sent_by(talk, media, by=g.who.person_id) or abort(404)
        if not is_next(row, sent.offset.data or 0, len(content)):
            return {"offset": row.received}, 409
        refusal = add_part(talk, row, content, at=clock.now(), allowed=allowed())
    except Refused as refused:
        return _told(refused.refusal)
    except NoRoomError:
        return _told(NO_ROOM, 507)
    if refusal is not None:
        return {"offset": 0, "told": in_words(refusal), "done": False}
    is_done = row.received == row.size
    if is_done:
        look_again(talk, is_editor=is_editor())
    return {"offset": row.received, "done": is_done}


@blueprint.post("/talks/<slug:slug>/media")
@needs(Can.TALK_WRITE)
def put_media(slug: str) -> ResponseReturnValue:
    """Put a recording to a talk that comes in one go."""
    try:
        _put(_talk(slug), request.files.get("recording"))
    except (Refused, NoRoomError) as fault:
        session().rollback()
        flash(in_words(fault.refusal if isinstance(fault, Refused) else NO_ROOM), "bad")
    return _back(slug)


def _put(talk: Any, sent: FileStorage | None) -> None:
    if sent is None or not sent.filename:
        raise Refused(NO_FILE)
    with closing(sent):
        put_whole(talk, sent.stream, sent.filename, by=g.who.person_id, at=clock.now(), allowed=allowed())
    look_again(talk, is_editor=is_editor())


@blueprint.post("/talks/<slug:slug>/media/change")
@needs(Can.TALK_WRITE)
def change_media(slug: str) -> ResponseReturnValue:
    """Take the recording away, or throw away what has come of another one."""
    talk = DESK.to_change(slug)
    if request.form.get("do") == "stop":
        stop(talk)
    else:
        take_media(talk)
    return _back(slug)


def allowed() -> Recordings:
    """Which recordings this installation keeps."""
    settings: Recordings = current_app.extensions["settings"].recordings
    return settings


def _talk(slug: str) -> Any:
    """A talk that the acting person works on and still changes. Refused where no recordings are kept or it is out."""
    talk = DESK.own(slug)
    if not allowed().largest:
        raise Refused(OFF)
    if not is_changeable(talk.status, is_editor=may_publish()):
        raise Refused(MOVED_ON)
    return talk


def _told(refusal: Refusal, status: int = 422) -> ResponseReturnValue:
    session().rollback()
    return {"told": in_words(refusal)}, status


def _back(slug: str) -> ResponseReturnValue:
    return redirect(url_for("talks.edit", slug=slug, _anchor="media"), 303)
