"""The page on which is seen and said who writes a text."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from wtforms.fields.choices import SelectChoice

from club.core import clock
from club.core.db import read, session
from club.core.refusals import Refused
from club.people.models import Person
from club.talks import author_actions
from club.talks.acting_views import is_editor
from club.talks.author_queries import CO_AUTHORS, NAME_OF, WRITERS
from club.talks.author_rules import NOT_YOURS, may_let_go
from club.talks.forms import CoAuthorForm
from club.talks.rules import is_own
from club.talks.writing_views import Desk


def writers_page(desk: Desk, slug: str) -> ResponseReturnValue:
    """Who writes a text; whoever began it and the editors name others."""
    text = desk.own(slug)
    form = CoAuthorForm()
    people = {row.ref: row for row in read(WRITERS)}
    writing = {text.author_id, *(row.person_id for row in read(CO_AUTHORS, ref=text.ref))}
    form.person.choices = [SelectChoice(ref, row.name) for ref, row in people.items() if row.id not in writing]
    if not form.is_submitted():
        return _page(desk, form, text)
    if not _names(text):
        raise Refused(NOT_YOURS)
    chosen = people.get(form.person.data or "")
    if chosen is None:
        form.person.errors = [_("Choose one of these people.")]
        return _page(desk, form, text), 422
    person = session().get_one(Person, chosen.id)
    if not form.validate() or not form.takes(lambda: _name(desk, text, person)):
        return _page(desk, form, desk.own(slug)), 422
    flash(_("%(name)s writes it with you now, and was told so.", name=chosen.name), "good")
    return redirect(url_for(f"{desk.kind}.writers", slug=slug), 303)


def writer_leaves(desk: Desk, slug: str) -> ResponseReturnValue:
    """Take somebody off a text, or oneself."""
    text = desk.own(slug)
    person = session().scalars(select(Person).where(Person.ref == request.form.get("person", ""))).first()
    if person is None:
        return redirect(url_for(f"{desk.kind}.writers", slug=slug), 303)
    if not may_let_go(person.id, by=g.who.person_id, names=_names(text)):
        raise Refused(NOT_YOURS)
    author_actions.let_go(text, person)
    is_gone = person.id == g.who.person_id and not _names(text)
    flash(_("You no longer write this text.") if is_gone else _("Taken off the text."), "good")
    return redirect(url_for("texts.index") if is_gone else url_for(f"{desk.kind}.writers", slug=slug), 303)


def _names(text: Any) -> bool:
    """Whether the acting person says who writes a text."""
    return is_own(text.author_id, g.who.person_id, is_editor=is_editor())


def _name(desk: Desk, text: Any, person: Person) -> None:
    author_actions.name_co_author(text, person, kind=desk.kind, by=g.who.person_id, at=clock.now())


def _page(desk: Desk, form: CoAuthorForm, text: Any) -> str:
    return render_template(
        "talks/writers.html",
        kind=desk.kind,
        text=text,
        form=form,
        author=read(NAME_OF, person_id=text.author_id).scalar(),
        co_authors=read(CO_AUTHORS, ref=text.ref).all(),
        names=_names(text),
        me=g.who.person_id,
    )
