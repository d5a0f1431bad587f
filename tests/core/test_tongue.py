"""A title in the other language says so; a sentence that quotes one does not."""

import pytest

from club.core.tongue import marked


@pytest.mark.parametrize(
    ("page", "text", "marked_as"),
    [
        ("zh", "Operator’s ladder", ' lang="en"'),
        ("zh", "《Operator’s ladder》已发布", ""),
        ("zh", "运营晋升通道", ""),
        ("zh", "2026", ""),
        ("en", "运营晋升通道", ' lang="zh-CN"'),
        ("en", "Exam handed in: “库存盘点”", ""),
        ("en", "Operator’s ladder", ""),
    ],
)
def test_what_is_wholly_in_the_other_language_is_marked(page: str, text: str, marked_as: str) -> None:
    assert marked(text, page) == marked_as
