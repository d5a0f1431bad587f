"""The words for what an applicant chooses among."""

from typing import Any

from babel.dates import format_date
from flask_babel import gettext as _

from club.applications.models import ApplicationStatus, Choice, OwnRole, Period
from club.applications.period_rules import TwelveMonths
from club.clubs.models import Basis
from club.core import i18n
from club.core.text import N_

BASES = {
    Basis.PAID_NET: N_("Paid, net of refunds"),
    Basis.PAID: N_("Paid"),
    Basis.GMV: N_("Gross merchandise value (GMV)"),
    Basis.TAX_DECLARED: N_("As declared for tax"),
}
OWN_ROLES = {
    OwnRole.OWNER: N_("Owner or legal representative"),
    OwnRole.PARTNER: N_("Partner who decides"),
    OwnRole.GENERAL_MANAGER: N_("General manager who decides"),
    OwnRole.EMPLOYEE: N_("Somebody else"),
}
STATUSES = {
    ApplicationStatus.RECEIVED: N_("To verify"),
    ApplicationStatus.QUESTION_OPEN: N_("Question open"),
    ApplicationStatus.WITH_BOARD: N_("With the board"),
    ApplicationStatus.APPROVED: N_("Admitted"),
    ApplicationStatus.DECLINED: N_("Not admitted"),
    ApplicationStatus.WITHDRAWN: N_("Withdrawn"),
}
STATUS_KINDS = {
    ApplicationStatus.RECEIVED: "warn",
    ApplicationStatus.APPROVED: "good",
    ApplicationStatus.DECLINED: "bad",
}
ASK = "ask"
CHOICES = {
    Choice.YES.value: (N_("In favour"), N_("admit the firm")),
    Choice.NO.value: (N_("Against"), N_("with a reason")),
    ASK: (N_("Ask for more"), N_("the applicant answers")),
    Choice.STAND_ASIDE.value: (N_("Stand aside"), N_("we compete or know each other")),
}


def called(row: Any) -> str:
    """How the desk names an application: by its firm, as long as that is known."""
    return str(row.legal_name or _("Erased application"))


def said_period(months: TwelveMonths) -> str:
    """Twelve months as a reader names them."""
    if months.kind is Period.FISCAL_YEAR:
        return str(_("Year %(year)s", year=months.ends_on.year))
    form = "y年M月" if i18n.lang() == "zh" else "MMMM y"
    month = format_date(months.ends_on, form, locale=i18n.locale_of(i18n.lang()))
    return str(_("Twelve months to the end of %(month)s", month=month))
