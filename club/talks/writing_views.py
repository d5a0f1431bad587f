"""How a text is written in the browser: one desk for talks and articles."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from club.core import clock, links
from club.core.addresses import absolute
from club.core.db import read, session
from club.core.forms import MOST_DIGITS, accept, accepted_before
from club.core.i18n import lang, moment, zone
from club.core.markdown import render
from club.core.refusals import Refusal, Refused
from club.core.saying import said
from club.core.scope import current
from club.core.text import N_
from club.core.unsaved import Unsaved, is_asked
from club.talks.acting_views import gives_back, is_editor, may_publish, works_on
from club.talks.forms import FileForm, MomentForm
from club.talks.handing_forms import GiveBackForm
from club.talks.incoming import ACCEPTED, Found
from club.talks.models import Publication
from club.talks.picture_actions import Album
from club.talks.preview_actions import LINK as PREVIEW
from club.talks.publication import look_again
from club.talks.rules import STEPS, is_changeable, slug_from, with_pictures
from club.talks.version_queries import VERSION

ON_THE_FORM = frozenset({"submit", "publish"})
DONE = {
    Publication.DRAFT: N_("Saved as a draft. Only whoever writes it and the editors see it."),
    Publication.SUBMITTED: N_("Handed in. An editor publishes it."),
    Publication.PUBLISHED: N_("It is out."),
}
OUT = N_("This text is out: an editor of the club changes it from now on. Write to the club if something is wrong.")
CHANGED_AFTER = N_("Saved. An editor reads it as it is now and says again when it comes out.")


@dataclass(frozen=True)
class Desk:
    """What differs between the kinds of text: their forms, actions and pages."""

    kind: str
    page: str
    new_form: type[Any]
    form: type[Any]
    model: type[Any]
    facts: type[Any]
    actions: Any
    album: Album
    around: Any
    loaded: Callable[[Any], dict[str, Any]]
    understood: Callable[[Found], dict[str, Any]]
    restored: Callable[[Any, Mapping[str, Any]], dict[str, Any]]
    fresh: Callable[[], dict[str, Any]] = dict
    beside: Callable[[Any, Any], dict[str, Any]] = lambda _text, _around: {}

    def from_file(self) -> ResponseReturnValue:
        """The page of a new text, filled in from a file where nothing was typed; nothing is kept until it is saved."""
        sent, typed = FileForm(), self.new_form()
        if not sent.validate():
            return self._page(typed, file_form=sent, status=422)
        found = sent.read()
        if isinstance(found, Refusal):
            sent.file.errors = [in_words(found)]
            return self._page(typed, file_form=sent, status=422)
        form = self._unsent(**{**self.understood(found), **self._changed(typed)})
        if not form.section.data:
            form.choose_section(found.transcript.section)
        return self._page(form, found=found)

    def _changed(self, typed: Any) -> dict[str, Any]:
        """What somebody typed or chose on the page of a new text, beside what stood there when it opened."""
        opened = self._unsent()
        own = (field for field in typed if field.name in opened and field.name != "csrf_token")
        return {field.name: field.data for field in own if field.data and field.data != opened[field.name].data}

    def _unsent(self, **told: Any) -> Any:
        return self.new_form(formdata=None, data={"lang": lang(), **self.fresh(), **told})

    def begin(self) -> ResponseReturnValue:
        """An empty page, or the text that was typed on it."""
        unsaved = self._unsaved()
        form = self.new_form(data={"lang": request.args.get("lang") or lang(), **self.fresh()}, **unsaved.taken_up())
        if (answer := self._not_to_save(form, unsaved)) is not None:
            return answer
        if location := accepted_before(form):
            return redirect(location, 303)
        try:
            text = self.actions.draft(form.facts(), by=g.who.person_id, at=clock.now(), slug=form.slug.data or "")
            self._step_if_asked(text)
        except Refused as refused:
            return self._told(form, None, refused)
        unsaved.forget()
        accept(form, location := url_for(f"{self.kind}.edit", slug=text.slug))
        flash(_(DONE[text.status]), "good")
        return redirect(self._place_of(text, location), 303)

    def edit(self, slug: str) -> ResponseReturnValue:
        """A text that is there, to be changed; what somebody else saved meanwhile is not overwritten."""
        text = self.own(slug)
        unsaved = self._unsaved(text)
        form = self.form(data={**self.loaded(text), "version": text.version}, **unsaved.taken_up())
        if not (is_asked() or is_changeable(text.status, is_editor=may_publish())):
            abort(self.is_out(text))
        if (answer := self._not_to_save(form, unsaved, text)) is not None:
            return answer
        if form.is_stale(text.version):
            form.version.data = str(text.version)
            return self._page(form, text, status=422, theirs=self.loaded(text))
        try:
            self.actions.change(
                text,
                form.facts(),
                at=clock.now(),
                slug=form.slug.data or "",
                note=form.note.data or "",
                by=g.who.person_id,
            )
            is_unread = look_again(text, is_editor=is_editor())
            self._step_if_asked(text)
        except Refused as refused:
            return self._told(form, text, refused)
        unsaved.forget()
        flash(_(CHANGED_AFTER) if is_unread else _(DONE[text.status]), "good")
        return redirect(self._place_of(text, url_for(f"{self.kind}.edit", slug=text.slug)), 303)

    def is_out(self, text: Any) -> Response:
        """The way to a text that is out, for whoever wrote it and does not change it any more, with a word why."""
        if request.method == "POST":
            abort(404)
        flash(_(OUT), "warn")
        return redirect(url_for(f"{self.kind}.show", slug=text.slug), 303)

    def _not_to_save(self, form: Any, unsaved: Unsaved, text: Any = None) -> ResponseReturnValue | None:
        """The answer where nothing is to be saved: the page as it opens, what is typed kept, a fault, a preview."""
        if not form.is_submitted():
            return self._opened(form, text) if text is not None else self._page(form)
        if is_asked():
            return unsaved.answer(form)
        if not form.validate():
            return self._page(form, text, status=422)
        if request.form.get("do") == "preview":
            return self._previewed(form, text)
        return None

    def _previewed(self, form: Any, text: Any = None) -> ResponseReturnValue:
        """The page with the text as it will be read below it, or why that cannot be drawn."""
        try:
            return self._page(form, text, preview=drawn(render(form.words.data or ""), self.kind))
        except Refused as refused:
            form.words.errors = [in_words(refused.refusal)]
            return self._page(form, text, status=422)

    def _opened(self, form: Any, text: Any) -> ResponseReturnValue:
        """The page as it opens: the text as saved, what was typed and not saved, or the text as it was once."""
        if (number := _version_asked()) is not None:
            version = read(VERSION, ref=text.ref, number=number).first() or abort(404)
            form = self.form(data={**self.loaded(text), **self.restored(text, version.facts), "version": text.version})
            return self._page(form, text, restored=version)
        return self._page(form, text)

    def _unsaved(self, text: Any = None) -> Unsaved:
        """What is typed on the page of a text, or of a new one."""
        page = url_for(f"{self.kind}.edit", slug=text.slug) if text else url_for(f"{self.kind}.new")
        return Unsaved(self.kind, text.ref if text else "", page)

    def step(self, slug: str) -> ResponseReturnValue:
        """Take a text a step on, without changing a word of it."""
        text = self.own(slug)
        word = request.form.get("do", "")
        self.actions.take_step(text, word, is_editor=is_editor(), at=clock.now())
        flash(_(DONE[text.status]), "good")
        return redirect(self._place_of(text, url_for("texts.index")), 303)

    def schedule(self, slug: str) -> ResponseReturnValue:
        """Let a text come out at a moment, without changing a word of it."""
        text = self.own(slug)
        sent = MomentForm()
        if sent.validate():
            try:
                self.actions.schedule(text, sent.moment, is_editor=is_editor(), at=clock.now())
            except Refused as refused:
                session().rollback()
                text = self.own(slug)
                sent.at.errors = [in_words(refused.refusal)]
            else:
                flash(_("It comes out at %(moment)s.", moment=moment(text.publish_at)), "good")
                return redirect(url_for("texts.index"), 303)
        return self.unchanged(text, sent.at.errors, moment_form=sent)

    def unchanged(self, text: Any, faults: Iterable[str], **more: Any) -> ResponseReturnValue:
        """The page of a text as it is saved, and why what was asked beside its words was not done."""
        form = self.form(formdata=None, data={**self.loaded(text), "version": text.version})
        form.form_errors = list(faults)
        return self._page(form, text, status=422, **more)

    def _told(self, form: Any, text: Any, refused: Refused) -> ResponseReturnValue:
        """The page with everything typed, and why it was not done."""
        session().rollback()
        form.offer_sections()
        form.form_errors = [in_words(refused.refusal)]
        return self._page(form, text, status=422)

    def own(self, slug: str) -> Any:
        """A text that the acting person may see before it is out; held until this commit ends."""
        text = self.actions.to_write(slug)
        if text is None or not works_on(text.author_id, text.ref):
            abort(404)
        return text

    def _beside(self, text: Any) -> dict[str, Any]:
        """What stands beside a text that is there: who writes it, its private link, what its kind has besides."""
        around = read(self.around, ref=text.ref).one()
        names = [name for _key, name in sorted(around.co_authors or (), key=itemgetter(0))]
        token = links.token_for(PREVIEW, text.ref, current().club)
        link = absolute(f"{self.kind}.preview", token=token) if token else ""
        return {"around": around, "co_authors": names, "preview_address": link, **self.beside(text, around)}

    def to_change(self, slug: str) -> Any:
        """A text of which the acting person changes what is beside its words; its moment is said anew."""
        text = self.own(slug)
        if not is_changeable(text.status, is_editor=may_publish()):
            abort(404)
        look_again(text, is_editor=is_editor())
        return text

    def _step_if_asked(self, text: Any) -> None:
        word = request.form.get("do", "")
        if (text.status, word) in STEPS and word in ON_THE_FORM:
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
            unsaved=self._unsaved(text),
            file_form=more.pop("file_form", None) or FileForm(formdata=None),
            accepted=ACCEPTED,
            moment_form=more.pop("moment_form", None) or MomentForm(formdata=None, data={"at": _local(text)}),
            give_back_form=more.pop("give_back_form", None) or GiveBackForm(formdata=None),
            gives_back=text is not None and gives_back(text),
            may_publish=may_publish(),
            is_editor=is_editor(),
            **(self._beside(text) if text is not None else {}),
            guessed_slug=slug_from(form.title.data or "", ""),
            **more,
        )
        return page, status


def drawn(html: str, kind: str) -> Markup:
    """Cleaned HTML of a text, with its pictures where this site has them."""
    return Markup(with_pictures(str(html), pictures_here(kind), kind=kind))  # noqa: S704


def pictures_here(kind: str = "talks") -> str:
    """Where pictures of texts are on this site."""
    return f"{request.script_root}/{kind}/pictures/"


def _version_asked() -> int | None:
    """The number of the version that is asked for; one that no text has where it is no number."""
    asked = request.args.get("version")
    if asked is None:
        return None
    return int(asked) if asked.isdecimal() and len(asked) < MOST_DIGITS else -1


def in_words(refusal: Refusal) -> str:
    """What a refusal says and what to do, in one line."""
    return f"{said(refusal.message, refusal.values)} {said(refusal.next_step, {})}".strip()


def _local(text: Any) -> datetime | None:
    """When a text comes out, on the club’s clock."""
    return text.publish_at.astimezone(zone()).replace(tzinfo=None) if text is not None and text.publish_at else None
