"""Who may join: the gate on one page."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.applications.models import OwnRole
from club.applications.period_rules import fiscal_year, trailing_12_months
from club.applications.rules import Answers, Gate, Outcome, bases_at_least, turnover_band, turnover_gate, verdict
from club.clubs.models import Basis
from club.core.money import Money

TODAY = date(2026, 11, 23)
SEVENTY_MILLION = Money(7_000_000_000, "CNY")
GATE = Gate(SEVENTY_MILLION, bases_at_least(Basis.GMV))


def answers(
    turnover=SEVENTY_MILLION,
    *,
    period=fiscal_year(2025),  # noqa: B008 (a value)
    basis=Basis.PAID_NET,
    own_role=OwnRole.OWNER,
    runs_own_shops=True,
):
    return Answers(turnover, period, basis, own_role, runs_own_shops)


def judged(gate=GATE, **changed):
    return verdict(answers(**changed), gate, today=TODAY)


def test_a_firm_at_the_gate_passes_and_sees_the_sum():
    verdict = judged()
    assert verdict.passed
    assert verdict.reason is None
    assert [str(line) for line in verdict.arithmetic] == [
        "Your turnover: 70,000,000 CNY",
        "The gate: 70,000,000 CNY",
        "That is 100.0 % of the gate.",
    ]


def test_a_firm_one_fen_below_the_gate_is_refused_and_told_what_to_do():
    verdict = judged(turnover=Money(6_999_999_999, "CNY"))
    assert verdict.outcome is Outcome.REFUSED
    assert verdict.reason.code == "below_gate"
    assert str(verdict.reason) == "The turnover is 0.01 CNY below the gate of 70,000,000 CNY."
    assert str(verdict.arithmetic[2]) == "That is 99.9 % of the gate."
    assert str(verdict.next_steps[0]) == "If the year 2026 reaches it, apply again once that year is over."
    assert len(verdict.next_steps) == 3


def test_a_firm_that_sells_services_to_shops_is_refused_whatever_its_turnover():
    verdict = judged(turnover=Money(10**12, "CNY"), runs_own_shops=False)
    assert (verdict.outcome, verdict.reason.code) == (Outcome.REFUSED, "third_party")
    assert verdict.arithmetic == ()


def test_somebody_who_does_not_decide_is_asked_to_pass_the_form_on():
    verdict = judged(own_role=OwnRole.EMPLOYEE)
    assert (verdict.outcome, verdict.reason.code) == (Outcome.REFUSED, "not_a_decision_maker")
    assert str(verdict.next_steps[0]).startswith("Pass this page on to the owner")


@pytest.mark.parametrize("own_role", [OwnRole.OWNER, OwnRole.PARTNER, OwnRole.GENERAL_MANAGER])
def test_whoever_decides_may_apply(own_role):
    assert judged(own_role=own_role).passed


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"turnover": Money(7_000_000_000, "USD")}, "currency", "other_currency"),
        ({"period": fiscal_year(2027)}, "period", "not_over"),
        ({"period": fiscal_year(2026)}, "period", "not_over"),
        ({"period": fiscal_year(2024)}, "period", "too_old"),
        ({"period": trailing_12_months(2026, 11)}, "period", "not_over"),
        ({"period": trailing_12_months(2026, 7)}, "period", "too_old"),
        ({"basis": Basis.GMV, "gate": Gate(SEVENTY_MILLION, bases_at_least(Basis.PAID))}, "basis", "other_basis"),
        ({"gate": Gate(SEVENTY_MILLION, bases_at_least(Basis.GMV), periods=())}, "period", "other_period"),
    ],
)
def test_what_cannot_be_judged_is_to_be_amended_at_its_field(changed, field, code):
    verdict = judged(**changed)
    assert (verdict.outcome, verdict.field, verdict.reason.code) == (Outcome.AMEND, field, code)
    assert not verdict.passed
    assert str(verdict.reason)


def test_a_figure_on_a_stricter_basis_than_the_gate_counts():
    gate = Gate(SEVENTY_MILLION, bases_at_least(Basis.PAID))
    assert gate.bases == (Basis.PAID, Basis.PAID_NET, Basis.TAX_DECLARED)
    assert judged(gate=gate, basis=Basis.TAX_DECLARED).passed


def test_a_club_with_another_gate_judges_by_its_own():
    harbor = Gate(Money(100_000_000, "USD"), bases_at_least(Basis.GMV))
    assert judged(gate=harbor, turnover=Money(100_000_000, "USD")).passed
    assert judged(gate=harbor, turnover=Money(99_999_999, "USD")).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("minor", "share"),
    [(8_000_000_000, "114.3"), (6_999_999_999, "99.9"), (7_000_000_000, "100.0"), (3_500_000_000, "50.0")],
)
def test_the_share_of_the_gate_is_rounded_as_people_round_but_never_up_to_it(minor, share):
    verdict = turnover_gate(Money(minor, "CNY"), GATE, today=TODAY)
    assert verdict.arithmetic[2].values["share"] == share


@given(st.integers(1, 10**15))
def test_exactly_the_amounts_at_or_above_the_gate_pass(minor):
    verdict = turnover_gate(Money(minor, "CNY"), GATE, today=TODAY)
    assert verdict.passed == (minor >= SEVENTY_MILLION.amount_minor)
    share = float(str(verdict.arithmetic[2].values["share"]).replace(",", ""))
    assert verdict.passed == (share >= 100)


@pytest.mark.parametrize(
    ("minor", "band"),
    [
        (6_999_999_999, "below the gate"),
        (7_000_000_000, "1 to 2 times the gate"),
        (13_999_999_999, "1 to 2 times the gate"),
        (14_000_000_000, "2 to 3 times the gate"),
        (35_000_000_000, "5 to 10 times the gate"),
        (70_000_000_000, "more than 10 times the gate"),
    ],
)
def test_the_board_sees_a_band_in_place_of_the_figure(minor, band):
    assert str(turnover_band(Money(minor, "CNY"), GATE)) == band
