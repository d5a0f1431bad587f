"""The notice for staff of member firms: the club's text, with places that each firm fills in."""

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup, escape

CONTACT, TERM = "{contact}", "{term}"
PLACES = (CONTACT, TERM)
KEPT_MONTHS = 24
"""How long a firm that has set no term keeps what it knows of somebody who left."""
MONTHS_OF_A_YEAR = 12


def missing_places(text: str) -> list[str]:
    """The places that a text lacks, so that a firm's contact or term would not be told."""
    return [place for place in PLACES if place not in text]


def term(months: int) -> str:
    """A term in words, in whole years where it is some."""
    years, rest = divmod(months, MONTHS_OF_A_YEAR)
    if rest:
        return str(ngettext("%(num)s month", "%(num)s months", months))
    return str(ngettext("%(num)s year", "%(num)s years", years))


def contact_of(firm_name: str) -> str:
    """Whom to ask in a firm that has named nobody."""
    return str(_("the people office of %(firm)s, or its owner", firm=firm_name))


def filled(body: str, *, contact: str, months: int) -> Markup:
    """The text as HTML with contact and term put in; a text without a place for them has them at its end."""
    values = {CONTACT: escape(contact), TERM: escape(term(months))}
    if missing_places(body):
        closing = _("Kept as long as you work for the firm, and {term} after that. Ask {contact}.")
        body += Markup("<p>{}</p>").format(closing)
    for place, value in values.items():
        body = body.replace(place, value)
    return Markup(body)  # noqa: S704  our renderer's HTML, with escaped values
