"""Notes to a speaker: written by members below a talk, read by the speaker, its author and the editors."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock
from club.core.db import read, session
from club.core.forms import accept, accepted_before
from club.core.refusals import Refused
from club.core.saying import said
from club.policy import Can, needs
from club.talks import actions
from club.talks.acting_views import reads_notes
from club.talks.models import Publication
from club.talks.note_actions import write_note
from club.talks.note_forms import NoteForm
from club.talks.queries import NOTES, ONE
from club.talks.views import blueprint


@blueprint.route("/talks/<slug:slug>/note", methods=["GET", "POST"])
@needs(Can.LIBRARY_READ)
def note(slug: str) -> ResponseReturnValue:
    """Write to the speaker of a published talk."""
    form = NoteForm()
    talk: Any = actions.to_write(slug) if form.is_submitted() else read(ONE, slug=slug).first()
    if talk is None or talk.status is not Publication.PUBLISHED:
        abort(404)
    if not form.is_submitted():
        return render_template("talks/note.html", form=form, talk=talk)
    if not form.validate():
        return render_template("talks/note.html", form=form, talk=talk), 422
    if location := accepted_before(form):
        return redirect(location, 303)
    try:
        write_note(talk, form.text.data, by=g.who.person_id, name=g.who.name, at=clock.now())
    except Refused as refused:
        session().rollback()
        refusal = refused.refusal
        form.form_errors = [f"{said(refusal.message, refusal.values)} {said(refusal.next_step, {})}"]
        return render_template("talks/note.html", form=form, talk=talk), 422
    accept(form, location := url_for("talks.show", slug=slug))
    flash(_("Your note is with the speaker and the editors. Nobody else reads it."), "good")
    return redirect(location, 303)


@blueprint.get("/talks/<slug:slug>/notes")
@needs(Can.ACCOUNT_USE)
def notes(slug: str) -> ResponseReturnValue:
    """What members wrote about a talk, for its speaker, who need not be of the club, its author and the editors."""
    talk = read(ONE, slug=slug).first()
    if talk is None or not reads_notes(talk):
        abort(404)
    return render_template("talks/notes.html", talk=talk, notes=read(NOTES, talk_id=talk.id).all())
