"""Where an application may go from where it stands, and the one next step that is told."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from club.applications.models import ApplicationStatus as Status
from club.applications.progress_rules import (
    OPEN_STATUSES,
    TRANSITIONS,
    WAITING_ON,
    Standing,
    WaitingOn,
    back_to,
    next_step,
    passes,
    transition_problem,
)
from club.core.money import Money

FEE = Money(1_980_000, "CNY")
DUE = date(2026, 12, 23)


def test_every_status_has_its_place_in_the_tables():
    assert set(TRANSITIONS) == set(WAITING_ON) == set(Status)
    assert set(Status) - OPEN_STATUSES == {Status.APPROVED, Status.DECLINED, Status.WITHDRAWN}


@pytest.mark.parametrize("status", sorted(OPEN_STATUSES))
def test_an_open_application_may_always_be_withdrawn_or_declined(status):
    assert {Status.WITHDRAWN, Status.DECLINED} <= TRANSITIONS[status]


@pytest.mark.parametrize("status", sorted(Status))
def test_only_the_board_approves(status):
    assert (Status.APPROVED in TRANSITIONS[status]) == (status is Status.WITH_BOARD)


@pytest.mark.parametrize(("now", "then"), list(product(Status, repeat=2)))
def test_nothing_comes_to_the_board_or_into_the_club_without_a_figure_that_passes_the_gate(now, then):
    refusal = transition_problem(now, then, passes_gate=False)
    if then in {Status.WITH_BOARD, Status.APPROVED}:
        assert refusal is not None
    else:
        assert refusal == transition_problem(now, then, passes_gate=True)


GATE = Money(7_000_000_000, "CNY")


@pytest.mark.parametrize(
    ("verified", "is_passed"),
    [
        (None, False),
        (Money(6_999_999_999, "CNY"), False),
        (GATE, True),
        (Money(7_000_000_001, "CNY"), True),
        (Money(9_000_000_000, "USD"), False),
    ],
)
def test_a_case_is_through_with_a_verified_figure_at_or_above_the_gate(verified, is_passed):
    assert passes(verified, GATE) is is_passed
    assert back_to(verified, GATE) is (Status.WITH_BOARD if is_passed else Status.RECEIVED)


@pytest.mark.parametrize(
    ("now", "then", "code"),
    [
        (Status.APPROVED, Status.DECLINED, "already_decided"),
        (Status.WITHDRAWN, Status.WITH_BOARD, "already_decided"),
        (Status.RECEIVED, Status.APPROVED, "moved_on"),
        (Status.QUESTION_OPEN, Status.APPROVED, "moved_on"),
    ],
)
def test_another_step_is_refused_with_its_reason(now, then, code):
    refusal = transition_problem(now, then, passes_gate=True)
    assert refusal is not None
    assert refusal.code == code
    assert refusal.next_step


def test_an_allowed_step_has_no_problem():
    assert transition_problem(Status.WITH_BOARD, Status.APPROVED, passes_gate=True) is None


ADMITTED = Standing(Status.APPROVED, FEE, DUE)


@pytest.mark.parametrize(
    ("standing", "waiting_on", "said"),
    [
        (Standing(Status.RECEIVED), WaitingOn.STAFF, "We have your application and check"),
        (Standing(Status.QUESTION_OPEN), WaitingOn.APPLICANT, "The club has a question. Answer it below"),
        (Standing(Status.WITH_BOARD), WaitingOn.BOARD, "The board is voting."),
        (Standing(Status.APPROVED), WaitingOn.TREASURER, "The firm is admitted. The club is writing the invoice."),
        (ADMITTED, WaitingOn.APPLICANT, "The firm is admitted. Pay 19,800 CNY by 2026-12-23."),
        (replace(ADMITTED, is_overdue=True), WaitingOn.APPLICANT, "The firm is admitted. The dues of 19,800 CNY were"),
        (replace(ADMITTED, is_paid=True), WaitingOn.APPLICANT, "The dues are paid. Set your password"),
        (replace(ADMITTED, is_paid=True, has_password=True), WaitingOn.NOBODY, "The firm is a member. Sign in"),
    ],
)
def test_there_is_one_next_step(standing, waiting_on, said):
    step = next_step(standing)
    assert step.waiting_on is waiting_on
    assert str(step.say).startswith(said)


@pytest.mark.parametrize("status", sorted(Status))
def test_every_status_has_a_sentence(status):
    assert str(next_step(Standing(status)).say)
