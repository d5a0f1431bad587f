"""What an event in the club's book says of itself, as people say it: names, sums, days and moments."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from club.clubs.gate_words import BASES
from club.clubs.subjects import Names
from club.clubs.words import STATES
from club.core.i18n import NAMES, day, moment, money, number
from club.core.text import N_

FACTS: dict[str, str] = {
    "added": N_("put in"),
    "admitted": N_("admitted"),
    "amount": N_("sum"),
    "application": N_("application"),
    "articles": N_("articles"),
    "at": N_("comes out"),
    "by": N_("by"),
    "changed": N_("described anew"),
    "charge": N_("charge"),
    "choice": N_("choice"),
    "closed": N_("exam closed"),
    "course": N_("course"),
    "courses": N_("courses"),
    "departments": N_("departments"),
    "discarded": N_("draft thrown away"),
    "due_on": N_("by the day"),
    "exam": N_("exam"),
    "files": N_("files"),
    "form": N_("kind of file"),
    "given": N_("lesson given"),
    "grade": N_("grade"),
    "hidden": N_("off the shelf"),
    "instructor": N_("instructor"),
    "items": N_("parts"),
    "lesson": N_("lesson"),
    "many": N_("how many"),
    "module": N_("module"),
    "months": N_("length in months"),
    "moved": N_("moved"),
    "names": N_("names"),
    "number": N_("number"),
    "of": N_("class"),
    "offered": N_("offered as a file"),
    "other": N_("with"),
    "passes": N_("passes the gate"),
    "payment": N_("payment"),
    "people": N_("people meant"),
    "points_at": N_("points at"),
    "price": N_("price"),
    "reason": N_("reason"),
    "removed": N_("left out"),
    "restored": N_("brought back from number"),
    "role": N_("role"),
    "roles": N_("roles"),
    "rows": N_("rows"),
    "seats": N_("seats"),
    "size": N_("size"),
    "speaker": N_("speaker"),
    "standing": N_("then"),
    "status": N_("then"),
    "taken": N_("taken in"),
    "taken_back": N_("lesson taken back"),
    "talks": N_("talks"),
    "template": N_("text of the library"),
    "times": N_("dates"),
    "to": N_("texts moved to"),
}
SETTINGS: dict[str, str] = {
    "about_en": N_("About the club, in English"),
    "about_zh": N_("About the club, in Chinese"),
    "accent": N_("Colour of the club’s mark"),
    "bank_details": N_("Bank details, as they stand on the invoice"),
    "board_size": N_("Members of the board who are asked"),
    "board_yes": N_("Votes of yes that admit a firm"),
    "chat_address": N_("Address that opens a chat with the club"),
    "dues_days": N_("Days until an invoice is due"),
    "gate_basis": N_("Counted as"),
    "gate_currency": N_("Currency"),
    "gate_minor": N_("Lowest turnover of a year"),
    "hours_en": N_("Hours in English"),
    "hours_zh": N_("Hours in Chinese"),
    "lang": N_("First language"),
    "name_en": N_("Name in English"),
    "name_zh": N_("Name in Chinese"),
    "opening_en": N_("Opening sentence in English"),
    "opening_zh": N_("Opening sentence in Chinese"),
    "place_en": N_("Place in English"),
    "place_zh": N_("Place in Chinese"),
    "refused_kept_days": N_("Days for which a refused credit code is remembered"),
    "release_en": N_("Release agreement in English"),
    "release_zh": N_("Release agreement in Chinese"),
    "talks_released": N_("No talk comes out before its speaker has released it"),
    "talks_reviewed": N_("An editor publishes; other writers hand in"),
    "telephone": N_("Telephone"),
    "zone": N_("Time zone"),
}
UNTOLD = frozenset(
    {
        "bank",
        "begun",
        "currency",
        "fields",
        "intent",
        "item",
        "media",
        "member",
        "notice",
        "now",
        "offer",
        "person",
        "picture",
    }
    | {"settings", "slides", "text", "version", "was", "what"}
)
"""What the program keeps for itself: keys, counters, and what another fact is told with."""
ROWS = {
    **dict.fromkeys(("added", "changed", "exam", "moved", "points_at", "removed", "template"), "template"),
    **dict.fromkeys(("application", "course", "given", "instructor", "lesson", "module", "of"), ""),
    **dict.fromkeys(("other", "speaker"), ""),
    "taken_back": "",
    "to": "section",
}
"""Facts that name another row, with the sort under which it is known."""
_KILOBYTE = 1024


def facts_in_words(facts: Mapping[str, Any], names: Names, *, but: str = "") -> list[tuple[str, str]]:
    """What an event says of itself, as label and value; rows by what they are called.

    One without a name is left out, and one that is called as what the event is about, `but`.
    """
    told = [(_(FACTS[name]), _value(name, facts, names)) for name in facts if name in FACTS]
    return [*_settings(facts), *((label, value) for label, value in told if value not in {"", but})]


def rows_named(facts: Mapping[str, Any]) -> set[str]:
    """The refs and addresses of other rows that an event names."""
    return {value for name, value in facts.items() if name in ROWS and isinstance(value, str) and value}


def _value(name: str, facts: Mapping[str, Any], names: Names) -> str:
    value = facts[name]
    if name in ROWS and not isinstance(value, bool):
        return names.get((ROWS[name], value), "")
    if name in {"amount", "price"}:
        return money(value, facts["currency"]) if "currency" in facts else ""
    if name in _SAID:
        return _SAID[name](value)
    return _plainly(value)


def _plainly(value: Any) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, int):
        return number(value)
    if isinstance(value, list):
        return str(_(", ")).join(map(_plainly, value))
    return "" if value is None else str(_(STATES[value]) if value in STATES else value)


def _size(value: int) -> str:
    if value < _KILOBYTE**2:
        return str(_("%(size)s kB", size=max(1, round(value / _KILOBYTE))))
    return str(_("%(size)s MB", size=round(value / _KILOBYTE**2)))


_SAID: dict[str, Callable[[Any], str]] = {
    "at": lambda value: moment(datetime.fromisoformat(value)),
    "due_on": lambda value: day(date.fromisoformat(value)),
    "form": str.upper,
    "items": lambda value: number(len(value)),
    "people": lambda value: number(len(value)),
    "size": _size,
}


def _settings(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each setting that was changed: from what to what, or that it was, where it is a text."""
    was, now = facts.get("was", {}), facts.get("now", {})
    return [
        (
            _(SETTINGS[name]),
            _("from %(before)s to %(after)s", before=_setting(name, was), after=_setting(name, now))
            if name in was
            else _("was changed"),
        )
        for name in facts.get("settings", ())
        if name in SETTINGS
    ]


def _setting(name: str, held: Mapping[str, Any]) -> str:
    value = held[name]
    if name == "gate_minor":
        return money(value, held["gate_currency"])
    if name == "gate_basis":
        return str(_(BASES[value]))
    return NAMES[value] if name == "lang" else _plainly(value)
