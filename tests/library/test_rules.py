"""How the library is sorted, and how long a text takes."""

from types import SimpleNamespace

from club.library.rules import reading_minutes, sorted_for


def test_reading_time_counts_words_and_characters() -> None:
    assert reading_minutes([]) == 1
    assert reading_minutes(["word " * 600]) == 3
    assert reading_minutes(["字" * 800]) == 2
    assert reading_minutes(["word " * 100, "字" * 200]) == 1


def test_the_own_departments_come_first_then_what_is_for_all() -> None:
    rows = [SimpleNamespace(departments=[word] if word else []) for word in ("design", "", "service")]
    assert [row.departments for row in sorted_for(rows, {"service"})] == [["service"], [], ["design"]]
