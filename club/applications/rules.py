"""Who may join: the gate, judged from what an applicant answered, with the arithmetic shown."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from club.applications.models import OwnRole, Period
from club.applications.period_rules import TwelveMonths, period_problem
from club.clubs.models import Basis
from club.core.money import Money
from club.core.refusals import Refusal
from club.core.text import N_, Phrase

DECIDING_ROLES = frozenset({OwnRole.OWNER, OwnRole.PARTNER, OwnRole.GENERAL_MANAGER})
_STRICTER = (Basis.GMV, Basis.PAID, Basis.PAID_NET, Basis.TAX_DECLARED)
"""Each basis counts less than the one before it, so a figure on a stricter basis passes a looser gate all the more."""


def bases_at_least(basis: Basis) -> tuple[Basis, ...]:
    """The bases on which a figure can be held against a gate stated on this one."""
    return _STRICTER[_STRICTER.index(basis) :]


@dataclass(frozen=True)
class Gate:
    """A club’s rule: at least so much turnover, counted on one of these bases, over one of these kinds of period."""

    least: Money
    bases: Collection[Basis]
    periods: Collection[Period] = tuple(Period)


@dataclass(frozen=True)
class Answers:
    """What the gate judges of an application."""

    turnover: Money
    period: TwelveMonths
    basis: Basis
    own_role: OwnRole
    runs_own_shops: bool


class Outcome(StrEnum):
    """Passed, refused for what the firm is, or to be amended because an answer can’t be judged."""

    PASSED = "passed"
    REFUSED = "refused"
    AMEND = "amend"


@dataclass(frozen=True)
class Verdict:
    """The gate’s answer: why, the sum it rests on, what to do now, and the field to amend."""

    outcome: Outcome
    reason: Refusal | None = None
    arithmetic: tuple[Phrase, ...] = ()
    next_steps: tuple[Phrase, ...] = ()
    field: str = ""

    @property
    def passed(self) -> bool:
        """Whether the application may be sent."""
        return self.outcome is Outcome.PASSED


_ASK = Phrase(N_("If you think this is wrong, ask a person: the club’s telephone and chat are on this page."))
_CLASS = Phrase(N_("Some class sessions are open to firms that are not members."))


def verdict(answers: Answers, gate: Gate, *, today: date) -> Verdict:
    """Judge who applies, then whether the figure can be judged at all, then the figure."""
    return (
        _who_applies(answers)
        or _what_is_stated(answers, gate, today)
        or turnover_gate(answers.turnover, gate, today=today)
    )


def _who_applies(answers: Answers) -> Verdict | None:
    if not answers.runs_own_shops:
        message = N_("The club is for firms that run shops of their own, not for firms that sell services to shops.")
        return Verdict(Outcome.REFUSED, Refusal("third_party", message), (), (_CLASS, _ASK))
    if answers.own_role not in DECIDING_ROLES:
        message = N_("The form has to be filled in by somebody who decides for the firm.")
        ask_them = Phrase(N_("Pass this page on to the owner or to somebody else who decides."))
        return Verdict(Outcome.REFUSED, Refusal("not_a_decision_maker", message), (), (ask_them, _ASK))
    return None


def _what_is_stated(answers: Answers, gate: Gate, today: date) -> Verdict | None:
    if answers.turnover.currency != gate.least.currency:
        message = N_("The gate is stated in %(currency)s; we can’t compare %(typed)s with it.")
        values = {"currency": gate.least.currency, "typed": answers.turnover.currency}
        how = N_("State the turnover in %(currency)s, as in the firm’s own books, or ask a person.")
        return Verdict(Outcome.AMEND, Refusal("other_currency", message, how, values), field="currency")
    if answers.basis not in gate.bases:
        message = N_("This club doesn’t count turnover on that basis.")
        return Verdict(
            Outcome.AMEND, Refusal("other_basis", message, N_("Choose one of the bases listed.")), field="basis"
        )
    problem = period_problem(answers.period, gate.periods, today=today)
    return Verdict(Outcome.AMEND, problem, field="period") if problem else None


def turnover_gate(turnover: Money, gate: Gate, *, today: date) -> Verdict:
    """Compare a figure with the gate, exactly, and show the sum."""
    shown = {"turnover": turnover, "gate": gate.least, "share": _share(turnover, gate.least)}
    lines = (
        Phrase(N_("Your turnover: %(turnover)s"), shown),
        Phrase(N_("The gate: %(gate)s"), shown),
        Phrase(N_("That is %(share)s %% of the gate."), shown),
    )
    if gate.least <= turnover:
        return Verdict(Outcome.PASSED, arithmetic=lines)
    short = {"short": gate.least - turnover, "gate": gate.least}
    return Verdict(
        Outcome.REFUSED,
        Refusal("below_gate", N_("The turnover is %(short)s below the gate of %(gate)s."), values=short),
        lines,
        (
            Phrase(N_("If the year %(year)s reaches it, apply again once that year is over."), {"year": today.year}),
            _CLASS,
            _ASK,
        ),
    )


def _share(turnover: Money, least: Money) -> str:
    """Per cent with one decimal, never rounded up to the gate."""
    share = Decimal(100 * turnover.amount_minor) / Decimal(least.amount_minor)
    rounded = share.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{rounded if share >= 100 else min(rounded, _JUST_BELOW):,}"  # noqa: PLR2004  the whole of it


_JUST_BELOW = Decimal("99.9")


_BAND_EDGES = (1, 2, 3, 5, 10)


def turnover_band(turnover: Money, gate: Gate) -> Phrase:
    """What the board sees in place of the figure: between which multiples of the gate it lies."""
    times = Decimal(turnover.amount_minor) / Decimal(gate.least.amount_minor)
    low = max((edge for edge in _BAND_EDGES if edge <= times), default=0)
    high = min((edge for edge in _BAND_EDGES if edge > times), default=0)
    if not low:
        return Phrase(N_("below the gate"))
    if not high:
        return Phrase(N_("more than %(low)s times the gate"), {"low": low})
    return Phrase(N_("%(low)s to %(high)s times the gate"), {"low": low, "high": high})
