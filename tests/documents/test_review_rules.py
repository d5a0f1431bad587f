"""Reviews: who may be asked, how a request stands, and when four eyes have seen a text."""

from datetime import date

import pytest

from club.documents.review_rules import (
    Asked,
    ReviewVerdict,
    Stand,
    answer_refusal,
    ask_refusal,
    four_eyes_refusal,
    may_review,
    stand,
)
from club.policy import FirmRole

TODAY = date(2026, 11, 23)
APPROVED, SENT_BACK = ReviewVerdict


def asked(**changes) -> Asked:
    return Asked(**({"due_on": TODAY, "reviewer_role": FirmRole.LEAD, "reviewer": 7} | changes))


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (FirmRole.OWNER, True),
        (FirmRole.PEOPLE_OFFICE, True),
        (FirmRole.LEAD, True),
        (FirmRole.STAFF, False),
        (FirmRole.ACCOUNTANT, False),
    ],
)
def test_whoever_may_publish_and_leads_may_review(role, expected):
    assert may_review(role) is expected
    assert may_review(role, has_left=True) is False


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Stand.WAITS),
        ({"due_on": date(2026, 11, 22)}, Stand.LATE),
        ({"has_left": True}, Stand.LAPSED),
        ({"reviewer_role": FirmRole.STAFF}, Stand.LAPSED),
        ({"is_withdrawn": True}, Stand.WITHDRAWN),
        ({"verdict": APPROVED, "text": "now"}, Stand.APPROVED),
        ({"verdict": APPROVED, "text": "now", "has_left": True}, Stand.APPROVED),
        ({"verdict": APPROVED, "text": "before"}, Stand.VOID),
        ({"verdict": SENT_BACK, "text": "now"}, Stand.SENT_BACK),
        ({"verdict": SENT_BACK, "text": "before"}, Stand.VOID),
    ],
)
def test_how_a_request_stands(facts, expected):
    assert stand(asked(**facts), text="now", today=TODAY) is expected


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, None),
        ({"role": FirmRole.STAFF}, "review.nobody"),
        ({"has_left": True}, "review.nobody"),
        ({"is_last_writer": True}, "review.oneself"),
        ({"due_on": date(2026, 11, 22)}, "review.day_gone"),
    ],
)
def test_who_may_be_asked(facts, code):
    given = {"role": FirmRole.LEAD, "has_left": False, "is_last_writer": False, "due_on": TODAY, "today": TODAY} | facts
    refusal = ask_refusal(given.pop("role"), **given)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("found", "verdict", "facts", "code"),
    [
        (Stand.WAITS, APPROVED, {}, None),
        (Stand.LATE, APPROVED, {}, None),
        (Stand.WITHDRAWN, APPROVED, {}, "review.over"),
        (Stand.APPROVED, APPROVED, {}, "review.over"),
        (Stand.WAITS, APPROVED, {"is_text_seen": False}, "review.stale"),
        (Stand.WAITS, APPROVED, {"is_last_writer": True}, "review.oneself"),
        (Stand.WAITS, SENT_BACK, {"is_last_writer": True, "remarks": "Too long"}, None),
        (Stand.WAITS, SENT_BACK, {"remarks": "  "}, "review.say_why"),
    ],
)
def test_which_answers_are_taken(found, verdict, facts, code):
    refusal = answer_refusal(found, verdict, **({"remarks": "", "is_text_seen": True, "is_last_writer": False} | facts))
    assert (refusal.code if refusal else None) == code


def lacking(*requests: Asked) -> str | None:
    refusal = four_eyes_refusal(requests, text="now", last_writer=1)
    return refusal.code if refusal else None


def test_four_eyes_have_seen_a_text_when_somebody_else_approved_exactly_it():
    assert lacking() == "review.missing"
    assert lacking(asked()) == "review.missing"
    assert lacking(asked(verdict=SENT_BACK, text="now")) == "review.missing"
    assert lacking(asked(verdict=APPROVED, text="now")) is None
    assert lacking(asked(verdict=APPROVED, text="before")) == "review.void"
    assert lacking(asked(verdict=APPROVED, text="now", reviewer=1)) == "review.void"
    assert lacking(asked(verdict=APPROVED, text="before"), asked(verdict=APPROVED, text="now")) is None
