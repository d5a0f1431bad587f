"""Phrases and refusals said in the reader’s language, with the values in them written as that language does."""

from collections.abc import Mapping
from datetime import date, datetime

from club.core import i18n
from club.core.i18n import phrase as gettext
from club.core.money import Money
from club.core.refusals import Refusal
from club.core.text import Phrase


def said(what: str | Phrase | Refusal, values: Mapping[str, object] | None = None) -> str:
    """A msgid with its values, a phrase, or a refusal with its next step, in the language of this page."""
    if isinstance(what, Phrase):
        return said(what.msgid, what.values)
    if isinstance(what, Refusal):
        parts = (said(what.message, what.values), said(what.next_step, what.values))
        return ("" if i18n.lang() == "zh" else " ").join(part for part in parts if part)
    if not what:
        return ""
    return gettext(what, **{name: written(value) for name, value in (values or {}).items()})


def written(value: object) -> object:
    """One value as this language writes it."""
    if isinstance(value, Phrase):
        return said(value)
    if isinstance(value, Money):
        return i18n.money(value.amount_minor, value.currency)
    if isinstance(value, datetime):
        return i18n.moment(value)
    return i18n.day(value) if isinstance(value, date) else value
