"""How a board of three with a quorum of two decides."""

from itertools import product

import pytest

from club.applications.board_rules import BoardOutcome, board_verdict
from club.applications.models import Choice

YES, NO, ASIDE = Choice.YES, Choice.NO, Choice.STAND_ASIDE
BOARD = (1, 2, 3)


def counted(votes, **changed):
    return board_verdict(votes, **({"board": BOARD, "quorum_yes": 2} | changed))


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ({}, BoardOutcome.OPEN),
        ({1: YES}, BoardOutcome.OPEN),
        ({1: YES, 2: NO}, BoardOutcome.OPEN),
        ({1: YES, 2: YES}, BoardOutcome.APPROVED),
        ({1: YES, 2: NO, 3: YES}, BoardOutcome.APPROVED),
        ({1: NO}, BoardOutcome.OPEN),
        ({1: NO, 2: NO}, BoardOutcome.REFUSED),
        ({1: ASIDE}, BoardOutcome.OPEN),
        ({1: ASIDE, 2: YES, 3: YES}, BoardOutcome.APPROVED),
        ({1: ASIDE, 2: NO}, BoardOutcome.REFUSED),
        ({1: ASIDE, 2: ASIDE, 3: YES}, BoardOutcome.TOO_FEW),
    ],
)
def test_the_quorum_decides(votes, outcome):
    assert counted(votes).outcome is outcome


def test_a_vote_of_somebody_not_on_the_board_does_not_count():
    assert counted({1: YES, 9: YES}).outcome is BoardOutcome.OPEN


def test_a_recused_member_neither_counts_nor_is_waited_for():
    verdict = counted({1: YES, 2: YES}, recused=[1])
    assert (verdict.outcome, verdict.yes, verdict.still_to_vote) == (BoardOutcome.OPEN, 1, 1)


def test_an_open_question_holds_the_decision_but_not_the_voting():
    verdict = counted({1: YES, 2: YES}, open_questions=1)
    assert (verdict.outcome, verdict.yes, verdict.decided) == (BoardOutcome.ASKING, 2, False)


def test_the_count_is_told():
    assert str(counted({1: YES, 3: YES}).reason) == "2 votes for it; 2 were needed."
    assert str(counted({1: ASIDE, 2: NO}).reason) == (
        "1 of 2 voted against it; 2 votes for it can no longer be reached."
    )


def test_whatever_three_members_vote_approval_means_quorum_and_refusal_means_it_is_out_of_reach():
    for choices in product([None, *Choice], repeat=3):
        votes = {m: c for m, c in zip(BOARD, choices, strict=True) if c}
        verdict = counted(votes)
        sitting = 3 - choices.count(ASIDE)
        assert (verdict.outcome is BoardOutcome.APPROVED) == (choices.count(YES) >= 2)
        assert (verdict.outcome is BoardOutcome.REFUSED) == (sitting >= 2 > sitting - choices.count(NO))
        assert verdict.yes + verdict.no + verdict.still_to_vote == sitting
