"""An empty text of every kind can be kept, read again and begun from."""

import pytest

from club.documents.blank import blank
from club.documents.body import Pair
from club.documents.codec import read, write
from club.documents.kinds import kinds


@pytest.mark.parametrize("name", kinds())
def test_an_empty_text_has_a_title_and_survives_being_kept(name: str) -> None:
    kind = kinds()[name]
    body = blank(kind, Pair("Title", "标题"))
    assert body.title == Pair("Title", "标题")
    assert read(kind, write(kind, body)) == body
