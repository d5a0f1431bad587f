"""A PDF is looked at and drawn in a limited child; what cannot be shown says why."""

import pytest

from club.core import slides
from club.core.refusals import Refusal
from tests.talks import decks


def refused(content: bytes) -> str:
    found = slides.pages_of(content)
    return found.code if isinstance(found, Refusal) else ""


@pytest.mark.slow
def test_pages_are_drawn_with_their_words() -> None:
    content = decks.a_pdf(3, says="Gross profit")
    assert slides.pages_of(content) == 3
    first, second = slides.drawn(content, 2, 3)
    assert [(page.number, page.words) for page in (first, second)] == [(2, "Gross profit 2"), (3, "Gross profit 3")]
    assert (first.width, first.height, first.picture[8:12]) == (1600, 900, b"WEBP")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (decks.with_a_program(), "active"),
        (decks.with_a_program(is_hidden=True), "active"),
        (decks.that_starts_something(), "active"),
        (decks.locked(), "locked"),
        (decks.locked(""), "locked"),
        (decks.of_blank_pages(slides.MOST_PAGES + 1), "many_pages"),
        (decks.of_blank_pages(0), "broken"),
        (decks.a_pdf()[:200], "broken"),
        (b"%PDF-1.7\n" + b"\x00" * 5000, "broken"),
        (b"", "broken"),
    ],
)
def test_what_cannot_be_shown_says_why(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_a_program_that_no_search_finds_is_hidden() -> None:
    assert b"JavaScript" not in decks.with_a_program(is_hidden=True)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(14400, 3), (3, 14400), (14400, 14400)])
def test_a_page_of_any_size_has_few_pixels(size: tuple[float, float]) -> None:
    (page,) = slides.drawn(decks.of_blank_pages(1, size), 1, 1)
    assert max(page.width, page.height) == 1600


@pytest.mark.slow
def test_pages_that_are_not_there_are_not_drawn() -> None:
    assert isinstance(slides.drawn(decks.a_pdf(2), 1, 8), Refusal)


@pytest.mark.slow
def test_five_thousand_pages_are_refused_before_any_is_drawn() -> None:
    assert refused(decks.of_blank_pages(5000)) == "many_pages"


@pytest.mark.slow
def test_signs_that_no_keyboard_types_are_no_words() -> None:
    (page,) = slides.drawn(decks.of_odd_signs(), 1, 1)
    assert page.words == "PGE 1"
