"""A question in words for whoever sends very much."""

from datetime import timedelta

import pytest
from itsdangerous import URLSafeTimedSerializer

from club.core.questions import SECONDS, ask, is_answered
from tests.questions import answer_to


@pytest.fixture
def question(app):
    with app.test_request_context():
        yield ask("apply")


def test_whoever_reads_it_can_answer_it(question):
    assert is_answered("apply", question.seal, answer_to(question.text))


@pytest.mark.parametrize("_round", range(40))
def test_every_question_has_the_answer_that_its_words_have(app, _round):
    with app.test_request_context():
        asked = ask("apply")
        assert is_answered("apply", asked.seal, answer_to(asked.text)), asked.text


def test_digits_may_be_wide_and_spaced(question):
    wide = answer_to(question.text).translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    assert is_answered("apply", question.seal, f" {wide} ")


def test_an_answer_counts_once(question):
    answer = answer_to(question.text)
    assert is_answered("apply", question.seal, answer)
    assert not is_answered("apply", question.seal, answer)


def test_a_wrong_answer_uses_the_question_up(question):
    assert not is_answered("apply", question.seal, "77")
    assert not is_answered("apply", question.seal, answer_to(question.text))


def test_an_answer_to_another_purpose_is_none(question):
    assert not is_answered("sign-in", question.seal, answer_to(question.text))


def test_a_question_ends(app, time_machine):
    time_machine.move_to("2026-11-20 12:00", tick=False)
    with app.test_request_context():
        asked = ask("apply")
        time_machine.shift(timedelta(seconds=SECONDS + 1))
        assert not is_answered("apply", asked.seal, answer_to(asked.text))


@pytest.mark.parametrize("seal", ["", "x", "WyJub25jZSIsIm1hcmsiXQ.aaaa.bbbb", "😀" * 200])
def test_a_seal_that_is_not_ours_is_none(app, seal):
    with app.test_request_context():
        assert not is_answered("apply", seal, "5")


def test_the_seal_can_be_read_and_does_not_tell_the_answer(question):
    _is_ours, (nonce, mark) = URLSafeTimedSerializer("another key").loads_unsafe(question.seal)
    assert len(mark) == 64
    assert answer_to(question.text) not in {nonce, mark}


def test_it_is_asked_in_chinese_too(app):
    with app.test_request_context(headers={"Accept-Language": "zh-CN"}):
        asked = ask("apply")
    assert any(sign in asked.text for sign in "一二三四五六七八九十")
    assert "plus" not in asked.text
