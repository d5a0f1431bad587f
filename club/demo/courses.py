"""Courses of the demo clubs, from texts with front matter: `# ` begins a module, `## ` a lesson."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files

from sqlalchemy import select

from club.clubs.models import Section
from club.core import clock
from club.core.db import session
from club.core.file_types import FileType
from club.core.files import Admitted
from club.courses import actions, lesson_actions, need_actions, qualification_actions, task_actions
from club.courses.actions import CourseFacts
from club.courses.lesson_actions import LessonFacts
from club.courses.models import Course, CourseInstructor, Lesson, Sort
from club.courses.task_models import Asks
from club.courses.task_rules import Task
from club.demo.scopes import at_desk
from club.demo.screen import a_screen
from club.talks.models import Visibility
from club.talks.picture_actions import add_picture
from club.talks.transcript_rules import Transcript, transcript_from

DRAWN = "screen.jpg"
SHOWS = "Three windows: chats at the left, the order in the middle, answers at the right"
INSTRUCTOR = "instructor@goldcrown.example"
BEGUN = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
_MODULE, _LESSON = re.compile(r"^# (.+)$", re.MULTILINE), re.compile(r"^## (.+)$", re.MULTILINE)


def seed_courses(clubs: dict[str, int], people: dict[str, int]) -> None:
    """Write the courses that are not there yet; one of them is left a draft."""
    found = sorted(files(__package__).joinpath("lessons").iterdir(), key=lambda file: file.name)
    for number, file in enumerate(found):
        text = file.read_text(encoding="utf-8")
        about = transcript_from(text).facts
        at = BEGUN + timedelta(days=7 * number)
        with at_desk(clubs[about["club"]], people[INSTRUCTOR]), clock.telling_of(at):
            if session().scalars(select(Course.id).where(Course.slug == about["slug"])).first() is None:
                _write(transcript_from(text), text.split("---\n", 2)[2], by=people[INSTRUCTOR], at=at)


def _write(found: Transcript, text: str, *, by: int, at: datetime) -> None:
    about = found.facts
    before, *modules = _MODULE.split(text)
    section = session().scalars(select(Section.id).where(Section.slug == about["section"])).first()
    facts = CourseFacts(
        title=about["title"],
        lang=about["lang"],
        summary=about["summary"],
        description=before.strip(),
        section_id=section,
        topics=list(found.topics),
        visibility=Visibility(about["visibility"]),
        valid_months=int(about["months"]) if "months" in about else None,
    )
    course = actions.draft(facts, by=by, at=at, slug=about["slug"])
    _write_lessons(course, modules, at=at)
    if "grants" in about:
        english, chinese = about["grants"].split("/")
        named = qualification_actions.add(english, chinese, course.valid_months)
        need_actions.ask(course, granted=[named.id])
    if about.get("status") != "draft":
        actions.take_step(course, "publish", publishes=True, at=at)


def _write_lessons(course: Course, modules: list[str], *, at: datetime) -> None:
    """Its modules with their lessons, the last two of which wait for the one before them."""
    for title, lessons in _pairs(modules):
        module = lesson_actions.add_module(course, title)
        for name, text in _pairs(_LESSON.split(lessons)[1:]):
            asks, words = _asked(text.strip())
            told, sort = LessonFacts(title=name, words=words), Sort.TASK if asks else Sort.TEXT
            lesson = lesson_actions.add_lesson(course, module, sort, told, at=at)
            if f"({DRAWN})" in words:
                _show(course, lesson, told, at=at)
            if asks:
                task_actions.ask(lesson, Task(asks))
            lesson_actions.publish_lesson(course, lesson, at=at)
    every = lesson_actions.lessons_of(course)
    for lesson, needed in zip(every[-2:], every[-3:], strict=False):
        need_actions.ask_lessons(course, lesson, [needed.id])


def _show(course: Course, lesson: Lesson, told: LessonFacts, *, at: datetime) -> None:
    """Draw the picture that the words of a lesson name, and put it there."""
    by = session().scalars(select(CourseInstructor.person_id).where(CourseInstructor.course_id == course.id)).one()
    drawn = Admitted(a_screen(), FileType.JPEG, DRAWN)
    picture = add_picture(lesson_actions.PICTURES, lesson, drawn, alt=SHOWS, by=by, at=at)
    words = told.words.replace(f"({DRAWN})", f"(/lessons/pictures/{picture.ref})")
    lesson_actions.change_lesson(course, lesson, replace(told, words=words), at=at)


def _asked(words: str) -> tuple[Asks | None, str]:
    """What a lesson asks to be done, if its first line says so, and the words below it."""
    if not words.startswith("asks: "):
        return None, words
    first, _newline, rest = words.partition("\n")
    return Asks(first.removeprefix("asks: ")), rest.strip()


def _pairs(parts: list[str]) -> Iterator[tuple[str, str]]:
    return zip(parts[::2], parts[1::2], strict=True)
