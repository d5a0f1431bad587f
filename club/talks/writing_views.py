"""How a text is written in the browser: one desk for talks and articles."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock
from club.core.db import session
from club.core.forms import MOST_DIGITS, accept, accepted_before
from club.core.i18n import lang
from club.core.markdown import render
from club.core.refusals import Refusal, Refused
from club.core.saying import said
from club.core.text import N_
from club.policy import Can
from club.talks.forms import FileForm
from club.talks.incoming import ACCEPTED, Found
from club.talks.models import Publication
from club.talks.publication import hold_section
from club.talks.rules import STEPS, is_changeable, is_own, slug_from

DONE = {
    Publication.DRAFT: N_("Saved as a draft. Only you and the editors see it."),
    Publication.SUBMITTED: N_("Handed in. An editor publishes it."),
    Publication.PUBLISHED: N_("It is out."),
}


@dataclass(frozen=True)
class Desk:
    """What differs between the kinds of text: their forms, actions and pages."""

    kind: str
    page: str
    new_form: type[Any]
    form: type[Any]
    actions: Any
    loaded: Callable[[Any], dict[str, Any]]
    understood: Callable[[Found], dict[str, Any]]

    def from_file(self) -> ResponseReturnValue:
        """The page of a new text, filled in from a file; nothing is kept until it is saved."""
        sent = FileForm()
        if not sent.validate():
            return self._page(self._unsent(), file_form=sent, status=422)
        found = sent.read()
        if isinstance(found, Refusal):
            sent.file.errors = [f"{said(found.message, found.values)} {said(found.next_step, {})}".strip()]
            return self._page(self._unsent(), file_form=sent, status=422)
        form = self._unsent(**self.understood(found))
        form.choose_section(found.transcript.section)
        return self._page(form, found=found)

    def _unsent(self, **told: Any) -> Any:
        return self.new_form(formdata=None, data={"lang": lang(), **told})

    def begin(self) -> ResponseReturnValue:
        """An empty page, or the text that was typed on it."""
        form = self.new_form(lang=request.args.get("lang") or lang())
        if not form.is_submitted():
            return self._page(form)
        if not form.validate():
            return self._page(form, status=422)
        if request.form.get("do") == "preview":
            return self._page(form, preview=render(form.words.data or ""))
        if location := accepted_before(form):
            return redirect(location, 303)
        try:
            text = self.actions.draft(form.facts(), by=g.who.person_id, at=clock.now(), slug=form.slug.data or "")
            self._step_if_asked(text)
        except Refused as refused:
            return self._told(form, None, refused)
        accept(form, location := url_for(f"{self.kind}.edit", slug=text.slug))
        flash(_(DONE[text.status]), "good")
        return redirect(self._place_of(text, location), 303)

    def edit(self, slug: str) -> ResponseReturnValue:
        """A text that is there, to be changed; what somebody else saved meanwhile is not overwritten."""
        hold_section(_section_asked())
        text = self._own(slug)
        if not is_changeable(text.status, is_editor=is_editor()):
            abort(404)
        form = self.form(data={**self.loaded(text), "version": text.version})
        if not form.is_submitted():
            return self._page(form, text)
        if not form.validate():
            return self._page(form, text, status=422)
        if request.form.get("do") == "preview":
            return self._page(form, text, preview=render(form.words.data or ""))
        if form.is_stale(text.version):
            form.version.data = str(text.version)
            return self._page(form, text, status=422, theirs=self.loaded(text))
        try:
            self.actions.change(text, form.facts(), at=clock.now(), slug=form.slug.data or "")
            self._step_if_asked(text)
        except Refused as refused:
            return self._told(form, text, refused)
        flash(_(DONE[text.status]), "good")
        return redirect(self._place_of(text, url_for(f"{self.kind}.edit", slug=text.slug)), 303)

    def step(self, slug: str) -> ResponseReturnValue:
        """Take a text a step on, without changing a word of it."""
        text = self._own(slug)
        word = request.form.get("do", "")
        self.actions.take_step(text, word, is_editor=is_editor(), at=clock.now())
        flash(_(DONE[text.status]), "good")
        return redirect(self._place_of(text, url_for("texts.index")), 303)

    def _told(self, form: Any, text: Any, refused: Refused) -> ResponseReturnValue:
        """The page with everything typed, and why it was not done."""
        session().rollback()
        form.offer_sections()
        refusal = refused.refusal
        form.form_errors = [f"{said(refusal.message, refusal.values)} {said(refusal.next_step, {})}".strip()]
        return self._page(form, text, status=422)

    def _own(self, slug: str) -> Any:
        text = self.actions.to_write(slug)
        if text is None or not is_own(text.author_id, g.who.person_id, is_editor=is_editor()):
            abort(404)
        return text

    def _step_if_asked(self, text: Any) -> None:
        word = request.form.get("do", "")
        if (text.status, word) in STEPS:
            self.actions.take_step(text, word, is_editor=is_editor(), at=clock.now())

    def _place_of(self, text: Any, otherwise: str) -> str:
        if text.status is Publication.PUBLISHED:
            return url_for(f"{self.kind}.show", slug=text.slug)
        return otherwise

    def _page(self, form: Any, text: Any = None, *, status: int = 200, **more: Any) -> ResponseReturnValue:
        page = render_template(
            self.page,
            form=form,
            text=text,
            action=url_for(f"{self.kind}.new") if text is None else "",
            file_form=more.pop("file_form", None) or FileForm(formdata=None),
            accepted=ACCEPTED,
            is_editor=is_editor(),
            guessed_slug=slug_from(form.title.data or "", ""),
            **more,
        )
        return page, status


def _section_asked() -> int | None:
    """The section that a text is to go into, before its form has looked at it."""
    asked = request.form.get("section", "")
    return int(asked) if asked.isdecimal() and len(asked) <= MOST_DIGITS else None


def is_editor() -> bool:
    """Whether the acting person publishes, and therefore sees what others write."""
    return bool(g.who.can(Can.TALK_PUBLISH))
