"""What a firm's workspace asks for next."""

import pytest

from club.home.rules import Standing, Step, next_step

SETTLED = Standing(people=3, invited=0, waiting=0, in_force=2, ladders=1, drafts=0, placed=1, leaderless=0)


def asked(**facts: int) -> Step:
    return next_step(Standing(**{**vars(SETTLED), **facts}))


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        ({}, Step.NOTHING),
        ({"in_force": 0}, Step.ADOPT),
        ({"in_force": 0, "drafts": 1}, Step.PUBLISH),
        ({"in_force": 0, "waiting": 1, "invited": 1}, Step.LET_IN),
        ({"waiting": 1, "invited": 1, "placed": 0}, Step.LET_IN),
        ({"people": 1, "placed": 0}, Step.INVITE),
        ({"people": 1, "placed": 0, "invited": 2}, Step.HAND_OVER),
        ({"placed": 0}, Step.PLACE),
        ({"placed": 0, "ladders": 0}, Step.NOTHING),
        ({"drafts": 1}, Step.PUBLISH),
        ({"leaderless": 1}, Step.NAME_LEADS),
    ],
)
def test_the_next_step_follows_from_how_far_the_firm_has_come(facts, step) -> None:
    assert asked(**facts) is step
