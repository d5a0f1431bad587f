"""The application that this browser sent before: a second tab must not make a second one by mistake."""

from typing import Any

from flask import session as cookie
from wtforms import Field

from club.applications import actions, queries
from club.applications.addresses import status_path
from club.applications.fact_words import said_papers
from club.applications.forms import ApplyForm
from club.applications.labels import BASES, OWN_ROLES, said_period
from club.applications.models import Application
from club.applications.period_rules import TwelveMonths
from club.applications.progress_rules import OPEN_STATUSES
from club.applications.upload_actions import Pending
from club.core import i18n, links
from club.core.db import read
from club.core.money import Money
from club.core.saying import said
from club.core.site import club_here
from club.firms.words import said_platforms

COOKIE_KEY = "applied"


def sent_from_here(credit_code: str) -> Application | None:
    """The open application of this firm that this browser has sent."""
    token = cookie.get(COOKIE_KEY)
    link = links.find(str(token), actions.LINK, club_here().id) if token else None
    if link is None:
        return None
    application = actions.load(link.subject)
    is_same = application.credit_code == credit_code and application.status in OPEN_STATUSES
    return application if is_same else None


def location() -> str:
    """Where that application stands."""
    return status_path(str(cookie.get(COOKIE_KEY, "")))


def beside(before: Application, typed: ApplyForm, pending: list[Pending]) -> dict[str, Any]:
    """What the page shows of the application sent before."""
    changed = differences(before, typed, pending)
    return {"before": before, "before_path": location(), "changed": changed}


def differences(before: Application, typed: ApplyForm, pending: list[Pending]) -> list[tuple[str, str, str]]:
    """Label, answer sent before, and answer now, wherever the two differ."""
    pairs = [*_of_the_firm(before, typed), *_of_the_turnover(before, typed)]
    found = [(field.label.text, old, new) for field, old, new in pairs if old != new]
    papers = read(queries.EVIDENCE, application_id=before.id).all()
    if sorted((one.name, one.size) for one in papers) != sorted((one.name, one.size) for one in pending):
        found.append((typed.evidence.label.text, said_papers(papers), said_papers(pending)))
    return found


def _of_the_firm(before: Application, typed: ApplyForm) -> list[tuple[Field, str, str]]:
    now, role = typed.particulars(), typed.answers().own_role
    return [
        (typed.legal_name, before.legal_name, now.legal_name),
        (typed.platforms, said_platforms(before.platforms), said_platforms(list(now.platforms))),
        (typed.categories, before.categories, now.categories),
        (typed.city, before.city, now.city),
        (typed.own_role, said(OWN_ROLES[before.own_role]), said(OWN_ROLES[role])),
        (typed.contact, before.contact_email or before.contact_phone, str(now.contact)),
    ]


def _of_the_turnover(before: Application, typed: ApplyForm) -> list[tuple[Field, str, str]]:
    now = typed.answers()
    stated = Money(before.turnover_minor, before.currency)
    months = TwelveMonths(before.period, before.period_end)
    return [
        (typed.turnover, i18n.money(stated), i18n.money(now.turnover)),
        (typed.period, said_period(months), said_period(now.period)),
        (typed.basis, said(BASES[before.basis]), said(BASES[now.basis])),
    ]
