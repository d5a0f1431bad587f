"""A text in the other language: begun from this one, put beside it, or taken from it again."""

from dataclasses import fields
from typing import Any

from flask import abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from club.core import clock
from club.core.db import session
from club.core.refusals import Refused
from club.talks import pair_rules as rules
from club.talks.acting_views import may_publish, works_on
from club.talks.models import Publication
from club.talks.pair_actions import both_to_write, pair_to_write, put_together, take_along, take_apart
from club.talks.picture_actions import copy_pictures, pictures_of, renamed
from club.talks.writing_views import Desk, in_words


def other_language(desk: Desk, slug: str) -> ResponseReturnValue:
    """Begin the other language’s version of a text, name it, or take the two apart."""
    typed = request.form.get("other", "")[: rules.LONGEST_ADDRESS]
    try:
        location = _STEPS.get(request.form.get("do", ""), _join)(desk, slug, typed)
    except Refused as refused:
        session().rollback()
        flash(in_words(refused.refusal), "bad")
        location = url_for(f"{desk.kind}.edit", slug=slug, other=typed, _anchor="language")
    return redirect(location, 303)


def _begin(desk: Desk, slug: str, _typed: str) -> str:
    """Draft the version in the other language, with everything that is the same in both, and open it."""
    text = desk.own(slug)
    if text.pair is not None:
        raise Refused(rules.PAIRED_ALREADY)
    lang, by, at = rules.other_than(text.lang), g.who.person_id, clock.now()
    pictures = pictures_of(desk.album, text)
    facts = {each.name: getattr(text, each.name) for each in fields(desk.facts)}
    words = {name: renamed(fact, pictures) if isinstance(fact, str) else fact for name, fact in facts.items()}
    draft = desk.actions.draft(desk.facts(**words | {"lang": lang}), by=by, at=at, slug=f"{slug[:66]}-{lang}")
    copy_pictures(desk.album, draft, pictures, by=by, at=at)
    take_along(text, draft, by=by, at=at)
    put_together(text, draft)
    flash(_("Words, pictures and what stands beside them were copied. Now put this draft into its language."), "good")
    return url_for(f"{desk.kind}.edit", slug=draft.slug)


def _join(desk: Desk, slug: str, typed: str) -> str:
    """Put a text that is there beside this one."""
    named = rules.slug_in(typed)
    both = both_to_write(desk.model, slug, named)
    text, other = _own(both.get(slug)) or abort(404), _own(both.get(named))
    if other is None or other is text:
        raise Refused(rules.NO_SUCH_TEXT)
    if {text.status, other.status} == {Publication.PUBLISHED} and not may_publish():
        raise Refused(rules.EDITORS_JOIN)
    put_together(text, other)
    flash(_("Each of the two leads to the other once both are published."), "good")
    return url_for(f"{desk.kind}.edit", slug=slug, _anchor="language")


def _part(desk: Desk, slug: str, _typed: str) -> str:
    text = _own(pair_to_write(desk.model, slug)) or abort(404)
    if text.status is Publication.PUBLISHED and not may_publish():
        raise Refused(rules.EDITORS_JOIN)
    take_apart(text)
    flash(_("They are two texts again."), "good")
    return url_for(f"{desk.kind}.edit", slug=slug, _anchor="language")


def _own(text: Any) -> Any:
    """A text that the acting person works on; nothing of another one."""
    return text if text is not None and works_on(text.author_id, text.ref) else None


_STEPS = {"begin": _begin, "part": _part}
