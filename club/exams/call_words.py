"""What people read of whom a call reaches, and of what the club knows of them."""

from typing import Any

from flask_babel import gettext

from club.core.i18n import pick
from club.core.text import N_
from club.exams.call_rules import Audience, Verdict
from club.firms.words import ROLES
from club.policy import FirmRole

VERDICTS = {
    Verdict.WAITING: ("", N_("is looked for")),
    Verdict.UNKNOWN: ("bad", N_("not found in this firm")),
    Verdict.CALLED: ("", N_("not sat yet")),
    Verdict.FAILED: ("warn", N_("not passed yet")),
    Verdict.PASSED: ("good", N_("passed")),
}
"""Kind of badge and words of each."""


def aimed_words(row: Any) -> str:
    """Whom a call of a firm reaches."""
    return _words(row.audience, row.target, row.name)


def club_words(row: Any) -> str:
    """Whom a call of the club reaches."""
    return _words(row.audience, row.target, pick(row.name_en, row.name_zh))


def _words(audience: Audience, target: str, name: str) -> str:
    match audience:
        case Audience.PEOPLE:
            return str(gettext("people by name"))
        case Audience.ROLE:
            return str(gettext("role: %(role)s", role=gettext(ROLES[FirmRole(target)])))
        case Audience.DEPARTMENT:
            return name
        case Audience.STANDARD:
            return str(gettext("standard: %(name)s", name=name))
        case Audience.STAGE | Audience.CLUB_STAGE:
            return str(gettext("stage: %(name)s", name=name))
