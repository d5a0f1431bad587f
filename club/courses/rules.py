"""What may become of a course and its lessons, and what each lacks before it can be shown."""

from collections.abc import Sequence

from club.core.embeds import embed
from club.core.refusals import Refusal
from club.core.text import N_
from club.courses.models import Charge, CourseStatus, Sort
from club.talks.rules import NO_SUMMARY, together

MOST_LESSONS = 300
"""Of one course: the outline is one page, and a course of more is two courses."""
MOST_MODULES = 60
MINUTES_OF_A_FILE = 10

STEPS: dict[tuple[CourseStatus, str], CourseStatus] = {
    (CourseStatus.DRAFT, "hand_in"): CourseStatus.DRAFT,
    (CourseStatus.DRAFT, "take_back"): CourseStatus.DRAFT,
    (CourseStatus.DRAFT, "publish"): CourseStatus.PUBLISHED,
    (CourseStatus.PUBLISHED, "retire"): CourseStatus.RETIRED,
    (CourseStatus.RETIRED, "publish"): CourseStatus.PUBLISHED,
}
"""From where a course goes, by which word."""

HANDING = {"hand_in": True, "take_back": False}
"""Words after which a draft is handed in, or is no longer."""
ASKING = frozenset({Sort.EXAM, Sort.TASK})
"""Lessons that ask for something to be done; whoever learns does not say themselves that it is."""
WRITING = frozenset({Charge.LEAD, Charge.AUTHOR})

EDITORS_PUBLISH = Refusal(
    "editors_publish",
    N_("An editor of the club publishes courses."),
    N_("Hand it in; it stands on the editors’ desk until it is read."),
)
HANDED_IN = Refusal(
    "course_handed_in",
    N_("This course is handed in."),
    N_("Take it back to change what an editor is reading."),
)
REVIEWED = Refusal(
    "course_reviewed",
    N_("What members see of this course is changed by an editor."),
    N_("Write what is new as the draft of a lesson, and tell an editor once it is ready."),
)
LAST_LEAD = Refusal(
    "last_lead",
    N_("Nobody else leads this course."),
    N_("Let somebody else lead it first, or ask an editor of the club."),
)
NO_LESSON = Refusal("no_lesson", N_("Publish at least one lesson first."))
GONE = Refusal(
    "lesson_gone",
    N_("This lesson was taken out of the course meanwhile."),
    N_("Open the course again to see how it stands."),
)
FULL = Refusal(
    "course_full",
    N_("A course has at most %(lessons)s lessons in %(modules)s modules."),
    N_("Make a second course that asks for this one."),
    {"lessons": MOST_LESSONS, "modules": MOST_MODULES},
)
NOT_EMPTY = Refusal(
    "module_not_empty",
    N_("There are still lessons in this module."),
    N_("Move them into another module or take them out first."),
)
HIDDEN_TALK = Refusal(
    "talk_gone",
    N_("This talk is not published any more."),
    N_("Choose another talk."),
)


def step(
    status: CourseStatus,
    word: str,
    *,
    published_lessons: int,
    summary: str,
    is_handed_in: bool = False,
    publishes: bool = True,
) -> CourseStatus | Refusal:
    """Where a course goes by a word of somebody who publishes or does not; one without a lesson does not come out."""
    reached = STEPS.get((status, word))
    if reached is None or (word in HANDING and is_handed_in is HANDING[word]):
        return Refusal(
            "no_such_step", N_("Somebody else has moved this course on."), N_("Open it again to see how it stands.")
        )
    if reached is CourseStatus.PUBLISHED and not publishes:
        return EDITORS_PUBLISH
    lacking = [NO_LESSON] if not published_lessons else []
    if not summary.strip():
        lacking.append(NO_SUMMARY)
    return (together(lacking) or reached) if word in {"hand_in", "publish"} else reached


def may_change(status: CourseStatus, *, is_handed_in: bool, publishes: bool) -> Refusal | None:
    """Whether somebody may change what an editor reads of a course, or members see, drafts of lessons aside."""
    if publishes:
        return None
    if status is not CourseStatus.DRAFT:
        return REVIEWED
    return HANDED_IN if is_handed_in else None


def missing_in_lesson(
    sort: Sort, *, words: str, video: str, stored_as: str, talk_id: int | None, has_task: bool = False
) -> Refusal | None:
    """What a lesson lacks before somebody can learn from it."""
    if sort is Sort.TEXT and not words.strip():
        return Refusal("no_words", N_("Write the text of the lesson first."))
    if sort is Sort.VIDEO and embed(video) is None:
        return Refusal("no_video", N_("Give the address of the video first."))
    if sort is Sort.FILE and not stored_as:
        return Refusal("no_file", N_("Choose the file first."))
    if sort is Sort.TALK and talk_id is None:
        return Refusal("no_talk", N_("Choose the talk first."))
    if sort in ASKING and not has_task:
        return Refusal("no_task", N_("Say what is to be done first."))
    return None


def moved(order: Sequence[tuple[int, int]], lesson: int, *, up: bool, modules: Sequence[int]) -> list[tuple[int, int]]:
    """The order with one lesson a place up or down; past the end of a module it goes into the next one.

    `order` lists (lesson, module) as they stand, `modules` the modules in their order, empty ones too.
    """
    at = next(place for place, (one, _module) in enumerate(order) if one == lesson)
    module = order[at][1]
    rest = [*order[:at], *order[at + 1 :]]
    near = at - 1 if up else at + 1
    if 0 <= near < len(order) and order[near][1] == module:
        return [*rest[:near], order[at], *rest[near:]]
    beside = modules.index(module) + (-1 if up else 1)
    if not 0 <= beside < len(modules):
        return list(order)
    return [*rest[:at], (lesson, modules[beside]), *rest[at:]]


def placed(order: Sequence[tuple[int, int]], lesson: int, *, module: int, before: int | None) -> list[tuple[int, int]]:
    """The order with one lesson put into a module, before another lesson of it or at its end."""
    rest = [one for one in order if one[0] != lesson]
    at = next((place for place, one in enumerate(rest) if one == (before, module)), None)
    if at is None:
        at = max((place + 1 for place, one in enumerate(rest) if one[1] == module), default=len(rest))
    return [*rest[:at], (lesson, module), *rest[at:]]
