"""The application that this browser sent before: a second tab must not make a second one by mistake."""

from flask import session as cookie
from flask_babel import gettext as _

from club.applications import actions
from club.applications.addresses import status_path
from club.applications.forms import ApplyForm
from club.applications.models import Application
from club.applications.progress import OPEN_STATUSES
from club.core import links
from club.core.money import Money
from club.core.site import club_here

COOKIE_KEY = "applied"


def sent_from_here(credit_code: str) -> Application | None:
    """The open application of this firm that this browser has sent."""
    link = links.find(str(cookie.get(COOKIE_KEY, "")), actions.LINK, club_here().id)
    if link is None:
        return None
    application = actions.load(link.subject)
    is_same = application.credit_code == credit_code and application.status in OPEN_STATUSES
    return application if is_same else None


def location() -> str:
    """Where that application stands."""
    return status_path(str(cookie.get(COOKIE_KEY, "")))


def differences(before: Application, typed: ApplyForm) -> list[tuple[str, str, str]]:
    """Label, answer sent before, and answer now, wherever the two tabs differ."""
    now = typed.particulars()
    pairs = (
        (typed.legal_name.label.text, before.legal_name, now.legal_name),
        (typed.city.label.text, before.city, now.city),
        (typed.categories.label.text, before.categories, now.categories),
        (_("Turnover"), str(Money(before.turnover_minor, before.currency)), str(typed.turnover.money)),
        (typed.contact.label.text, before.contact_email or before.contact_phone, str(now.contact)),
    )
    return [(str(label), old, new) for label, old, new in pairs if old != new]
