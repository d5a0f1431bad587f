"""What an application says, as label and value, for each side that may read it."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from club.applications.forms import RUNS_SHOPS, ApplyForm
from club.applications.labels import BASES, OWN_ROLES, said_period
from club.applications.models import OwnRole
from club.applications.period_rules import TwelveMonths
from club.applications.upload_actions import Pending
from club.clubs.models import Basis
from club.core.i18n import money
from club.core.money import Money
from club.core.saying import said
from club.firms.words import said_platforms

Pairs = list[tuple[str, str]]


def as_typed(form: ApplyForm, pending: list[Pending]) -> Pairs:
    """Everything that was typed, in full, before it is sent."""
    answers, who = form.answers(), form.particulars()
    shops = _("We run shops of our own") if form.business.data == RUNS_SHOPS else ""
    return [
        (_("Legal name"), who.legal_name),
        (_("Credit code"), who.credit_code),
        (_("Platforms"), said_platforms(list(who.platforms))),
        (_("Sells"), who.categories),
        (_("City"), who.city),
        (_("Turnover"), form.turnover.echo),
        (_("Period and basis"), _both(said_period(answers.period), said(BASES[answers.basis]))),
        (_("Evidence"), said_papers(pending)),
        (_("Business"), shops),
        (_("Your role"), said(OWN_ROLES[answers.own_role])),
        (_("Contact"), str(who.contact)),
    ]


def said_papers(papers: Iterable[Any]) -> str:
    """The names of files, or that none came."""
    return "; ".join(one.name for one in papers) or str(_("none; to be shown in a call"))


def as_sent(row: Any) -> Pairs:
    """What the applicant sent, for the applicant and the desk; nothing once it is erased."""
    if row.erased_at is not None:
        return []
    months = TwelveMonths(row.period, row.period_end)
    return [
        (_("Credit code"), row.credit_code),
        (_("Turnover"), str(money(Money(row.turnover_minor, row.currency)))),
        (_("Period and basis"), _both(said_period(months), said(BASES[Basis(row.basis)]))),
        *for_board(row),
        (_("Contact"), row.contact_email or row.contact_phone),
    ]


def for_board(row: Any) -> Pairs:
    """What a board member may know of the firm: no figure, no contact; nothing once it is erased."""
    if row.erased_at is not None:
        return []
    return [
        (_("City"), row.city),
        (_("Sells"), _("%(what)s (on %(where)s)", what=row.categories, where=said_platforms(row.platforms))),
        (_("Applicant"), said(OWN_ROLES[OwnRole(row.own_role)])),
    ]


def _both(one: str, other: str) -> str:
    return str(_("%(one)s, %(other)s", one=one, other=other))
