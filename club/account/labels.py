"""Words for events of an account and for browsers."""

from flask_babel import gettext as _

from club.core.audit import Did
from club.core.text import N_

EVENTS = {
    Did.ACCOUNT_OPENED: N_("Account opened"),
    Did.SIGNED_IN: N_("Signed in"),
    Did.SIGNED_OUT: N_("Signed out"),
    Did.PASSWORD_CHANGED: N_("Password changed"),
    Did.SECOND_FACTOR_CHANGED: N_("Second factor changed"),
    Did.IDENTIFIER_CHANGED: N_("Mail address or telephone number changed"),
    Did.ACCOUNT_RESET: N_("Link for a new password given by the firm or the club"),
}

BROWSERS = ("Edg", "OPR", "MicroMessenger", "Firefox", "Chrome", "Safari")
NAMES = {"Edg": "Edge", "OPR": "Opera", "MicroMessenger": N_("WeChat")}
SYSTEMS = {"Windows": "Windows", "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Mac OS": "macOS"}


def of_event(did: str) -> str:
    """An event of an account in the reader's language."""
    return str(_(EVENTS[Did(did)])) if did in EVENTS else did


def browser(agent: str) -> str:
    """`Firefox, Windows`: as much as a person needs to know their own browsers again."""
    name = next((found for found in BROWSERS if found in agent), "")
    system = next((words for mark, words in SYSTEMS.items() if mark in agent), "Linux" if "Linux" in agent else "")
    shown = [str(_(NAMES[name])) if name == "MicroMessenger" else NAMES.get(name, name), system]
    return ", ".join(word for word in shown if word) or str(_("Unknown browser"))
