"""Two texts become the same one in two languages, and stop being it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from club.core import audit
from club.core.audit import Did
from club.core.db import session
from club.core.refs import new_ref
from club.core.refusals import Refused
from club.talks.pair_rules import LANGUAGE_STAYS, pairing_fault


def both_to_write(model: type[Any], *slugs: str) -> dict[str, Any]:
    """Texts by their addresses, to be changed; whoever holds two of them takes them in one order."""
    found = select(model).where(model.slug.in_(slugs)).order_by(model.id).with_for_update()
    return {text.slug: text for text in session().scalars(found)}


def pair_to_write(model: type[Any], slug: str) -> Any:
    """A text by its address, to be changed with its version in the other language: both are held, in that order too."""
    pair = session().scalar(select(model.pair).where(model.slug == slug))
    both = or_(model.slug == slug, model.pair == pair) if pair is not None else model.slug == slug
    held = session().scalars(select(model).where(both).order_by(model.id).with_for_update())
    return next((text for text in held if text.slug == slug), None)


def put_together(text: Any, other: Any) -> None:
    """Make two texts one another’s version. Refused where they are of one language, or one belongs to a third."""
    if fault := pairing_fault((text.lang, other.lang), (text.pair, other.pair)):
        raise Refused(fault)
    if text.pair is None:
        text.pair = other.pair = new_ref()
        audit.record(Did.TEXTS_PAIRED, text.ref, other=other.ref)


def take_apart(text: Any) -> None:
    """Let a text and its version in the other language, both held, be two texts again."""
    if text.pair is None:
        return
    audit.record(Did.TEXTS_PARTED, text.ref)
    model = type(text)
    for one in session().scalars(select(model).where(model.pair == text.pair)):
        one.pair = None


Copier = Callable[..., None]
_COPIERS: list[Copier] = []


def goes_along(copier: Copier) -> Copier:
    """Register what the version in the other language takes over from the text that it is begun from."""
    _COPIERS.append(copier)
    return copier


def take_along(text: Any, version: Any, *, by: int, at: datetime) -> None:
    """Give a version that is begun what stands beside the words of the text."""
    for copier in _COPIERS:
        copier(text, version, by=by, at=at)


def keep_language(text: Any, lang: str) -> None:
    """Refuse that a text changes its language while it is the other language’s version of another one."""
    if text.pair is not None and lang != text.lang:
        raise Refused(LANGUAGE_STAYS)
