"""The gate as a visitor reads it: amount, currency, period and basis."""

from typing import Any

from club.clubs.models import Basis
from club.core.i18n import round_money
from club.core.i18n import say as _
from club.core.money import Money
from club.core.text import N_

BASES = {
    Basis.GMV: N_("the value of all orders placed"),
    Basis.PAID: N_("what buyers paid"),
    Basis.PAID_NET: N_("what buyers paid, less refunds"),
    Basis.TAX_DECLARED: N_("what was declared for tax"),
}


def gate_rules(club: Any) -> list[tuple[str | None, str]]:
    """The three rules of joining; the first with its sum."""
    counted = _(BASES[Basis(club.gate_basis)])
    return [
        (
            round_money(Money(club.gate_minor, club.gate_currency)),
            _(
                "The firm’s turnover was at least this in its last fiscal year or over the last twelve months,"
                " counted as %(basis)s.",
                basis=counted,
            ),
        ),
        (None, _("It runs shops of its own. Firms that sell services to shops are not admitted.")),
        (None, _("Whoever applies decides for the firm.")),
    ]


def gate_in_one_line(club: Any) -> str:
    """The same in one sentence, for the foot of a text."""
    line: str = _(
        "Firms that run shops of their own and turn over at least %(sum)s a year may join.",
        sum=round_money(Money(club.gate_minor, club.gate_currency)),
    )
    return line
