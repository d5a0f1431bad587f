"""What becomes of a written text."""

from datetime import date

import pytest

from club.core.refusals import Refusal
from club.talks import rules
from club.talks.models import Publication


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Gross profit before breakfast", "gross-profit-before-breakfast"),
        ("Café & Co’s “first” 20 %", "cafe-cos-first-20"),
        ("员工看得见的未来", "talk-7"),
        ("!!! 12", "talk-7"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_an_address_follows_from_the_title(title: str, slug: str) -> None:
    assert rules.slug_from(title, "talk-7") == slug


def test_reading_takes_at_least_a_minute() -> None:
    assert rules.reading_minutes(10, "en") == 1
    assert rules.reading_minutes(12_000, "en") == 10
    assert rules.reading_minutes(4_000, "zh") == 10


@pytest.mark.parametrize(
    ("status", "word", "is_editor", "reached"),
    [
        (Publication.DRAFT, "submit", False, Publication.SUBMITTED),
        (Publication.DRAFT, "publish", True, Publication.PUBLISHED),
        (Publication.SUBMITTED, "publish", True, Publication.PUBLISHED),
        (Publication.SUBMITTED, "return", False, Publication.DRAFT),
        (Publication.PUBLISHED, "withdraw", True, Publication.DRAFT),
        (Publication.DRAFT, "publish", False, "editors_only"),
        (Publication.PUBLISHED, "withdraw", False, "editors_only"),
        (Publication.PUBLISHED, "publish", True, "no_such_step"),
        (Publication.DRAFT, "burn", True, "no_such_step"),
    ],
)
def test_a_text_goes_its_way(status: Publication, word: str, is_editor: bool, reached: object) -> None:
    answer = rules.step(status, word, is_editor=is_editor)
    assert (answer.code if isinstance(answer, Refusal) else answer) == reached


def test_a_text_is_seen_by_its_author_and_the_editors() -> None:
    assert rules.is_own(7, 7, is_editor=False)
    assert not rules.is_own(7, 8, is_editor=False)
    assert not rules.is_own(None, None, is_editor=False)
    assert rules.is_own(7, 8, is_editor=True)


def test_what_is_out_is_changed_by_editors() -> None:
    assert rules.is_changeable(Publication.SUBMITTED, is_editor=False)
    assert not rules.is_changeable(Publication.PUBLISHED, is_editor=False)
    assert rules.is_changeable(Publication.PUBLISHED, is_editor=True)


@pytest.mark.parametrize(
    ("lacks", "code"),
    [
        ({"words": " "}, "no_words"),
        ({"title": ""}, "no_words"),
        ({"summary": ""}, "no_summary"),
        ({"held_on": None}, "no_day"),
        ({"held_on": date(1, 1, 1)}, "strange_day"),
        ({"held_on": date(9999, 12, 31)}, "strange_day"),
        ({"held_on": None, "is_talk": False}, None),
        ({}, None),
    ],
)
def test_readers_need_title_summary_words_and_day(lacks: dict[str, object], code: str | None) -> None:
    facts = {"title": "A", "summary": "B", "words": "C", "held_on": date(2026, 1, 1), "is_talk": True, **lacks}
    refusal = rules.missing_for_readers(**facts)  # type: ignore[arg-type]
    assert (refusal.code if refusal else None) == code
