"""When a card is drawn anew, and how large its title is set."""

import pytest

from club.cards.rules import Sheet, digest_of, size_of

SHEET = Sheet(club="Crown", accent="gold", lang="en", title="Stock", address="https://club.example/one", by=("Who",))


@pytest.mark.parametrize(
    "changed",
    [{"title": "Stocks"}, {"by": ("Who else",)}, {"club": "Crowns"}, {"accent": "jade"}, {"address": "https://a.test"}],
)
def test_a_card_that_would_say_something_else_is_another(changed: dict[str, object]) -> None:
    assert digest_of(SHEET._replace(**changed)) != digest_of(SHEET)
    assert digest_of(SHEET._replace()) == digest_of(SHEET)


@pytest.mark.parametrize(
    ("title", "size"),
    [
        ("", "short"),
        ("a" * 44, "short"),
        ("退" * 22, "short"),
        ("退" * 23, "long"),
        ("a" * 90, "long"),
        ("退" * 46, "longer"),
    ],
)
def test_the_longer_a_title_the_smaller_it_is_set(title: str, size: str) -> None:
    assert size_of(title) == size
