"""What may become of a course, and where a lesson goes when it is moved."""

import pytest

from club.core.embeds import embed
from club.core.refusals import Refusal
from club.courses.models import CourseStatus, Sort
from club.courses.rules import missing_in_lesson, moved, placed, step

ORDER = [(1, 10), (2, 10), (3, 30)]
MODULES = [10, 20, 30]


@pytest.mark.parametrize(
    ("lesson", "up", "after"),
    [
        (2, True, [(2, 10), (1, 10), (3, 30)]),
        (1, True, ORDER),
        (1, False, [(2, 10), (1, 10), (3, 30)]),
        (2, False, [(1, 10), (2, 20), (3, 30)]),
        (3, True, [(1, 10), (2, 10), (3, 20)]),
        (3, False, ORDER),
    ],
)
def test_a_lesson_moves_one_place_and_from_the_end_of_a_module_into_the_next(lesson, up, after) -> None:
    assert moved(ORDER, lesson, up=up, modules=MODULES) == after


def test_a_lesson_is_put_before_another_or_at_the_end_of_a_module() -> None:
    assert placed(ORDER, 3, module=10, before=2) == [(1, 10), (3, 10), (2, 10)]
    assert placed(ORDER, 1, module=30, before=None) == [(2, 10), (3, 30), (1, 30)]
    assert placed(ORDER, 1, module=20, before=None) == [(2, 10), (3, 30), (1, 20)]
    assert placed(ORDER, 1, module=30, before=2) == [(2, 10), (3, 30), (1, 30)]  # the other one is elsewhere by now


def test_a_course_comes_out_with_a_summary_and_a_lesson() -> None:
    assert step(CourseStatus.DRAFT, "publish", published_lessons=1, summary="Why") is CourseStatus.PUBLISHED
    assert step(CourseStatus.PUBLISHED, "retire", published_lessons=0, summary="") is CourseStatus.RETIRED
    assert step(CourseStatus.RETIRED, "publish", published_lessons=1, summary="Why") is CourseStatus.PUBLISHED
    for lacking in ({"published_lessons": 0, "summary": "Why"}, {"published_lessons": 1, "summary": " "}):
        assert isinstance(step(CourseStatus.DRAFT, "publish", **lacking), Refusal)
    assert isinstance(step(CourseStatus.DRAFT, "retire", published_lessons=1, summary="Why"), Refusal)


@pytest.mark.parametrize("sort", [Sort.TEXT, Sort.VIDEO, Sort.FILE, Sort.TALK])
def test_a_lesson_comes_out_with_what_it_is_made_of(sort) -> None:
    nothing = {"words": " ", "video": "", "stored_as": "", "talk_id": None}
    assert isinstance(missing_in_lesson(sort, **nothing), Refusal)
    something = {"words": "W", "video": "https://youtu.be/abcdef12345", "stored_as": "club/26/x", "talk_id": 1}
    assert missing_in_lesson(sort, **something) is None


@pytest.mark.parametrize(
    ("address", "src"),
    [
        (
            "https://www.youtube.com/watch?v=abcdef12345",
            "https://www.youtube-nocookie.com/embed/abcdef12345?autoplay=1",
        ),
        ("https://youtu.be/abcdef12345?t=3", "https://www.youtube-nocookie.com/embed/abcdef12345?autoplay=1"),
        (
            "https://www.bilibili.com/video/BV1xx411c7mD/",
            "https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&autoplay=1&danmaku=0",
        ),
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?autoplay=1&dnt=1"),
    ],
)
def test_a_video_lies_at_an_allowed_place(address, src) -> None:
    found = embed(address)
    assert found is not None
    assert found.src == src


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "http://youtu.be/abcdef12345",
        "https://evil.example/watch?v=abcdef12345",
        "https://youtube.com.evil.example/watch?v=abcdef12345",
        'https://youtu.be/"onload="',
    ],
)
def test_any_other_address_is_no_video(address) -> None:
    assert embed(address) is None
